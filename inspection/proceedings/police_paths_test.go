package proceedings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The way of a referral to the police, on 8 April 2024 unless said otherwise.

func police(t testing.TB) *proceedingErrand {
	return beside(t, law.ProceedingPolice, inspectiontest.April(8))
}

func policeReported(t testing.TB) *proceedingErrand {
	return police(t).Do("lead", proceedings.WritePoliceReport{})
}

func policeDecided(t testing.TB) *proceedingErrand {
	return policeReported(t).Do("director", proceedings.DecideTransfer{})
}

func sent(at time.Time) proceedings.SendPoliceFile {
	return proceedings.SendPoliceFile{At: at, Method: law.HandedInPerson, Penalty: proceedings.NoPenaltyDecided}
}

func policeSent(t testing.TB) *proceedingErrand {
	r := policeDecided(t)
	return r.Do("lead", sent(r.Now))
}

// policeSentWithPenalty is sent after a penalty was decided.
func policeSentWithPenalty(t testing.TB) *proceedingErrand {
	r := policeDecided(t)
	f := sent(r.Now)
	f.Penalty, f.Decided = proceedings.PenaltyDecisionEnclosed, []proceedings.DecidedPenalty{{No: "2024001-001-0001-P1", On: inspectiontest.April(2), PaidFen: 50_000}}
	return r.Do("lead", f)
}

func policeCopied(t testing.TB) *proceedingErrand {
	return policeSent(t).Do("clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(8)})
}

func policeReceived(t testing.TB) *proceedingErrand {
	return policeCopied(t).Do("clerk", proceedings.RecordPoliceReceipt{On: inspectiontest.April(8)})
}

func policeAnswered(a proceedings.PoliceAnswer) func(testing.TB) *proceedingErrand {
	return func(t testing.TB) *proceedingErrand {
		return policeReceived(t).Do("clerk", proceedings.RecordPoliceDecision{Answer: a, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
	}
}

var (
	policeFiled   = policeAnswered(proceedings.PoliceFiles)
	policeRefused = policeAnswered(proceedings.PoliceRefuses)
)

// policeRefusedOn is told on that day that no case is filed.
func policeRefusedOn(t testing.TB, day calendar.Date) *proceedingErrand {
	return policeReceived(t).OnDay(day).Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceRefuses, DecidedOn: day, ToldOn: day})
}

func policeAsked(t testing.TB) *proceedingErrand {
	return policeRefused(t).Do("director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(8)})
}

func policeMaintained(t testing.TB) *proceedingErrand {
	return policeAsked(t).Do("clerk", proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceRefuses, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
}

func policeSupervised(t testing.TB) *proceedingErrand {
	return policeMaintained(t).Do("director", proceedings.SuggestSupervision{On: inspectiontest.April(8)})
}

func policeClosed(t testing.TB) *proceedingErrand {
	return policeFiled(t).Do("lead", proceedings.HandOverEvidence{On: inspectiontest.April(8)})
}

func holds(t *testing.T, r *proceedingErrand, penalty, filed, handedOver bool) {
	t.Helper()
	require.Equal(t, penalty, r.S.HoldsPenalty(), "holds the penalty case")
	require.Equal(t, filed, r.S.PoliceFiled())
	require.Equal(t, handedOver, r.S.HandedOver())
	require.Nil(t, r.Entry, "nothing is published")
}

func TestPathThePoliceFile(t *testing.T) {
	r := police(t)
	require.Equal(t, "2024001-001-0001-G1", r.S.No)
	require.Equal(t, []string{"task Z1,Z2 : 请组成专案组核实情况，提出移送涉嫌犯罪案件的书面报告。"}, inspectiontest.Read(r.Told))
	r.OnDay(inspectiontest.April(9)).Do("lead", proceedings.WritePoliceReport{})
	holds(t, r, false, false, false)
	require.Equal(t, inspectiontest.April(12), r.Deadline(law.DeadlinePoliceApproval).Last)
	r.OnDay(inspectiontest.April(10)).Do("director", proceedings.DecideTransfer{})
	holds(t, r, true, false, false)
	require.Equal(t, inspectiontest.April(11).At(16, 0), r.Deadline(law.DeadlinePoliceTransfer).Due)
	r.At(inspectiontest.April(11).At(10, 0))
	r.Do("member", sent(inspectiontest.April(11).At(9, 30)))
	holds(t, r, true, false, true)
	require.False(t, r.Met(law.DeadlinePoliceTransfer).Late)
	r.Do("clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(11)})
	r.Refused("copy_recorded", "clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(11)})
	r.Do("clerk", proceedings.RecordPoliceReceipt{On: inspectiontest.April(11)})
	r.Refused("receipt_recorded", "clerk", proceedings.RecordPoliceReceipt{On: inspectiontest.April(11)})
	require.Equal(t, inspectiontest.April(14), r.Deadline(law.DeadlinePoliceDecision).Last, "the third day is a Sunday")
	r.OnDay(inspectiontest.April(15)).Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: inspectiontest.April(12), ToldOn: inspectiontest.April(15)})
	require.False(t, r.Met(law.DeadlinePoliceDecision).Late)
	holds(t, r, true, true, true)
	require.Equal(t, inspectiontest.April(18), r.Deadline(law.DeadlinePoliceEvidence).Last)
	r.OnDay(inspectiontest.April(16)).Do("lead", proceedings.HandOverEvidence{On: inspectiontest.April(16)})
	ended(t, r, proceedings.EndingPoliceFiled)
	holds(t, r, true, true, true)
}

func TestPathNotTransferred(t *testing.T) {
	r := policeReported(t)
	r.Refused("reason_required", "director", proceedings.DecideNoTransfer{})
	r.Do("director", proceedings.DecideNoTransfer{})
	ended(t, r, proceedings.EndingPoliceNotTransferred)
	holds(t, r, false, false, true)
}

func TestPathRefusedAndAccepted(t *testing.T) {
	r := policeReceived(t)
	r.Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceRefuses, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8), ReturnedOn: inspectiontest.April(8)})
	require.Equal(t, inspectiontest.April(11), r.Deadline(law.DeadlinePoliceObjection).Last)
	holds(t, r, true, false, true)
	r.Refused("reason_required", "director", proceedings.AcceptPoliceRefusal{})
	r.Do("director", proceedings.AcceptPoliceRefusal{})
	ended(t, r, proceedings.EndingPoliceNotFiled)
	holds(t, r, false, false, true)
	require.False(t, r.Met(law.DeadlinePoliceObjection).Late)
}

