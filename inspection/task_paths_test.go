package inspection_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func TestTaskWholeWay(t *testing.T) {
	r := confirmedByAll(t).do("director", inspection.ApproveSummary{})
	require.Equal(t, inspection.TaskClosed, r.task.Stage)
	require.False(t, r.task.Stage.Open())
	require.Equal(t, "2024", r.task.Edition)
	require.Equal(t, r.now, r.task.Closed)
	require.Equal(t, 3, r.task.Draw.Drawn)
	require.Equal(t, jointDepartments, r.task.Joint)
}

func TestMonth(t *testing.T) {
	r := planned(t)
	require.Equal(t, april(1), r.task.StartOn)
	require.Equal(t, april(1).At(9, 0), r.task.WakesAt())
	r.onDay(date(2024, 3, 31)).refused("month_not_come", "system", inspection.MonthCome{})
	r.onDay(april(1)).do("system", inspection.MonthCome{})
	require.Equal(t, inspection.TaskPreparing, r.task.Stage)

	early := planned(t).onDay(date(2024, 3, 4)).do("head", inspection.StartEarly{})
	require.Equal(t, "2024", early.task.Edition)
	require.Equal(t, inspection.TaskPreparing, early.task.Stage)
}

func TestPutOff(t *testing.T) {
	r := planned(t)
	r.refused("put_off_backwards", "head", inspection.PutOff{To: april(1)}, reasoned)
	r.do("head", inspection.PutOff{To: may(1)}) // 劳动节
	require.Equal(t, may(6), r.task.StartOn)
	r.refused("put_off_backwards", "head", inspection.PutOff{To: may(6)}, reasoned)
	r.onDay(may(10)).refused("put_off_backwards", "head", inspection.PutOff{To: may(9)}, reasoned)
	r.refused("put_off_backwards", "head", inspection.PutOff{To: may(10)}, reasoned)
	require.Equal(t, may(1), r.task.PutOffTo)
}

// TestTheStartFollowsTheCalendar: the month's first working day, or that from the
// day put off to, also within the month.
func TestTheStartFollowsTheCalendar(t *testing.T) {
	at := func(t *testing.T, month time.Month) *taskRun {
		row := documentRow
		row.PlanNo, row.Month = "2027001", fmt.Sprintf("2027年%d月", month)
		p, err := row.Read()
		require.NoError(t, err)
		r := &taskRun{t: t, law: inspection.Law{Calendar: calendar.Embedded(), Reminders: inspection.DefaultReminders}, now: date(2026, 12, 1).At(9, 0)}
		r.task = inspection.PlanTask(p, r.law.Calendar, true, false)
		return r
	}
	t.Run("moves with the notice", func(t *testing.T) {
		r := at(t, time.January)
		require.Equal(t, date(2027, 1, 1), r.task.StartOn)
		require.True(t, r.task.Provisional)
		r.refused("calendar_not_current", "system", inspection.Recount{Calendar: "other"})
		r.refused("already_recounted", "system", inspection.Recount{Calendar: r.law.Calendar.Version()})
		r.law.Calendar = newerCalendar(t, 2027)
		r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
		require.Equal(t, date(2027, 1, 4), r.task.StartOn)
		require.False(t, r.task.Provisional)
		require.Contains(t, r.told[0].Text, "2027年1月1日改为2027年1月4日")
	})
	t.Run("put off within the month stays put off", func(t *testing.T) {
		r := at(t, time.February).do("head", inspection.PutOff{To: date(2027, 2, 17)})
		require.True(t, r.task.Provisional)
		r.told = nil
		r.law.Calendar = newerCalendar(t, 2027)
		r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
		require.Equal(t, date(2027, 2, 17), r.task.StartOn)
		require.Empty(t, r.told)
	})
	t.Run("put off to a day that the notice gives off", func(t *testing.T) {
		r := at(t, time.January).do("head", inspection.PutOff{To: date(2027, 1, 2)})
		require.Equal(t, date(2027, 1, 4), r.task.StartOn)
	})
}

