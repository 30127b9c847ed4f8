package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// The way of a referral to the police, on 8 April 2024 unless said otherwise.

func police(t testing.TB) *proceedingErrand { return beside(t, inspection.ProceedingPolice, april(8)) }

func policeReported(t testing.TB) *proceedingErrand {
	return police(t).do("lead", inspection.WritePoliceReport{})
}

func policeDecided(t testing.TB) *proceedingErrand {
	return policeReported(t).do("director", inspection.DecideTransfer{})
}

func sent(at time.Time) inspection.SendPoliceFile {
	return inspection.SendPoliceFile{At: at, Method: inspection.HandedInPerson, Penalty: inspection.NoPenaltyDecided}
}

func policeSent(t testing.TB) *proceedingErrand {
	r := policeDecided(t)
	return r.do("lead", sent(r.now))
}

func policeCopied(t testing.TB) *proceedingErrand {
	return policeSent(t).do("clerk", inspection.RecordProcuratorateCopy{On: april(8)})
}

func policeReceived(t testing.TB) *proceedingErrand {
	return policeCopied(t).do("clerk", inspection.RecordPoliceReceipt{On: april(8)})
}

func policeAnswered(a inspection.PoliceAnswer) func(testing.TB) *proceedingErrand {
	return func(t testing.TB) *proceedingErrand {
		return policeReceived(t).do("clerk", inspection.RecordPoliceDecision{Answer: a, DecidedOn: april(8), ToldOn: april(8)})
	}
}

var (
	policeFiled   = policeAnswered(inspection.PoliceFiles)
	policeRefused = policeAnswered(inspection.PoliceRefuses)
)

func policeAsked(t testing.TB) *proceedingErrand {
	return policeRefused(t).do("director", inspection.RequestPoliceReconsideration{On: april(8)})
}

func policeMaintained(t testing.TB) *proceedingErrand {
	return policeAsked(t).do("clerk", inspection.RecordPoliceReconsideration{Answer: inspection.PoliceRefuses, DecidedOn: april(8), ToldOn: april(8)})
}

func policeSupervised(t testing.TB) *proceedingErrand {
	return policeMaintained(t).do("director", inspection.SuggestSupervision{On: april(8)})
}

func policeClosed(t testing.TB) *proceedingErrand {
	return policeFiled(t).do("lead", inspection.HandOverEvidence{On: april(8)})
}

func holds(t *testing.T, r *proceedingErrand, penalty, filed, handedOver bool) {
	t.Helper()
	require.Equal(t, penalty, r.s.HoldsPenalty(), "holds the penalty case")
	require.Equal(t, filed, r.s.PoliceFiled())
	require.Equal(t, handedOver, r.s.HandedOver())
	require.Nil(t, r.entry, "nothing is published")
}

func TestPathThePoliceFile(t *testing.T) {
	r := police(t)
	require.Equal(t, "2024001-001-0001-G1", r.s.No)
	require.Equal(t, []string{"task Z1,Z2 : 请组成专案组核实情况，提出移送涉嫌犯罪案件的书面报告。"}, read(r.told))
	r.onDay(april(9)).do("lead", inspection.WritePoliceReport{})
	holds(t, r, false, false, false)
	require.Equal(t, april(12), r.deadline(inspection.DeadlinePoliceApproval).Last)
	r.onDay(april(10)).do("director", inspection.DecideTransfer{})
	holds(t, r, true, false, false)
	require.Equal(t, april(11).At(16, 0), r.deadline(inspection.DeadlinePoliceTransfer).Due)
	r.at(april(11).At(10, 0))
	r.do("member", sent(april(11).At(9, 30)))
	holds(t, r, true, false, true)
	require.False(t, r.met(inspection.DeadlinePoliceTransfer).Late)
	r.do("clerk", inspection.RecordProcuratorateCopy{On: april(11)})
	r.refused("copy_recorded", "clerk", inspection.RecordProcuratorateCopy{On: april(11)})
	r.do("clerk", inspection.RecordPoliceReceipt{On: april(11)})
	r.refused("receipt_recorded", "clerk", inspection.RecordPoliceReceipt{On: april(11)})
	require.Equal(t, april(15), r.deadline(inspection.DeadlinePoliceDecision).Last, "the third day is a Sunday")
	r.onDay(april(15)).do("clerk", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: april(12), ToldOn: april(15)})
	require.False(t, r.met(inspection.DeadlinePoliceDecision).Late)
	holds(t, r, true, true, true)
	require.Equal(t, april(18), r.deadline(inspection.DeadlinePoliceEvidence).Last)
	r.onDay(april(16)).do("lead", inspection.HandOverEvidence{On: april(16)})
	ended(t, r, inspection.EndingPoliceFiled)
	holds(t, r, true, true, true)
}

