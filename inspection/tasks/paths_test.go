package tasks_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

func TestTaskWholeWay(t *testing.T) {
	r := inspectiontest.ConfirmedByAll(t).Do("director", tasks.ApproveSummary{})
	require.Equal(t, tasks.StageClosed, r.Task.Stage)
	require.False(t, r.Task.Stage.Open())
	require.Equal(t, "2024", r.Task.Edition)
	require.Equal(t, r.Now, r.Task.Closed)
	require.Equal(t, 3, r.Task.Draw.Drawn)
	require.Equal(t, inspectiontest.JointDepartments, r.Task.Joint)
}

func TestMonth(t *testing.T) {
	r := inspectiontest.Planned(t)
	require.Equal(t, inspectiontest.April(1), r.Task.StartOn)
	require.Equal(t, inspectiontest.April(1).At(9, 0), r.Task.WakesAt())
	r.OnDay(inspectiontest.Date(2024, 3, 31)).Refused("month_not_come", "system", tasks.MonthCome{})
	r.OnDay(inspectiontest.April(1)).Do("system", tasks.MonthCome{})
	require.Equal(t, tasks.StagePreparing, r.Task.Stage)

	early := inspectiontest.Planned(t).OnDay(inspectiontest.Date(2024, 3, 4)).Do("head", tasks.StartEarly{})
	require.Equal(t, "2024", early.Task.Edition)
	require.Equal(t, tasks.StagePreparing, early.Task.Stage)
}

func TestPutOff(t *testing.T) {
	r := inspectiontest.Planned(t)
	r.Refused("put_off_backwards", "head", tasks.PutOff{To: inspectiontest.April(1)}, inspectiontest.Reasoned)
	r.Do("head", tasks.PutOff{To: inspectiontest.May(1)}) // 劳动节
	require.Equal(t, inspectiontest.May(6), r.Task.StartOn)
	r.Refused("put_off_backwards", "head", tasks.PutOff{To: inspectiontest.May(6)}, inspectiontest.Reasoned)
	r.OnDay(inspectiontest.May(10)).Refused("put_off_backwards", "head", tasks.PutOff{To: inspectiontest.May(9)}, inspectiontest.Reasoned)
	r.Refused("put_off_backwards", "head", tasks.PutOff{To: inspectiontest.May(10)}, inspectiontest.Reasoned)
	require.Equal(t, inspectiontest.May(1), r.Task.PutOffTo)
}

// TestTheStartFollowsTheCalendar: the month's first working day, or that from the
// day put off to, also within the month.
func TestTheStartFollowsTheCalendar(t *testing.T) {
	at := func(t *testing.T, month time.Month) *inspectiontest.TaskRun {
		row := inspectiontest.DocumentRow
		row.PlanNo, row.Month = "2027001", fmt.Sprintf("2027年%d月", month)
		p, err := row.Read()
		require.NoError(t, err)
		r := &inspectiontest.TaskRun{T: t, Law: law.Law{Calendar: calendar.Embedded(), Reminders: law.DefaultReminders}, Now: inspectiontest.Date(2026, 12, 1).At(9, 0)}
		r.Task = tasks.PlanTask(p, r.Law.Calendar, true, false)
		return r
	}
	t.Run("moves with the notice", func(t *testing.T) {
		r := at(t, time.January)
		require.Equal(t, inspectiontest.Date(2027, 1, 4), r.Task.StartOn)
		require.True(t, r.Task.Provisional)
		r.Refused("calendar_not_current", "system", law.Recount{Calendar: "other"})
		r.Refused("already_recounted", "system", law.Recount{Calendar: r.Law.Calendar.Version()})
		r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
		r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
		require.Equal(t, inspectiontest.Date(2027, 1, 5), r.Task.StartOn)
		require.False(t, r.Task.Provisional)
		require.Contains(t, r.Told[0].Text, "2027年1月4日改为2027年1月5日")
	})
	t.Run("put off within the month stays put off", func(t *testing.T) {
		r := at(t, time.February).Do("head", tasks.PutOff{To: inspectiontest.Date(2027, 2, 17)})
		require.True(t, r.Task.Provisional)
		r.Told = nil
		r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
		r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
		require.Equal(t, inspectiontest.Date(2027, 2, 17), r.Task.StartOn)
		require.Empty(t, r.Told)
	})
	t.Run("put off to a day that is off", func(t *testing.T) {
		r := at(t, time.January).Do("head", tasks.PutOff{To: inspectiontest.Date(2027, 1, 9)})
		require.Equal(t, inspectiontest.Date(2027, 1, 11), r.Task.StartOn)
	})
}

