package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// TestJointVisitLostHalfWay: an act of one case of a joint visit came on record, and
// whatever would have told the other is gone. The record says what the other is owed.
func TestJointVisitLostHalfWay(t *testing.T) {
	o := openOffice(t, setup{entities: 40, standing: startOfMonth})
	o.importPlan(plan("2024年4月", 2), true)
	next := taskIDs(1)
	pairs := o.drawnAlike(next(), next())
	joined := func(p pair) {
		for _, no := range []string{p.leading, p.joining} {
			o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
			o.fileSelfCheck(no, nil)
		}
		o.act("clerk", p.joining, cases.JoinVisit{With: p.leading})
	}
	owes := func(no string) {
		found, _, err := o.Reconcile(o.ctx, false)
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Equal(t, no, found[0].Subject)
		mended, _, err := o.Reconcile(o.ctx, true)
		require.NoError(t, err)
		require.True(t, mended[0].Mended)
		o.inAgreement()
	}

	parted := pairs[0]
	joined(parted)
	o.recordedAlone("clerk", parted.joining, cases.PartVisit{})
	owes(parted.leading)
	require.False(t, o.caseNow(parted.leading).Leading())

	signed := pairs[1]
	joined(signed)
	team := o.unsigned(signed.leading, "", nil).Team
	o.act(team[0], signed.leading, cases.SignRecord{Revision: 1})
	o.recordedAlone(team[1], signed.leading, cases.SignRecord{Revision: 1})
	require.True(t, o.caseNow(signed.joining).Joined())
	owes(signed.joining)
	require.Equal(t, cases.StageResult, o.caseNow(signed.joining).Stage)
	o.requireSoundRecord(t)
}

// recordedAlone puts a person's act on record in its case and nothing that follows from
// it; the case's workflow hears of it.
func (o *office) recordedAlone(who, no string, facts law.Facts) {
	o.t.Helper()
	now, err := o.Now(o.ctx)
	require.NoError(o.t, err)
	act, err := law.NewAct(o.people[who], now, facts)
	require.NoError(o.t, err)
	act.Reasoned = true
	_, _, err = o.store.RecordCase(o.ctx, no, "alone/"+no, record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		edition, err := law.EditionOf(c.Edition)
		if err != nil {
			return record.CaseWrite{}, err
		}
		rule, _ := cases.RuleOf(act.Kind)
		next, _, err := c.Apply(act, law.Law{Edition: edition, Calendar: calendar.Embedded()})
		return record.CaseWrite{Case: next, Act: record.Act{Subject: no, Seq: next.Seq, Kind: act.Kind, Name: rule.Name, Clause: rule.Clause, Facts: act.Facts, Actor: act.Actor.ID, ActorRole: act.Actor.Roles[0],
			Happened: now, Entered: now, Recorded: registers.Recorded(time.Now())}}, err
	})
	require.NoError(o.t, err)
	require.NoError(o.t, workflows.NewDispatcher(o.client).TellCase(o.ctx, no, activities.UpdateRecordChanged, "", activities.Announcement{}))
}