func TestPathNotTransferred(t *testing.T) {
	r := policeReported(t)
	r.refused("reason_required", "director", inspection.DecideNoTransfer{})
	r.do("director", inspection.DecideNoTransfer{})
	ended(t, r, inspection.EndingPoliceNotTransferred)
	holds(t, r, false, false, true)
}

func TestPathRefusedAndAccepted(t *testing.T) {
	r := policeReceived(t)
	r.do("clerk", inspection.RecordPoliceDecision{Answer: inspection.PoliceRefuses, DecidedOn: april(8), ToldOn: april(8), ReturnedOn: april(8)})
	require.Equal(t, april(11), r.deadline(inspection.DeadlinePoliceObjection).Last)
	holds(t, r, true, false, true)
	r.refused("reason_required", "director", inspection.AcceptPoliceRefusal{})
	r.do("director", inspection.AcceptPoliceRefusal{})
	ended(t, r, inspection.EndingPoliceNotFiled)
	holds(t, r, false, false, true)
	require.False(t, r.met(inspection.DeadlinePoliceObjection).Late)
}

func TestPathReconsiderationThenSupervision(t *testing.T) {
	r := policeRefused(t).onDay(april(9))
	r.do("director", inspection.RequestPoliceReconsideration{On: april(9)})
	for _, f := range []inspection.Facts{inspection.SuggestSupervision{On: april(9)}, inspection.AcceptPoliceRefusal{}} {
		r.refused("remedy_pending", "director", f)
	}
	r.refused("reconsidered", "director", inspection.RequestPoliceReconsideration{On: april(9)})
	r.refused("no_supervision", "clerk", inspection.RecordSupervision{Answer: inspection.PoliceFiles, ToldOn: april(9)})
	r.onDay(april(12)).do("clerk", inspection.RecordPoliceReconsideration{Answer: inspection.PoliceRefuses, DecidedOn: april(11), ToldOn: april(12)})
	require.False(t, r.met(inspection.DeadlinePoliceReconsideration).Late)
	require.Equal(t, april(15), r.deadline(inspection.DeadlinePoliceSupervision).Last)
	r.refused("reconsidered", "director", inspection.RequestPoliceReconsideration{On: april(12)})
	r.refused("no_reconsideration", "clerk", inspection.RecordPoliceReconsideration{Answer: inspection.PoliceFiles, DecidedOn: april(12), ToldOn: april(12)})
	r.do("director", inspection.SuggestSupervision{On: april(12)})
	require.Equal(t, may(13), r.deadline(inspection.DeadlinePoliceProcuratorate).Last)
	r.onDay(april(30)).do("clerk", inspection.RecordSupervision{Answer: inspection.PoliceRefuses, ToldOn: april(30)})
	ended(t, r, inspection.EndingPoliceNotFiled)
	holds(t, r, false, false, true)
}