func TestDrawRulesAreChecked(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*tasks.PrepareDraw)
		fields []string
	}{
		"mode undecided":     {func(f *tasks.PrepareDraw) { f.Rules.Mode = "" }, []string{"rules.mode"}},
		"mode unknown":       {func(f *tasks.PrepareDraw) { f.Rules.Mode = "sideways" }, []string{"rules.mode"}},
		"targeted, no aim":   {func(f *tasks.PrepareDraw) { f.Rules.Mode = plans.DrawTargeted }, []string{"rules.conditions"}},
		"untargeted, an aim": {func(f *tasks.PrepareDraw) { f.Rules.Conditions = map[string][]string{"grade": {"D"}} }, []string{"rules.conditions"}},
		"unknown and empty": {func(f *tasks.PrepareDraw) {
			f.Rules.Mode, f.Rules.Conditions = plans.DrawTargeted, map[string][]string{"colour": {"red"}, "grade": {}}
		}, []string{"rules.conditions.colour", "rules.conditions.grade"}},
		"no ratio":            {func(f *tasks.PrepareDraw) { f.Rules.Ratio = "" }, []string{"rules.ratio"}},
		"ratio of nobody":     {func(f *tasks.PrepareDraw) { f.Rules.Ratio = "0%" }, []string{"rules.ratio"}},
		"ratio above the all": {func(f *tasks.PrepareDraw) { f.Rules.Ratio = "120%" }, []string{"rules.ratio"}},
		"ungraded left out":   {func(f *tasks.PrepareDraw) { f.Rules.GradeRatios = map[string]string{"A": "1%"} }, []string{"rules.gradeRatios"}},
		"ratio of a grade":    {func(f *tasks.PrepareDraw) { f.Rules.GradeRatios = map[string]string{"": "1%", "A": "much"} }, []string{"rules.gradeRatios.A"}},
		"team of one":         {func(f *tasks.PrepareDraw) { f.Rules.TeamSize = 1 }, []string{"rules.teamSize"}},
		"negative numbers":    {func(f *tasks.PrepareDraw) { f.Rules.Witnesses, f.Rules.CapPerYear, f.Rules.CaseLoad = -1, -1, -1 }, []string{"rules.witnesses", "rules.capPerYear", "rules.caseLoad"}},
		"joint unconfirmed":   {func(f *tasks.PrepareDraw) { f.Joint = nil }, []string{"joint"}},
		"joint twice":         {func(f *tasks.PrepareDraw) { f.Joint = []string{inspectiontest.Elsewhere, inspectiontest.Elsewhere} }, []string{"joint"}},
		"joint with nobody":   {func(f *tasks.PrepareDraw) { f.Joint = []string{inspectiontest.Elsewhere, ""} }, []string{"joint"}},
		"joint with itself":   {func(f *tasks.PrepareDraw) { f.Joint = []string{inspectiontest.Department} }, []string{"joint"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments}
			tc.change(&f)
			e := inspectiontest.Preparing(t).Refused("draw_rules_invalid", "clerk", f)
			require.Equal(t, tc.fields, inspectiontest.Fields(e))
			for _, one := range e.Fields {
				require.NotContains(t, one.Message, "CodeRatio")
			}
		})
	}
	bad := inspectiontest.DrawRules()
	bad.Lengths = map[law.DeadlineKind]calendar.Period{law.DeadlinePublication: inspectiontest.Working(30)}
	inspectiontest.Preparing(t).Refused("lengths_invalid", "clerk", tasks.PrepareDraw{Rules: bad, Joint: inspectiontest.JointDepartments})
	none := inspectiontest.DrawRules()
	none.GradeRatios, none.Ratio = map[string]string{"": "2%", "A": "0%"}, ""
	inspectiontest.Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: none, Joint: inspectiontest.JointDepartments})
}