func TestPathReconsiderationThenSupervision(t *testing.T) {
	r := policeRefused(t).OnDay(inspectiontest.April(9))
	r.Do("director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(9)})
	for _, f := range []law.Facts{proceedings.SuggestSupervision{On: inspectiontest.April(9)}, proceedings.AcceptPoliceRefusal{}} {
		r.Refused("remedy_pending", "director", f)
	}
	r.Refused("reconsidered", "director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(9)})
	r.Refused("no_supervision", "clerk", proceedings.RecordSupervision{Answer: proceedings.PoliceFiles, ToldOn: inspectiontest.April(9)})
	r.OnDay(inspectiontest.April(12)).Do("clerk", proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceRefuses, DecidedOn: inspectiontest.April(11), ToldOn: inspectiontest.April(12)})
	require.False(t, r.Met(law.DeadlinePoliceReconsideration).Late)
	require.Equal(t, inspectiontest.April(15), r.Deadline(law.DeadlinePoliceSupervision).Last)
	r.Refused("reconsidered", "director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(12)})
	r.Refused("no_reconsideration", "clerk", proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceFiles, DecidedOn: inspectiontest.April(12), ToldOn: inspectiontest.April(12)})
	r.Do("director", proceedings.SuggestSupervision{On: inspectiontest.April(12)})
	require.Equal(t, inspectiontest.May(13), r.Deadline(law.DeadlinePoliceProcuratorate).Last)
	r.OnDay(inspectiontest.April(30)).Do("clerk", proceedings.RecordSupervision{Answer: proceedings.PoliceRefuses, ToldOn: inspectiontest.April(30)})
	ended(t, r, proceedings.EndingPoliceNotFiled)
	holds(t, r, false, false, true)
}

func TestPathsOnWhichThePoliceFileAfterAll(t *testing.T) {
	for name, r := range map[string]*proceedingErrand{
		"reconsideration": policeAsked(t).Do("lead", proceedings.RecordPoliceReconsideration{Answer: proceedings.PoliceFiles, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)}),
		"supervision":     policeSupervised(t).Do("lead", proceedings.RecordSupervision{Answer: proceedings.PoliceFiles, ToldOn: inspectiontest.April(8)}),
		"supervision alone": policeRefused(t).Do("director", proceedings.SuggestSupervision{On: inspectiontest.April(8)}).
			Do("lead", proceedings.RecordSupervision{Answer: proceedings.PoliceFiles, ToldOn: inspectiontest.April(8)}),
	} {
		t.Run(name, func(t *testing.T) {
			holds(t, r, true, true, true)
			require.Equal(t, []law.DeadlineKind{law.DeadlinePoliceEvidence}, r.Running())
			r.T = t
			r.Do("lead", proceedings.HandOverEvidence{On: inspectiontest.April(8)})
			ended(t, r, proceedings.EndingPoliceFiled)
		})
	}
}