func TestPathsOnWhichThePoliceFileAfterAll(t *testing.T) {
	for name, r := range map[string]*proceedingErrand{
		"reconsideration": policeAsked(t).do("lead", inspection.RecordPoliceReconsideration{Answer: inspection.PoliceFiles, DecidedOn: april(8), ToldOn: april(8)}),
		"supervision":     policeSupervised(t).do("lead", inspection.RecordSupervision{Answer: inspection.PoliceFiles, ToldOn: april(8)}),
		"supervision alone": policeRefused(t).do("director", inspection.SuggestSupervision{On: april(8)}).
			do("lead", inspection.RecordSupervision{Answer: inspection.PoliceFiles, ToldOn: april(8)}),
	} {
		t.Run(name, func(t *testing.T) {
			holds(t, r, true, true, true)
			require.Equal(t, []inspection.DeadlineKind{inspection.DeadlinePoliceEvidence}, r.running())
			r.t = t
			r.do("lead", inspection.HandOverEvidence{On: april(8)})
			ended(t, r, inspection.EndingPoliceFiled)
		})
	}
}

func TestPoliceForwardTheFile(t *testing.T) {
	r := policeReceived(t).onDay(april(9)).do("clerk", inspection.RecordPoliceForwarding{On: april(9)})
	require.Equal(t, []inspection.DeadlineKind{inspection.DeadlinePoliceReceipt}, r.running())
	r.refused("out_of_order", "clerk", inspection.RecordPoliceReceipt{On: april(8)})
	r.onDay(april(10)).do("clerk", inspection.RecordPoliceReceipt{On: april(10)})
	require.Equal(t, april(15), r.deadline(inspection.DeadlinePoliceDecision).Last, "the third day is a Saturday")
}

// TestPoliceDecideWithoutAReceiptOnRecord: who decides has received it.
func TestPoliceDecideWithoutAReceiptOnRecord(t *testing.T) {
	r := policeCopied(t).do("clerk", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: april(8), ToldOn: april(8)})
	require.Equal(t, inspection.PoliceEvidence, r.s.Stage)
	require.False(t, r.met(inspection.DeadlinePoliceReceipt).Late)
}

// TestOnlyTheHeadProperRefersToThePolice: the power cannot be delegated, and the
// head does not decide on a report of his own.
func TestOnlyTheHeadProperRefersToThePolice(t *testing.T) {
	r := policeReported(t)
	deputy := inspection.Actor{ID: "u-deputy", Roles: []inspection.Role{inspection.RoleBureauHead}, DelegatedRoles: []inspection.Role{inspection.RoleBureauHead},
		Delegation: "d-1", DelegatedFrom: "u-director"}
	both := people["lead"]
	both.Roles = append(both.Roles, inspection.RoleBureauHead)
	for _, f := range []inspection.Facts{inspection.DecideTransfer{}, inspection.DecideNoTransfer{}} {
		e := refusedAs(t, "head_proper_only", r.attempt(deputy, f, reasoned))
		require.Contains(t, e.Message, "正职负责人或者主持工作的负责人")
		refusedAs(t, "own_proposal", r.attempt(both, f, reasoned))
		for _, a := range r.s.Allowed(deputy) {
			require.False(t, a.Act == f.Kind() && a.Mine, "offered to nobody who may not")
		}
	}
	acting := people["director"]
	acting.Delegation, acting.DelegatedFrom, acting.DelegatedRoles = "d-2", "u-head", []inspection.Role{inspection.RoleSectionHead}
	require.NoError(t, r.attempt(acting, inspection.DecideTransfer{}), "another power that is lent to the head changes nothing")

	refused := policeRefused(t)
	require.NoError(t, refused.attempt(deputy, inspection.RequestPoliceReconsideration{On: april(8)}), "the remedies can be delegated")
}

func TestSpecialTeamIsTwo(t *testing.T) {
	for _, small := range []inspection.Team{{"Z1"}, {"Z1", "Z1"}} {
		r := police(t)
		r.s.Team = small
		r.refused("team_too_small", "lead", inspection.WritePoliceReport{})
	}
}