func TestDrawIsReturnedAndApproved(t *testing.T) {
	r := inspectiontest.Prepared(t)
	r.Refused("draw_prepared", "clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules()})
	r.Do("director", tasks.ReturnDraw{})
	require.Equal(t, []string{"u-clerk"}, r.Told[len(r.Told)-1].To.Accounts)
	r.Refused("draw_not_prepared", "director", tasks.ApproveDraw{Commitment: inspectiontest.Seal})
	r.Refused("draw_not_prepared", "director", tasks.ReturnDraw{}, inspectiontest.Reasoned)
	r.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules()}) // joint departments stay confirmed
	require.Equal(t, inspectiontest.JointDepartments, r.Task.Joint)
	one := inspectiontest.Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments[1:]})
	require.Equal(t, inspectiontest.JointDepartments[1:], one.Task.Joint)
	both := inspectiontest.People["clerk"]
	both.Roles = []law.Role{law.RoleBureauHead}
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, tasks.ApproveDraw{Commitment: inspectiontest.Seal}))
}

func TestWitnesses(t *testing.T) {
	two := inspectiontest.DrawRules()
	two.Witnesses = 2
	committed := func(t *testing.T) *inspectiontest.TaskRun {
		return inspectiontest.Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: two, Joint: inspectiontest.JointDepartments}).Do("director", tasks.ApproveDraw{Commitment: inspectiontest.Seal})
	}
	t.Run("entries are opened only when all seals are in", func(t *testing.T) {
		r := committed(t).Do("witness", tasks.SealEntry{Witness: "甲", Seal: inspectiontest.SealOf(t, inspectiontest.Seal, "甲", "一")})
		require.Contains(t, r.Refused("seals_missing", "witness", tasks.OpenEntry{Witness: "甲", Entry: "一", Salt: inspectiontest.Salt}).Message, "还有1名见证人")
		r.Refused("seals_missing", "director", tasks.VoidDraw{Witness: "甲"}, inspectiontest.Reasoned)
		r.Refused("draw_not_ready", "system", tasks.RevealDraw{Drawn: 1})
		r.Refused("witness_sealed", "witness", tasks.SealEntry{Witness: "乙", Seal: inspectiontest.Seal})
		r.Refused("witness_sealed", "supervisor", tasks.SealEntry{Witness: "甲", Seal: inspectiontest.Seal})
		r.Do("supervisor", tasks.SealEntry{Witness: "乙", Seal: inspectiontest.SealOf(t, inspectiontest.Seal, "乙", "二")})
		r.Refused("witnesses_complete", "clerk", tasks.SealEntry{Witness: "丙", Unsealed: true, Entry: "三"})
		r.Refused("not_your_seal", "witness", tasks.OpenEntry{Witness: "乙", Entry: "一", Salt: inspectiontest.Salt})
		r.Refused("witness_unknown", "witness", tasks.OpenEntry{Witness: "丁", Entry: "一", Salt: inspectiontest.Salt})
		r.Refused("entry_required", "witness", tasks.OpenEntry{Witness: "甲", Salt: inspectiontest.Salt})
		r.Refused("salt_invalid", "witness", tasks.OpenEntry{Witness: "甲", Entry: "一", Salt: "0f"})
		r.Refused("salt_invalid", "witness", tasks.OpenEntry{Witness: "甲", Entry: "一", Salt: inspectiontest.Salt + "xy"})
		require.Contains(t, r.Refused("salt_invalid", "witness", tasks.OpenEntry{Witness: "甲", Entry: "一", Salt: "xyz"}).Message, "16至64个字节")
		for size, code := range map[int]string{15: "salt_invalid", 16: "seal_mismatch", 64: "seal_mismatch", 65: "salt_invalid"} {
			r.Refused(code, "witness", tasks.OpenEntry{Witness: "甲", Entry: "一", Salt: strings.Repeat("0e", size)})
		}
		r.Refused("seal_mismatch", "witness", tasks.OpenEntry{Witness: "甲", Entry: "一。", Salt: inspectiontest.Salt})
		r.Refused("bad_entry", "witness", tasks.OpenEntry{Witness: "甲", Entry: "一\n", Salt: inspectiontest.Salt})
		r.Do("witness", tasks.OpenEntry{Witness: "甲", Entry: "一", Salt: inspectiontest.Salt})
		r.Refused("not_your_seal", "witness", tasks.OpenEntry{Witness: "甲", Entry: "二", Salt: inspectiontest.Salt})
		require.False(t, r.Task.ReadyToReveal())
		r.Refused("seal_not_outstanding", "director", tasks.VoidDraw{Witness: "甲"}, inspectiontest.Reasoned)
		r.Do("supervisor", tasks.OpenEntry{Witness: "乙", Entry: "二", Salt: inspectiontest.Salt})
		r.Refused("seals_opened", "director", tasks.VoidDraw{Witness: "甲"}, inspectiontest.Reasoned)
		require.True(t, r.Task.ReadyToReveal())
	})
	t.Run("typed in by the clerk, unsealed for ever", func(t *testing.T) {
		r := committed(t)
		r.Refused("seal_or_entry", "clerk", tasks.SealEntry{Witness: "甲", Seal: inspectiontest.Seal})
		r.Refused("seal_or_entry", "clerk", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: "一", Seal: inspectiontest.Seal})
		r.Refused("seal_or_entry", "witness", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
		r.Refused("seal_or_entry", "witness", tasks.SealEntry{Witness: "甲", Seal: inspectiontest.Seal, Entry: "一"})
		r.Refused("entry_required", "clerk", tasks.SealEntry{Witness: "甲", Unsealed: true})
		r.Refused("witness_required", "clerk", tasks.SealEntry{Witness: " ", Unsealed: true, Entry: "一"})
		r.Refused("witness_required", "clerk", tasks.SealEntry{Unsealed: true, Entry: "一"})
		r.Refused("witness_required", "witness", tasks.SealEntry{Witness: "甲 ", Seal: inspectiontest.Seal})
		r.Refused("seal_invalid", "witness", tasks.SealEntry{Witness: "甲", Seal: strings.ToUpper(inspectiontest.Seal)})
		r.Do("clerk", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
		require.False(t, r.Task.ReadyToReveal(), "one of two")
		r.Do("clerk", tasks.SealEntry{Witness: "乙", Unsealed: true, Entry: "二"})
		require.True(t, r.Task.ReadyToReveal())
		require.True(t, r.Task.Draw.Witnesses[1].Unsealed)
		require.True(t, r.Task.ReadyToReveal())
	})
	t.Run("nothing is sealed after an entry that everybody can read", func(t *testing.T) {
		r := committed(t).Do("clerk", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
		r.Refused("entry_open_already", "witness", tasks.SealEntry{Witness: "乙", Seal: inspectiontest.Seal})
		r = committed(t).Do("witness", tasks.SealEntry{Witness: "乙", Seal: inspectiontest.Seal})
		r.Do("clerk", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: "一"})
	})
	t.Run("what no draw can be revealed with", func(t *testing.T) {
		r := committed(t)
		for _, wrong := range []string{"一\n二", "一\x7f", strings.Repeat("一", 334)} {
			r.Refused("bad_entry", "clerk", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: wrong})
			r.Refused("bad_entry", "clerk", tasks.SealEntry{Witness: wrong, Unsealed: true, Entry: "一"})
			r.Refused("bad_entry", "witness", tasks.SealEntry{Witness: wrong, Seal: inspectiontest.Seal})
		}
		r.Refused("bad_entry", "witness", tasks.SealEntry{Witness: "甲", Seal: strings.Repeat("0", 64)})
		r.Do("clerk", tasks.SealEntry{Witness: "甲", Unsealed: true, Entry: strings.Repeat("一", 333)})
	})
	t.Run("unattended", func(t *testing.T) {
		none := inspectiontest.DrawRules()
		none.Witnesses = 0
		r := inspectiontest.Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: none, Joint: inspectiontest.JointDepartments}).Do("director", tasks.ApproveDraw{Commitment: inspectiontest.Seal})
		require.True(t, r.Task.ReadyToReveal())
		r.Refused("witnesses_complete", "witness", tasks.SealEntry{Witness: "甲", Seal: inspectiontest.Seal})
		r.Refused("seals_opened", "director", tasks.VoidDraw{Witness: "甲"}, inspectiontest.Reasoned)
		r.Do("system", tasks.RevealDraw{Drawn: 2})
	})
	t.Run("who proposed or approved is no witness", func(t *testing.T) {
		r := committed(t)
		for _, id := range []string{"u-clerk", "u-director"} {
			party := inspectiontest.People["supervisor"]
			party.ID = id
			inspectiontest.RefusedAs(t, "own_draw", r.Attempt(party, tasks.SealEntry{Witness: "甲", Seal: inspectiontest.Seal}))
		}
	})
}