func TestDrawRulesAreChecked(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*inspection.PrepareDraw)
		fields []string
	}{
		"mode undecided":     {func(f *inspection.PrepareDraw) { f.Rules.Mode = "" }, []string{"mode"}},
		"mode unknown":       {func(f *inspection.PrepareDraw) { f.Rules.Mode = "sideways" }, []string{"mode"}},
		"targeted, no aim":   {func(f *inspection.PrepareDraw) { f.Rules.Mode = inspection.DrawTargeted }, []string{"conditions"}},
		"untargeted, an aim": {func(f *inspection.PrepareDraw) { f.Rules.Conditions = map[string][]string{"grade": {"D"}} }, []string{"conditions"}},
		"unknown and empty": {func(f *inspection.PrepareDraw) {
			f.Rules.Mode, f.Rules.Conditions = inspection.DrawTargeted, map[string][]string{"colour": {"red"}, "grade": {}}
		}, []string{"conditions.colour", "conditions.grade"}},
		"no ratio":            {func(f *inspection.PrepareDraw) { f.Rules.Ratio = "" }, []string{"ratio"}},
		"ratio of nobody":     {func(f *inspection.PrepareDraw) { f.Rules.Ratio = "0%" }, []string{"ratio"}},
		"ratio above the all": {func(f *inspection.PrepareDraw) { f.Rules.Ratio = "120%" }, []string{"ratio"}},
		"ungraded left out":   {func(f *inspection.PrepareDraw) { f.Rules.GradeRatios = map[string]string{"A": "1%"} }, []string{"gradeRatios"}},
		"ratio of a grade":    {func(f *inspection.PrepareDraw) { f.Rules.GradeRatios = map[string]string{"": "1%", "A": "much"} }, []string{"gradeRatios.A"}},
		"team of one":         {func(f *inspection.PrepareDraw) { f.Rules.TeamSize = 1 }, []string{"teamSize"}},
		"negative numbers":    {func(f *inspection.PrepareDraw) { f.Rules.Witnesses, f.Rules.CapPerYear, f.Rules.CaseLoad = -1, -1, -1 }, []string{"witnesses", "capPerYear", "caseLoad"}},
		"joint unconfirmed":   {func(f *inspection.PrepareDraw) { f.Joint = nil }, []string{"joint"}},
		"joint twice":         {func(f *inspection.PrepareDraw) { f.Joint = []string{elsewhere, elsewhere} }, []string{"joint"}},
		"joint with nobody":   {func(f *inspection.PrepareDraw) { f.Joint = []string{elsewhere, ""} }, []string{"joint"}},
		"joint with itself":   {func(f *inspection.PrepareDraw) { f.Joint = []string{department} }, []string{"joint"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments}
			tc.change(&f)
			e := preparing(t).refused("draw_rules_invalid", "clerk", f)
			require.Equal(t, tc.fields, fields(e))
			for _, one := range e.Fields {
				require.NotContains(t, one.Message, "CodeRatio")
			}
		})
	}
	bad := drawRules()
	bad.Lengths = map[inspection.DeadlineKind]calendar.Period{inspection.DeadlinePublication: working(30)}
	preparing(t).refused("lengths_invalid", "clerk", inspection.PrepareDraw{Rules: bad, Joint: jointDepartments})
	none := drawRules()
	none.GradeRatios, none.Ratio = map[string]string{"": "2%", "A": "0%"}, ""
	preparing(t).do("clerk", inspection.PrepareDraw{Rules: none, Joint: jointDepartments})
}