func TestPoliceForwardTheFile(t *testing.T) {
	r := policeReceived(t).OnDay(inspectiontest.April(9)).Do("clerk", proceedings.RecordPoliceForwarding{On: inspectiontest.April(9)})
	require.Equal(t, []law.DeadlineKind{law.DeadlinePoliceReceipt}, r.Running())
	r.Refused("out_of_order", "clerk", proceedings.RecordPoliceReceipt{On: inspectiontest.April(8)})
	r.OnDay(inspectiontest.April(10)).Do("clerk", proceedings.RecordPoliceReceipt{On: inspectiontest.April(10)})
	require.Equal(t, inspectiontest.April(13), r.Deadline(law.DeadlinePoliceDecision).Last, "the third day is a Saturday")
}

// TestPoliceDecideWithoutAReceiptOnRecord: who decides has received it.
func TestPoliceDecideWithoutAReceiptOnRecord(t *testing.T) {
	r := policeCopied(t).Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
	require.Equal(t, proceedings.PoliceEvidence, r.S.Stage)
	require.False(t, r.Met(law.DeadlinePoliceReceipt).Late)
}

// TestOnlyTheHeadProperRefersToThePolice: the power cannot be delegated, and the
// head does not decide on a report of his own.
func TestOnlyTheHeadProperRefersToThePolice(t *testing.T) {
	r := policeReported(t)
	deputy := law.Actor{ID: "u-deputy", Roles: []law.Role{law.RoleBureauHead}, DelegatedRoles: []law.Role{law.RoleBureauHead},
		Delegation: "d-1", DelegatedFrom: "u-director"}
	both := inspectiontest.People["lead"]
	both.Roles = append(both.Roles, law.RoleBureauHead)
	for _, f := range []law.Facts{proceedings.DecideTransfer{}, proceedings.DecideNoTransfer{}} {
		e := inspectiontest.RefusedAs(t, "head_proper_only", r.Attempt(deputy, f, inspectiontest.Reasoned))
		require.Contains(t, e.Message, "正职负责人或者主持工作的负责人")
		inspectiontest.RefusedAs(t, "own_proposal", r.Attempt(both, f, inspectiontest.Reasoned))
		for _, a := range r.S.Allowed(deputy) {
			require.False(t, a.Act == f.Kind() && a.Mine, "offered to nobody who may not")
		}
	}
	acting := inspectiontest.People["director"]
	acting.Delegation, acting.DelegatedFrom, acting.DelegatedRoles = "d-2", "u-head", []law.Role{law.RoleSectionHead}
	require.NoError(t, r.Attempt(acting, proceedings.DecideTransfer{}), "another power that is lent to the head changes nothing")

	refused := policeRefused(t)
	require.NoError(t, refused.Attempt(deputy, proceedings.RequestPoliceReconsideration{On: inspectiontest.April(8)}), "the remedies can be delegated")
}

func TestSpecialTeamIsTwo(t *testing.T) {
	for _, small := range []law.Team{{"Z1"}, {"Z1", "Z1"}} {
		r := police(t)
		r.S.Team = small
		r.Refused("team_too_small", "lead", proceedings.WritePoliceReport{})
	}
}