func TestRedrawAfterVoid(t *testing.T) {
	r := inspectiontest.Sealed(t).Do("director", tasks.VoidDraw{Witness: "见证人"})
	require.Equal(t, tasks.StagePreparing, r.Task.Stage)
	require.Equal(t, tasks.DrawState{Number: 2, Voided: 1}, r.Task.Draw)
	require.Contains(t, r.Told[len(r.Told)-1].Text, "第1次抽取因见证人“见证人”未启封而作废")
	r.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules()})
	r.Do("director", tasks.ApproveDraw{Commitment: strings.Repeat("b2", 32)})
	r.Do("witness", tasks.SealEntry{Witness: "见证人", Seal: inspectiontest.SealOf(t, strings.Repeat("b2", 32), "见证人", "三十八号")})
	r.Do("witness", tasks.OpenEntry{Witness: "见证人", Entry: "三十八号", Salt: inspectiontest.Salt})
	r.Refused("draw_counts_invalid", "system", tasks.RevealDraw{Drawn: 1, NoTeam: 2})
	r.Refused("draw_counts_invalid", "system", tasks.RevealDraw{Drawn: 4, NoTeam: 1})
	r.Refused("draw_counts_invalid", "system", tasks.RevealDraw{NoTeam: 1, Teamless: []string{inspectiontest.Teamless}})
	none := *r
	none.Do("system", tasks.RevealDraw{Drawn: 1, NoTeam: 1, Teamless: []string{inspectiontest.Teamless}})
	r.Do("system", tasks.RevealDraw{Drawn: 4, NoTeam: 1, Teamless: []string{inspectiontest.Teamless}})
	require.Equal(t, tasks.StageRunning, r.Task.Stage)
	require.Equal(t, 2, r.Task.Draw.Number)
	r.Refused("case_of_other_task", "head", tasks.ReplaceEntity{Case: "2024001-002-0001"}, inspectiontest.Reasoned)
}

