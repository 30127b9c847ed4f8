package inspection_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// What an act says stands in the case afterwards, word for word: nothing of it is
// lost on the way.

func TestACaseBeginsWithWhatWasDrawn(t *testing.T) {
	o := opening(april(8).At(9, 0))
	o.Replaces = "2024001-001-0002"
	c, err := inspection.Open(o, lawOf2024(t))
	require.NoError(t, err)
	require.Equal(t, o, inspection.Opening{No: c.No, Task: c.Task, Entity: c.Entity, Kind: c.Kind, Grade: c.Grade, Edition: c.Edition, Department: c.Department,
		Replaces: c.Replaces, Items: c.Items, Team: c.Team, Lengths: c.Lengths, At: c.Opened})
	require.Equal(t, calendar.Embedded().Version(), c.Calendar)
	d, ok := c.Deadlines.Find(inspection.DeadlineNotify)
	require.True(t, ok)
	require.Equal(t, o.At, d.From)
	require.Equal(t, april(10).At(9, 0), d.Next.At, "five and three working days before its end are past already")
}

func TestServiceIsKept(t *testing.T) {
	r := openCase(t, april(8)).issue()
	r.do("lead", inspection.ServeNotice{Method: inspection.ServedByMail, On: april(8)})
	require.Equal(t, &inspection.Service{Served: true, Method: inspection.ServedByMail, On: april(8), Seq: r.c.Seq}, r.c.Service)
	r = openCase(t, april(8)).issue().notServed()
	require.Equal(t, &inspection.Service{On: april(8), Seq: r.c.Seq}, r.c.Service)
}

func TestTheRecordIsKept(t *testing.T) {
	r := filed(t)
	f := inspection.RecordVisit{Mode: inspection.ModeWritten, Started: april(8).At(14, 0), Ended: april(8).At(15, 0), CertificatesShown: true,
		Attempt: inspection.OutcomeUncooperative, Findings: problemOn("R1"), EntitySignature: inspection.EntityRefused}
	r.do("member", f)
	require.Equal(t, &inspection.Visit{Mode: f.Mode, Started: f.Started, Ended: f.Ended, CertificatesShown: true, Attempt: f.Attempt, Findings: f.Findings,
		EntitySignature: f.EntitySignature, By: "u-member", Seq: r.c.Seq, Revision: 1}, r.c.Visit)
}

func TestTheResultIsKept(t *testing.T) {
	r := filed(t).visit(problemOn("R1")).sign().onDay(april(9)).propose(inspection.OutcomeCorrection, correctR1)
	want := inspection.Result{Outcome: inspection.OutcomeCorrection, Items: correctR1, ProposedBy: "u-lead", ProposedOn: april(9), Certificate: "Z1"}
	require.Equal(t, want, *r.c.Result)
	r.onDay(april(10)).confirm()
	want.ConfirmedBy, want.ConfirmedOn = "u-head", april(10)
	require.Equal(t, want, *r.c.Result)
}

func TestTheOrderIsKept(t *testing.T) {
	r := handling(t).order().onDay(april(10))
	require.Equal(t, &inspection.Correction{OrderedOn: april(8)}, r.c.Correction)
	r.report()
	require.Equal(t, &inspection.Correction{OrderedOn: april(8), ReportedOn: april(10)}, r.c.Correction)
	r.onDay(april(11)).reinspect(false)
	require.Equal(t, &inspection.Correction{OrderedOn: april(8), ReportedOn: april(10), InspectedOn: april(11), Corrected: map[string]bool{"R1": false}}, r.c.Correction)
}

// unwritable are facts that no JSON can hold.
type unwritable struct{ C chan int }

func (unwritable) Kind() inspection.ActKind { return inspection.ActLapse }

func TestFactsThatCannotBeWrittenAreNoAct(t *testing.T) {
	a, err := inspection.NewAct(inspection.System, april(8).At(9, 0), unwritable{})
	var wrong *json.UnsupportedTypeError
	require.ErrorAs(t, err, &wrong)
	require.Empty(t, cmp.Diff(inspection.Act{}, a))
}