// TestFileIsNotClosedWithoutTheProcuratoratesCopy.
func TestFileIsNotClosedWithoutTheProcuratoratesCopy(t *testing.T) {
	decide := func(a proceedings.PoliceAnswer) *proceedingErrand {
		return policeSent(t).Do("clerk", proceedings.RecordPoliceDecision{Answer: a, DecidedOn: inspectiontest.April(8), ToldOn: inspectiontest.April(8)})
	}
	r := decide(proceedings.PoliceFiles)
	r.Refused("copy_missing", "lead", proceedings.HandOverEvidence{On: inspectiontest.April(8)})
	r.Do("clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(8)}).Do("lead", proceedings.HandOverEvidence{On: inspectiontest.April(8)})
	r = decide(proceedings.PoliceRefuses)
	r.Refused("copy_missing", "director", proceedings.AcceptPoliceRefusal{})
	r.Do("clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(8)}).Do("director", proceedings.AcceptPoliceRefusal{})
}

func TestPoliceFactsThatAreRefused(t *testing.T) {
	r := policeDecided(t)
	good := sent(r.Now)
	for code, f := range map[string]proceedings.SendPoliceFile{
		"handover_method_unknown": {At: good.At, Penalty: good.Penalty},
		"penalty_unstated":        {At: good.At, Method: good.Method},
		"time_required":           {Method: good.Method, Penalty: good.Penalty},
		"in_the_future":           sent(r.Now.Add(time.Minute)),
		"out_of_order":            sent(r.Now.Add(-time.Minute)),
	} {
		r.Refused(code, "lead", f)
	}
	r.OnDay(inspectiontest.April(11)).Refused("late_entry_needs_reason", "lead", sent(inspectiontest.April(9).At(8, 0)))

	r = police(t).OnDay(inspectiontest.April(9)).Do("lead", proceedings.WritePoliceReport{}).OnDay(inspectiontest.April(10))
	r.Refused("out_of_order", "director", proceedings.DecideTransfer{}, inspectiontest.Happened(inspectiontest.April(8).At(10, 0)), inspectiontest.Reasoned)
	r = policeSent(t).OnDay(inspectiontest.April(10)).Do("clerk", proceedings.RecordProcuratorateCopy{On: inspectiontest.April(10)}).
		Do("clerk", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceRefuses, DecidedOn: inspectiontest.April(9), ToldOn: inspectiontest.April(10)})
	r.Refused("out_of_order", "director", proceedings.AcceptPoliceRefusal{}, inspectiontest.Happened(inspectiontest.April(9).At(10, 0)))
}

func TestPoliceAnswersThatAreRefused(t *testing.T) {
	day := func(d int) calendar.Date { return inspectiontest.April(d) }
	r := policeReceived(t).OnDay(inspectiontest.April(9))
	for _, test := range []struct {
		code string
		f    proceedings.RecordPoliceDecision
	}{
		{"police_answer_unknown", proceedings.RecordPoliceDecision{DecidedOn: day(9), ToldOn: day(9)}},
		{"date_required", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: day(9)}},
		{"date_required", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, ToldOn: day(9)}},
		{"in_the_future", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: day(9), ToldOn: day(10)}},
		{"out_of_order", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: day(7), ToldOn: day(9)}},
		{"out_of_order", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: day(9), ToldOn: day(8)}},
		{"file_not_returned", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceFiles, DecidedOn: day(9), ToldOn: day(9), ReturnedOn: day(9)}},
		{"out_of_order", proceedings.RecordPoliceDecision{Answer: proceedings.PoliceRefuses, DecidedOn: day(9), ToldOn: day(9), ReturnedOn: day(8)}},
	} {
		r.Refused(test.code, "clerk", test.f)
	}
	r = policeRefused(t).OnDay(inspectiontest.April(9))
	r.Refused("out_of_order", "director", proceedings.RequestPoliceReconsideration{On: inspectiontest.April(7)})
	r.Refused("out_of_order", "director", proceedings.SuggestSupervision{On: inspectiontest.April(7)})
	r = policeSupervised(t)
	r.Refused("police_answer_unknown", "clerk", proceedings.RecordSupervision{ToldOn: inspectiontest.April(8)})
}

func TestPoliceCodesHaveNames(t *testing.T) {
	for _, name := range []string{proceedings.NoPenaltyDecided.Chinese(), proceedings.PenaltyDecisionEnclosed.Chinese(), proceedings.PoliceFiles.Chinese(), proceedings.PoliceRefuses.Chinese(),
		proceedings.EndingPoliceFiled.Chinese(), proceedings.EndingPoliceNotFiled.Chinese(), proceedings.EndingPoliceNotTransferred.Chinese()} {
		require.NotEmpty(t, name)
	}
}