func TestSummary(t *testing.T) {
	r := inspectiontest.Summary(t)
	r.Refused("summary_missing", "joint head", tasks.ConfirmSummary{})
	r.Refused("summary_missing", "director", tasks.ApproveSummary{})
	r.Refused("summary_missing", "director", tasks.ReturnSummary{}, inspectiontest.Reasoned)
	r.Do("clerk", tasks.WriteSummary{})
	r.Refused("summary_written", "clerk", tasks.WriteSummary{})
	require.Contains(t, r.Refused("summary_unconfirmed", "director", tasks.ApproveSummary{}).Message, "社会保险科、社会保险中心")
	r.Do("joint head", tasks.ConfirmSummary{})
	r.Refused("summary_confirmed", "joint head", tasks.ConfirmSummary{})
	deputy := inspectiontest.People["head"]
	deputy.ID, deputy.Delegation, deputy.DelegatedFrom, deputy.DelegatedRoles, deputy.DelegatedDepartment = "u-deputy", "d-1", "u-head-2", []law.Role{law.RoleSectionHead}, inspectiontest.Elsewhere
	inspectiontest.RefusedAs(t, "summary_confirmed", r.Attempt(deputy, tasks.ConfirmSummary{}))
	require.Contains(t, r.Refused("summary_unconfirmed", "director", tasks.ApproveSummary{}).Message, "：社会保险中心。")
	r.Do("director", tasks.ReturnSummary{})
	require.Equal(t, tasks.SummaryWork{}, r.Task.Summary, "written anew, confirmed anew")

	author := inspectiontest.People["clerk"]
	author.Roles = []law.Role{law.RoleSectionHead, law.RoleBureauHead}
	author.Department = inspectiontest.Elsewhere
	r = inspectiontest.Written(t)
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(author, tasks.ConfirmSummary{}))
	r = inspectiontest.Written(t)
	require.NoError(t, r.Attempt(deputy, tasks.ConfirmSummary{}))
	require.Equal(t, map[string]string{inspectiontest.Elsewhere: "u-deputy"}, r.Task.Summary.Confirmed, "for the department that lent the power")
	r = inspectiontest.ConfirmedByAll(t)
	for _, a := range r.Task.Allowed(law.Actor{}) {
		require.NotEqual(t, tasks.ActConfirmSummary, a.Act, "offered to nobody any more")
	}
	r.Refused("summary_confirmed", "joint head", tasks.ConfirmSummary{})
	inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(author, tasks.ApproveSummary{}))
}