// TestFileIsNotClosedWithoutTheProcuratoratesCopy.
func TestFileIsNotClosedWithoutTheProcuratoratesCopy(t *testing.T) {
	decide := func(a inspection.PoliceAnswer) *proceedingErrand {
		return policeSent(t).do("clerk", inspection.RecordPoliceDecision{Answer: a, DecidedOn: april(8), ToldOn: april(8)})
	}
	r := decide(inspection.PoliceFiles)
	r.refused("copy_missing", "lead", inspection.HandOverEvidence{On: april(8)})
	r.do("clerk", inspection.RecordProcuratorateCopy{On: april(8)}).do("lead", inspection.HandOverEvidence{On: april(8)})
	r = decide(inspection.PoliceRefuses)
	r.refused("copy_missing", "director", inspection.AcceptPoliceRefusal{})
	r.do("clerk", inspection.RecordProcuratorateCopy{On: april(8)}).do("director", inspection.AcceptPoliceRefusal{})
}

func TestPoliceFactsThatAreRefused(t *testing.T) {
	r := policeDecided(t)
	good := sent(r.now)
	for code, f := range map[string]inspection.SendPoliceFile{
		"handover_method_unknown": {At: good.At, Penalty: good.Penalty},
		"penalty_unstated":        {At: good.At, Method: good.Method},
		"time_required":           {Method: good.Method, Penalty: good.Penalty},
		"in_the_future":           sent(r.now.Add(time.Minute)),
		"out_of_order":            sent(r.now.Add(-time.Minute)),
	} {
		r.refused(code, "lead", f)
	}
	r.onDay(april(11)).refused("late_entry_needs_reason", "lead", sent(april(9).At(8, 0)))

	r = police(t).onDay(april(9)).do("lead", inspection.WritePoliceReport{}).onDay(april(10))
	r.refused("out_of_order", "director", inspection.DecideTransfer{}, happened(april(8).At(10, 0)), reasoned)
	r = policeSent(t).onDay(april(10)).do("clerk", inspection.RecordProcuratorateCopy{On: april(10)}).
		do("clerk", inspection.RecordPoliceDecision{Answer: inspection.PoliceRefuses, DecidedOn: april(9), ToldOn: april(10)})
	r.refused("out_of_order", "director", inspection.AcceptPoliceRefusal{}, happened(april(9).At(10, 0)))
}

func TestPoliceAnswersThatAreRefused(t *testing.T) {
	day := func(d int) calendar.Date { return april(d) }
	r := policeReceived(t).onDay(april(9))
	for _, test := range []struct {
		code string
		f    inspection.RecordPoliceDecision
	}{
		{"police_answer_unknown", inspection.RecordPoliceDecision{DecidedOn: day(9), ToldOn: day(9)}},
		{"date_required", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: day(9)}},
		{"date_required", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, ToldOn: day(9)}},
		{"in_the_future", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: day(9), ToldOn: day(10)}},
		{"out_of_order", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: day(7), ToldOn: day(9)}},
		{"out_of_order", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: day(9), ToldOn: day(8)}},
		{"file_not_returned", inspection.RecordPoliceDecision{Answer: inspection.PoliceFiles, DecidedOn: day(9), ToldOn: day(9), ReturnedOn: day(9)}},
		{"out_of_order", inspection.RecordPoliceDecision{Answer: inspection.PoliceRefuses, DecidedOn: day(9), ToldOn: day(9), ReturnedOn: day(8)}},
	} {
		r.refused(test.code, "clerk", test.f)
	}
	r = policeRefused(t).onDay(april(9))
	r.refused("out_of_order", "director", inspection.RequestPoliceReconsideration{On: april(7)})
	r.refused("out_of_order", "director", inspection.SuggestSupervision{On: april(7)})
	r = policeSupervised(t)
	r.refused("police_answer_unknown", "clerk", inspection.RecordSupervision{ToldOn: april(8)})
}

func TestPoliceCodesHaveNames(t *testing.T) {
	for _, name := range []string{inspection.NoPenaltyDecided.Chinese(), inspection.PenaltyDecisionEnclosed.Chinese(), inspection.PoliceFiles.Chinese(), inspection.PoliceRefuses.Chinese(),
		inspection.EndingPoliceFiled.Chinese(), inspection.EndingPoliceNotFiled.Chinese(), inspection.EndingPoliceNotTransferred.Chinese()} {
		require.NotEmpty(t, name)
	}
}