func TestDrawIsReturnedAndApproved(t *testing.T) {
	r := prepared(t)
	r.refused("draw_prepared", "clerk", inspection.PrepareDraw{Rules: drawRules()})
	r.do("director", inspection.ReturnDraw{})
	require.Equal(t, []string{"u-clerk"}, r.told[len(r.told)-1].To.Accounts)
	r.refused("draw_not_prepared", "director", inspection.ApproveDraw{Commitment: seal})
	r.refused("draw_not_prepared", "director", inspection.ReturnDraw{}, reasoned)
	r.do("clerk", inspection.PrepareDraw{Rules: drawRules()}) // joint departments stay confirmed
	require.Equal(t, jointDepartments, r.task.Joint)
	one := preparing(t).do("clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments[1:]})
	require.Equal(t, jointDepartments[1:], one.task.Joint)
	both := people["clerk"]
	both.Roles = []inspection.Role{inspection.RoleBureauHead}
	refusedAs(t, "own_proposal", r.attempt(both, inspection.ApproveDraw{Commitment: seal}))
}

func TestWitnesses(t *testing.T) {
	two := drawRules()
	two.Witnesses = 2
	committed := func(t *testing.T) *taskRun {
		return preparing(t).do("clerk", inspection.PrepareDraw{Rules: two, Joint: jointDepartments}).do("director", inspection.ApproveDraw{Commitment: seal})
	}
	t.Run("entries are opened only when all seals are in", func(t *testing.T) {
		r := committed(t).do("witness", inspection.SealEntry{Witness: "甲", Seal: sealOf(t, seal, "甲", "一")})
		require.Contains(t, r.refused("seals_missing", "witness", inspection.OpenEntry{Witness: "甲", Entry: "一", Salt: salt}).Message, "还有1名见证人")
		r.refused("seals_missing", "director", inspection.VoidDraw{Witness: "甲"}, reasoned)
		r.refused("draw_not_ready", "system", inspection.RevealDraw{Drawn: 1})
		r.refused("witness_sealed", "witness", inspection.SealEntry{Witness: "乙", Seal: seal})
		r.refused("witness_sealed", "supervisor", inspection.SealEntry{Witness: "甲", Seal: seal})
		r.do("supervisor", inspection.SealEntry{Witness: "乙", Seal: sealOf(t, seal, "乙", "二")})
		r.refused("witnesses_complete", "clerk", inspection.SealEntry{Witness: "丙", Unsealed: true, Entry: "三"})
		r.refused("not_your_seal", "witness", inspection.OpenEntry{Witness: "乙", Entry: "一", Salt: salt})
		r.refused("witness_unknown", "witness", inspection.OpenEntry{Witness: "丁", Entry: "一", Salt: salt})
		r.refused("entry_required", "witness", inspection.OpenEntry{Witness: "甲", Salt: salt})
		r.refused("salt_invalid", "witness", inspection.OpenEntry{Witness: "甲", Entry: "一", Salt: "0f"})
		r.refused("salt_invalid", "witness", inspection.OpenEntry{Witness: "甲", Entry: "一", Salt: salt + "xy"})
		require.Contains(t, r.refused("salt_invalid", "witness", inspection.OpenEntry{Witness: "甲", Entry: "一", Salt: "xyz"}).Message, "16至64个字节")
		for size, code := range map[int]string{15: "salt_invalid", 16: "seal_mismatch", 64: "seal_mismatch", 65: "salt_invalid"} {
			r.refused(code, "witness", inspection.OpenEntry{Witness: "甲", Entry: "一", Salt: strings.Repeat("0e", size)})
		}
		r.refused("seal_mismatch", "witness", inspection.OpenEntry{Witness: "甲", Entry: "一。", Salt: salt})
		r.refused("bad_entry", "witness", inspection.OpenEntry{Witness: "甲", Entry: "一\n", Salt: salt})
		r.do("witness", inspection.OpenEntry{Witness: "甲", Entry: "一", Salt: salt})
		r.refused("not_your_seal", "witness", inspection.OpenEntry{Witness: "甲", Entry: "二", Salt: salt})
		require.False(t, r.task.ReadyToReveal())
		r.refused("seal_not_outstanding", "director", inspection.VoidDraw{Witness: "甲"}, reasoned)
		r.do("supervisor", inspection.OpenEntry{Witness: "乙", Entry: "二", Salt: salt})
		r.refused("seals_opened", "director", inspection.VoidDraw{Witness: "甲"}, reasoned)
		require.True(t, r.task.ReadyToReveal())
	})
	t.Run("typed in by the clerk, unsealed for ever", func(t *testing.T) {
		r := committed(t)
		r.refused("seal_or_entry", "clerk", inspection.SealEntry{Witness: "甲", Seal: seal})
		r.refused("seal_or_entry", "clerk", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: "一", Seal: seal})
		r.refused("seal_or_entry", "witness", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
		r.refused("seal_or_entry", "witness", inspection.SealEntry{Witness: "甲", Seal: seal, Entry: "一"})
		r.refused("entry_required", "clerk", inspection.SealEntry{Witness: "甲", Unsealed: true})
		r.refused("witness_required", "clerk", inspection.SealEntry{Witness: " ", Unsealed: true, Entry: "一"})
		r.refused("witness_required", "clerk", inspection.SealEntry{Unsealed: true, Entry: "一"})
		r.refused("witness_required", "witness", inspection.SealEntry{Witness: "甲 ", Seal: seal})
		r.refused("seal_invalid", "witness", inspection.SealEntry{Witness: "甲", Seal: strings.ToUpper(seal)})
		r.do("clerk", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
		require.False(t, r.task.ReadyToReveal(), "one of two")
		r.do("clerk", inspection.SealEntry{Witness: "乙", Unsealed: true, Entry: "二"})
		require.True(t, r.task.ReadyToReveal())
		require.True(t, r.task.Draw.Witnesses[1].Unsealed)
		require.True(t, r.task.ReadyToReveal())
	})
	t.Run("nothing is sealed after an entry that everybody can read", func(t *testing.T) {
		r := committed(t).do("clerk", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
		r.refused("entry_open_already", "witness", inspection.SealEntry{Witness: "乙", Seal: seal})
		r = committed(t).do("witness", inspection.SealEntry{Witness: "乙", Seal: seal})
		r.do("clerk", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
	})
	t.Run("what no draw can be revealed with", func(t *testing.T) {
		r := committed(t)
		for _, wrong := range []string{"一\n二", "一\x7f", strings.Repeat("一", 334)} {
			r.refused("bad_entry", "clerk", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: wrong})
			r.refused("bad_entry", "clerk", inspection.SealEntry{Witness: wrong, Unsealed: true, Entry: "一"})
			r.refused("bad_entry", "witness", inspection.SealEntry{Witness: wrong, Seal: seal})
		}
		r.refused("bad_entry", "witness", inspection.SealEntry{Witness: "甲", Seal: strings.Repeat("0", 64)})
		r.do("clerk", inspection.SealEntry{Witness: "甲", Unsealed: true, Entry: strings.Repeat("一", 333)})
	})
	t.Run("unattended", func(t *testing.T) {
		none := drawRules()
		none.Witnesses = 0
		r := preparing(t).do("clerk", inspection.PrepareDraw{Rules: none, Joint: jointDepartments}).do("director", inspection.ApproveDraw{Commitment: seal})
		require.True(t, r.task.ReadyToReveal())
		r.refused("witnesses_complete", "witness", inspection.SealEntry{Witness: "甲", Seal: seal})
		r.refused("seals_opened", "director", inspection.VoidDraw{Witness: "甲"}, reasoned)
		r.do("system", inspection.RevealDraw{Drawn: 2})
	})
	t.Run("who proposed or approved is no witness", func(t *testing.T) {
		r := committed(t)
		for _, id := range []string{"u-clerk", "u-director"} {
			party := people["supervisor"]
			party.ID = id
			refusedAs(t, "own_draw", r.attempt(party, inspection.SealEntry{Witness: "甲", Seal: seal}))
		}
	})
}

func TestRedrawAfterVoid(t *testing.T) {
	r := sealed(t).do("director", inspection.VoidDraw{Witness: "见证人"})
	require.Equal(t, inspection.TaskPreparing, r.task.Stage)
	require.Equal(t, inspection.DrawState{Number: 2, Voided: 1}, r.task.Draw)
	require.Contains(t, r.told[len(r.told)-1].Text, "第1次抽取因见证人“见证人”未启封而作废")
	r.do("clerk", inspection.PrepareDraw{Rules: drawRules()})
	r.do("director", inspection.ApproveDraw{Commitment: strings.Repeat("b2", 32)})
	r.do("witness", inspection.SealEntry{Witness: "见证人", Seal: sealOf(t, strings.Repeat("b2", 32), "见证人", "三十八号")})
	r.do("witness", inspection.OpenEntry{Witness: "见证人", Entry: "三十八号", Salt: salt})
	r.refused("draw_counts_invalid", "system", inspection.RevealDraw{Drawn: 1, NoTeam: 2})
	r.refused("draw_counts_invalid", "system", inspection.RevealDraw{Drawn: 4, NoTeam: 1})
	r.refused("draw_counts_invalid", "system", inspection.RevealDraw{NoTeam: 1, Teamless: []string{teamless}})
	none := *r
	none.do("system", inspection.RevealDraw{Drawn: 1, NoTeam: 1, Teamless: []string{teamless}})
	r.do("system", inspection.RevealDraw{Drawn: 4, NoTeam: 1, Teamless: []string{teamless}})
	require.Equal(t, inspection.TaskRunning, r.task.Stage)
	require.Equal(t, 2, r.task.Draw.Number)
	r.refused("case_of_other_task", "head", inspection.ReplaceEntity{Case: "2024001-002-0001"}, reasoned)
}

func TestSummary(t *testing.T) {
	r := summary(t)
	r.refused("summary_missing", "joint head", inspection.ConfirmSummary{})
	r.refused("summary_missing", "director", inspection.ApproveSummary{})
	r.refused("summary_missing", "director", inspection.ReturnSummary{}, reasoned)
	r.do("clerk", inspection.WriteSummary{})
	r.refused("summary_written", "clerk", inspection.WriteSummary{})
	require.Contains(t, r.refused("summary_unconfirmed", "director", inspection.ApproveSummary{}).Message, "社会保险科、社会保险中心")
	r.do("joint head", inspection.ConfirmSummary{})
	r.refused("summary_confirmed", "joint head", inspection.ConfirmSummary{})
	deputy := people["head"]
	deputy.ID, deputy.Delegation, deputy.DelegatedFrom, deputy.DelegatedRoles, deputy.DelegatedDepartment = "u-deputy", "d-1", "u-head-2", []inspection.Role{inspection.RoleSectionHead}, elsewhere
	refusedAs(t, "summary_confirmed", r.attempt(deputy, inspection.ConfirmSummary{}))
	require.Contains(t, r.refused("summary_unconfirmed", "director", inspection.ApproveSummary{}).Message, "：社会保险中心。")
	r.do("director", inspection.ReturnSummary{})
	require.Equal(t, inspection.SummaryWork{}, r.task.Summary, "written anew, confirmed anew")

	author := people["clerk"]
	author.Roles = []inspection.Role{inspection.RoleSectionHead, inspection.RoleBureauHead}
	author.Department = elsewhere
	r = written(t)
	refusedAs(t, "own_proposal", r.attempt(author, inspection.ConfirmSummary{}))
	r = written(t)
	require.NoError(t, r.attempt(deputy, inspection.ConfirmSummary{}))
	require.Equal(t, map[string]string{elsewhere: "u-deputy"}, r.task.Summary.Confirmed, "for the department that lent the power")
	r = confirmedByAll(t)
	for _, a := range r.task.Allowed(inspection.Actor{}) {
		require.NotEqual(t, inspection.ActConfirmSummary, a.Act, "offered to nobody any more")
	}
	r.refused("summary_confirmed", "joint head", inspection.ConfirmSummary{})
	refusedAs(t, "own_proposal", r.attempt(author, inspection.ApproveSummary{}))
}

func TestSummaryWithoutJointDepartments(t *testing.T) {
	r := summary(t)
	r.task.Joint = nil
	r.do("clerk", inspection.WriteSummary{})
	require.Equal(t, []inspection.Role{inspection.RoleBureauHead}, r.told[len(r.told)-1].To.Roles)
	r.do("director", inspection.ApproveSummary{})
	require.Equal(t, inspection.TaskClosed, r.task.Stage)
}

// TestATaskWithoutAnEndHasNoPeriod of its own.
func TestATaskWithoutAnEndHasNoPeriod(t *testing.T) {
	require.Empty(t, runningTask(t).task.Deadlines)
}

// TestWhatADeputyDidIsTheLendersToo: the director approves nothing that somebody
// made with the director's own power.
func TestWhatADeputyDidIsTheLendersToo(t *testing.T) {
	deputy := people["clerk"]
	deputy.Delegation, deputy.DelegatedFrom, deputy.DelegatedRoles, deputy.DelegatedDepartment = "d-1", "u-director", []inspection.Role{inspection.RoleClerk}, department
	r := preparing(t)
	require.NoError(t, r.attempt(deputy, inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments}))
	require.Equal(t, "u-director", r.task.Draw.PreparedFor)
	r.refused("own_proposal", "director", inspection.ApproveDraw{Commitment: seal})

	r = summary(t)
	r.task.Joint = nil
	require.NoError(t, r.attempt(deputy, inspection.WriteSummary{}))
	require.Equal(t, "u-director", r.task.Summary.WrittenFor)
	r.refused("own_proposal", "director", inspection.ApproveSummary{})
}

// TestTheTasksOwnEnd: reminded before, recorded once, urged every working day.
func TestTheTasksOwnEnd(t *testing.T) {
	r := runningWithEnd(t)
	d, ok := r.task.Deadlines.Find(inspection.DeadlineTask)
	require.True(t, ok)
	require.Equal(t, inspection.Deadline{Kind: inspection.DeadlineTask, Name: "完成抽查任务", From: r.now, Due: date(2024, 6, 28).End(), Last: date(2024, 6, 28),
		Calendar: r.law.Calendar.Version(), Generation: 1,
		Next: &inspection.Moment{Deadline: inspection.DeadlineTask, Generation: 1, Step: "before_5", At: date(2024, 6, 21).At(9, 0)}}, d)
	r.told = nil
	lapse := func() {
		m, _ := r.task.Deadlines.NextMoment()
		r.now = m.At
		r.do("system", inspection.Lapse{Moment: m})
	}
	for range 5 {
		lapse()
	}
	require.Contains(t, r.told[0].Text, "还有5个工作日届满（2024年6月28日）")
	require.Contains(t, r.told[3].Text, "今天届满")
	require.Equal(t, inspection.NoticeReminder, r.told[3].Kind)
	require.Equal(t, inspection.NoticeOverdue, r.told[4].Kind)
	require.Equal(t, "deadline/task/1/before_5", r.told[0].Key)
	require.Equal(t, "deadline/task/1/overdue", r.told[4].Key)
	require.ElementsMatch(t, []inspection.Role{inspection.RoleClerk, inspection.RoleSectionHead, inspection.RoleBureauHead, inspection.RoleSupervisor}, r.told[4].To.Roles)
	lapse()
	require.Equal(t, date(2024, 7, 1).At(9, 0), r.now)
	require.ElementsMatch(t, []inspection.Role{inspection.RoleClerk, inspection.RoleSectionHead}, r.told[5].To.Roles)
	m, _ := r.task.Deadlines.NextMoment()
	r.refused("moment_not_come", "system", inspection.Lapse{Moment: m})
	m.Generation++
	r.refused("moment_not_meant", "system", inspection.Lapse{Moment: m})
	r.do("system", inspection.CasesClosed{}).do("director", inspection.CancelTask{})
	require.Empty(t, r.task.Deadlines)
}

// TestTheClockJumpsOverATasksEnd: whatever reminder was pending, the passing is
// recorded under its own key.
func TestTheClockJumpsOverATasksEnd(t *testing.T) {
	r := runningWithEnd(t).onDay(date(2024, 7, 1))
	m, _ := r.task.Deadlines.NextMoment()
	require.Equal(t, "before_5", m.Step)
	r.do("system", inspection.Lapse{Moment: m})
	require.Equal(t, "deadline/task/1/overdue", r.told[len(r.told)-1].Key)
}

// TestRecountRenewsTheTasksReminders: the end is a date, its reminders are not.
func TestRecountRenewsTheTasksReminders(t *testing.T) {
	r := runningWithEnd(t)
	r.law.Calendar = newerCalendar(t, 2027)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	r.refused("already_recounted", "system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	same, _ := r.task.Deadlines.Find(inspection.DeadlineTask)
	require.Equal(t, 1, same.Generation, "nothing moved")
	require.Equal(t, r.law.Calendar.Version(), same.Calendar)
	exceptions := append(r.law.Calendar.Exceptions(2024), calendar.Exception{Date: date(2024, 6, 24), Holiday: "测试", Notice: "测试〔2024〕1号"})
	cal, err := r.law.Calendar.With("", 2024, exceptions)
	require.NoError(t, err)
	r.law.Calendar = cal
	r.do("system", inspection.Recount{Calendar: cal.Version()})
	d, _ := r.task.Deadlines.Find(inspection.DeadlineTask)
	require.Equal(t, date(2024, 6, 20).At(9, 0), d.Next.At)
	require.Equal(t, 2, d.Generation)
	require.Equal(t, 2, d.Next.Generation)
}

// TestATaskThatIsGoingKeepsItsStart, whatever notice comes afterwards.
func TestATaskThatIsGoingKeepsItsStart(t *testing.T) {
	r := preparing(t)
	exceptions := append(r.law.Calendar.Exceptions(2024), calendar.Exception{Date: april(1), Holiday: "测试", Notice: "测试〔2024〕1号"})
	cal, err := r.law.Calendar.With("", 2024, exceptions)
	require.NoError(t, err)
	r.law.Calendar, r.told = cal, nil
	r.do("system", inspection.Recount{Calendar: cal.Version()})
	require.Equal(t, april(1), r.task.StartOn)
	require.Empty(t, r.told)
}

func TestTimesOfATasksAct(t *testing.T) {
	r := preparing(t).onDay(april(8))
	f := inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments}
	r.refused("in_the_future", "clerk", f, happened(r.now.Add(time.Minute)))
	r.refused("late_entry_needs_reason", "clerk", f, happened(april(2).At(10, 0)))
	r.do("clerk", f, happened(april(2).At(10, 0)), reasoned)
}

func TestCancelAfterTheDrawIsTheDirectors(t *testing.T) {
	require.Contains(t, witnessing(t).refused("not_your_act", "head", inspection.CancelTask{}, reasoned).Message, "应由局负责人办理")
	r := runningTask(t).do("director", inspection.CancelTask{})
	require.Equal(t, inspection.TaskCancelled, r.task.Stage)
}

// Too few inspectors for an entity: the head decides, and until then the task
// does not come to its end (文件四(一)).
func TestTeamlessCasesAreDecided(t *testing.T) {
	r := runningTeamless(t)
	require.Contains(t, r.told[len(r.told)-2].Text, "有1户因符合条件的执法人员不足2名未能组成检查组")
	r.refused("cases_without_team", "system", inspection.CasesClosed{})
	r.refused("case_has_team", "head", inspection.FormTeam{Case: caseNo}, reasoned)
	r.refused("not_your_act", "head", inspection.LeaveOut{Case: teamless}, reasoned)

	formed := *r
	formed.do("head", inspection.FormTeam{Case: teamless}, reasoned)
	require.Empty(t, formed.task.Draw.Teamless)
	require.Equal(t, 1, formed.task.Draw.NoTeam, "what the draw came to does not change")
	formed.refused("no_case_without_team", "head", inspection.FormTeam{Case: teamless}, reasoned)
	formed.do("system", inspection.CasesClosed{})

	r.do("director", inspection.LeaveOut{Case: teamless}, reasoned)
	require.Contains(t, r.told[len(r.told)-1].Text, "本次不予检查")
	r.refused("no_case_without_team", "director", inspection.LeaveOut{Case: teamless}, reasoned)
	r.do("system", inspection.CasesClosed{})
	require.Equal(t, inspection.TaskSummary, r.task.Stage)
}