func TestSummaryWithoutJointDepartments(t *testing.T) {
	r := inspectiontest.Summary(t)
	r.Task.Joint = nil
	r.Do("clerk", tasks.WriteSummary{})
	require.Equal(t, []law.Role{law.RoleBureauHead}, r.Told[len(r.Told)-1].To.Roles)
	r.Do("director", tasks.ApproveSummary{})
	require.Equal(t, tasks.StageClosed, r.Task.Stage)
}

// TestATaskWithoutAnEndHasNoPeriod of its own.
func TestATaskWithoutAnEndHasNoPeriod(t *testing.T) {
	require.Empty(t, inspectiontest.RunningTask(t).Task.Deadlines)
}

// TestWhatADeputyDidIsTheLendersToo: the director approves nothing that somebody
// made with the director's own power.
func TestWhatADeputyDidIsTheLendersToo(t *testing.T) {
	deputy := inspectiontest.People["clerk"]
	deputy.Delegation, deputy.DelegatedFrom, deputy.DelegatedRoles, deputy.DelegatedDepartment = "d-1", "u-director", []law.Role{law.RoleClerk}, inspectiontest.Department
	r := inspectiontest.Preparing(t)
	require.NoError(t, r.Attempt(deputy, tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments}))
	require.Equal(t, "u-director", r.Task.Draw.PreparedFor)
	r.Refused("own_proposal", "director", tasks.ApproveDraw{Commitment: inspectiontest.Seal})

	r = inspectiontest.Summary(t)
	r.Task.Joint = nil
	require.NoError(t, r.Attempt(deputy, tasks.WriteSummary{}))
	require.Equal(t, "u-director", r.Task.Summary.WrittenFor)
	r.Refused("own_proposal", "director", tasks.ApproveSummary{})
}

// TestTheTasksOwnEnd: reminded before, recorded once, urged every working day.
func TestTheTasksOwnEnd(t *testing.T) {
	r := inspectiontest.RunningWithEnd(t)
	d, ok := r.Task.Deadlines.Find(law.DeadlineTask)
	require.True(t, ok)
	require.Equal(t, law.Deadline{Kind: law.DeadlineTask, Name: "完成抽查任务", From: r.Now, Due: inspectiontest.Date(2024, 6, 28).End(), Last: inspectiontest.Date(2024, 6, 28),
		Calendar: r.Law.Calendar.Version(), Generation: 1,
		Next: &law.Moment{Deadline: law.DeadlineTask, Generation: 1, Step: "before_5", At: inspectiontest.Date(2024, 6, 21).At(9, 0)}}, d)
	r.Told = nil
	lapse := func() {
		m, _ := r.Task.Deadlines.NextMoment()
		r.Now = m.At
		r.Do("system", law.Lapse{Moment: m})
	}
	for range 5 {
		lapse()
	}
	require.Contains(t, r.Told[0].Text, "还有5个工作日届满（2024年6月28日）")
	require.Contains(t, r.Told[3].Text, "今天届满")
	require.Equal(t, law.NoticeReminder, r.Told[3].Kind)
	require.Equal(t, law.NoticeOverdue, r.Told[4].Kind)
	require.Equal(t, "deadline/task/1/before_5", r.Told[0].Key)
	require.Equal(t, "deadline/task/1/overdue", r.Told[4].Key)
	require.ElementsMatch(t, []law.Role{law.RoleClerk, law.RoleSectionHead, law.RoleBureauHead, law.RoleSupervisor}, r.Told[4].To.Roles)
	lapse()
	require.Equal(t, inspectiontest.Date(2024, 7, 1).At(9, 0), r.Now)
	require.ElementsMatch(t, []law.Role{law.RoleClerk, law.RoleSectionHead}, r.Told[5].To.Roles)
	m, _ := r.Task.Deadlines.NextMoment()
	r.Refused("moment_not_come", "system", law.Lapse{Moment: m})
	m.Generation++
	r.Refused("moment_not_meant", "system", law.Lapse{Moment: m})
	r.Do("system", tasks.CasesClosed{}).Do("director", tasks.CancelTask{})
	require.Empty(t, r.Task.Deadlines)
}

// TestTheClockJumpsOverATasksEnd: whatever reminder was pending, the passing is
// recorded under its own key.
func TestTheClockJumpsOverATasksEnd(t *testing.T) {
	r := inspectiontest.RunningWithEnd(t).OnDay(inspectiontest.Date(2024, 7, 1))
	m, _ := r.Task.Deadlines.NextMoment()
	require.Equal(t, "before_5", m.Step)
	r.Do("system", law.Lapse{Moment: m})
	require.Equal(t, "deadline/task/1/overdue", r.Told[len(r.Told)-1].Key)
}

// TestRecountRenewsTheTasksReminders: the end is a date, its reminders are not.
func TestRecountRenewsTheTasksReminders(t *testing.T) {
	r := inspectiontest.RunningWithEnd(t)
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	r.Refused("already_recounted", "system", law.Recount{Calendar: r.Law.Calendar.Version()})
	same, _ := r.Task.Deadlines.Find(law.DeadlineTask)
	require.Equal(t, 1, same.Generation, "nothing moved")
	require.Equal(t, r.Law.Calendar.Version(), same.Calendar)
	exceptions := append(r.Law.Calendar.Exceptions(2024), calendar.Exception{Date: inspectiontest.Date(2024, 6, 24), Holiday: "测试", Notice: "测试〔2024〕1号"})
	cal, err := r.Law.Calendar.With("", 2024, exceptions)
	require.NoError(t, err)
	r.Law.Calendar = cal
	r.Do("system", law.Recount{Calendar: cal.Version()})
	d, _ := r.Task.Deadlines.Find(law.DeadlineTask)
	require.Equal(t, inspectiontest.Date(2024, 6, 20).At(9, 0), d.Next.At)
	require.Equal(t, 2, d.Generation)
	require.Equal(t, 2, d.Next.Generation)
}

// TestATaskThatIsGoingKeepsItsStart, whatever notice comes afterwards.
func TestATaskThatIsGoingKeepsItsStart(t *testing.T) {
	r := inspectiontest.Preparing(t)
	exceptions := append(r.Law.Calendar.Exceptions(2024), calendar.Exception{Date: inspectiontest.April(1), Holiday: "测试", Notice: "测试〔2024〕1号"})
	cal, err := r.Law.Calendar.With("", 2024, exceptions)
	require.NoError(t, err)
	r.Law.Calendar, r.Told = cal, nil
	r.Do("system", law.Recount{Calendar: cal.Version()})
	require.Equal(t, inspectiontest.April(1), r.Task.StartOn)
	require.Empty(t, r.Told)
}

func TestTimesOfATasksAct(t *testing.T) {
	r := inspectiontest.Preparing(t).OnDay(inspectiontest.April(8))
	f := tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments}
	r.Refused("in_the_future", "clerk", f, inspectiontest.Happened(r.Now.Add(time.Minute)))
	r.Refused("late_entry_needs_reason", "clerk", f, inspectiontest.Happened(inspectiontest.April(2).At(10, 0)))
	r.Do("clerk", f, inspectiontest.Happened(inspectiontest.April(2).At(10, 0)), inspectiontest.Reasoned)
}

func TestCancelAfterTheDrawIsTheDirectors(t *testing.T) {
	require.Contains(t, inspectiontest.Witnessing(t).Refused("not_your_act", "head", tasks.CancelTask{}, inspectiontest.Reasoned).Message, "应由局负责人办理")
	r := inspectiontest.RunningTask(t).Do("director", tasks.CancelTask{})
	require.Equal(t, tasks.StageCancelled, r.Task.Stage)
}

// Too few inspectors for an entity: the head decides, and until then the task
// does not come to its end (文件四(一)).
func TestTeamlessCasesAreDecided(t *testing.T) {
	r := inspectiontest.RunningTeamless(t)
	require.Contains(t, r.Told[len(r.Told)-2].Text, "有1户因符合条件的执法人员不足2名未能组成检查组")
	r.Refused("cases_without_team", "system", tasks.CasesClosed{})
	r.Refused("case_has_team", "head", tasks.FormTeam{Case: inspectiontest.CaseNo}, inspectiontest.Reasoned)
	r.Refused("not_your_act", "head", tasks.LeaveOut{Case: inspectiontest.Teamless}, inspectiontest.Reasoned)

	formed := *r
	formed.Do("head", tasks.FormTeam{Case: inspectiontest.Teamless}, inspectiontest.Reasoned)
	require.Empty(t, formed.Task.Draw.Teamless)
	require.Equal(t, 1, formed.Task.Draw.NoTeam, "what the draw came to does not change")
	formed.Refused("no_case_without_team", "head", tasks.FormTeam{Case: inspectiontest.Teamless}, inspectiontest.Reasoned)
	formed.Do("system", tasks.CasesClosed{})

	r.Do("director", tasks.LeaveOut{Case: inspectiontest.Teamless}, inspectiontest.Reasoned)
	require.Contains(t, r.Told[len(r.Told)-1].Text, "本次不予检查")
	r.Refused("no_case_without_team", "director", tasks.LeaveOut{Case: inspectiontest.Teamless}, inspectiontest.Reasoned)
	r.Do("system", tasks.CasesClosed{})
	require.Equal(t, tasks.StageSummary, r.Task.Stage)
}
