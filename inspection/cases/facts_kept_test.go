package cases_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// What an act says stands in the case afterwards, word for word: nothing of it is
// lost on the way.

func TestACaseBeginsWithWhatWasDrawn(t *testing.T) {
	o := inspectiontest.Opening(inspectiontest.April(8).At(9, 0))
	o.Replaces = "2024001-001-0002"
	c, err := cases.Open(o, inspectiontest.LawOf2024(t))
	require.NoError(t, err)
	require.Equal(t, o, cases.Opening{No: c.No, Task: c.Task, Entity: c.Entity, Kind: c.Kind, Grade: c.Grade, Edition: c.Edition, Department: c.Department,
		Replaces: c.Replaces, Items: c.Items, Team: c.Team, Lengths: c.Lengths, At: c.Opened})
	require.Equal(t, calendar.Embedded().Version(), c.Calendar)
	d, ok := c.Deadlines.Find(law.DeadlineNotify)
	require.True(t, ok)
	require.Equal(t, o.At, d.From)
	require.Equal(t, inspectiontest.April(10).At(9, 0), d.Next.At, "five and three working days before its end are past already")
}

func TestServiceIsKept(t *testing.T) {
	r := inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue()
	r.Do("lead", cases.ServeNotice{Method: law.ServedByMail, On: inspectiontest.April(8)})
	require.Equal(t, &cases.Service{Served: true, Method: law.ServedByMail, On: inspectiontest.April(8), Seq: r.Case.Seq}, r.Case.Service)
	r = inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue().NotServed()
	require.Equal(t, &cases.Service{On: inspectiontest.April(8), Seq: r.Case.Seq}, r.Case.Service)
}

func TestTheRecordIsKept(t *testing.T) {
	r := inspectiontest.Filed(t)
	f := cases.RecordVisit{Mode: cases.ModeWritten, Started: inspectiontest.April(8).At(14, 0), Ended: inspectiontest.April(8).At(15, 0), CertificatesShown: true,
		Attempt: law.OutcomeUncooperative, Findings: inspectiontest.ProblemOn("R1"), EntitySignature: cases.EntityRefused}
	r.Do("member", f)
	require.Equal(t, &cases.Visit{Mode: f.Mode, Started: f.Started, Ended: f.Ended, CertificatesShown: true, Attempt: f.Attempt, Findings: f.Findings,
		EntitySignature: f.EntitySignature, By: "u-member", Seq: r.Case.Seq, Revision: 1}, r.Case.Visit)
}

func TestTheResultIsKept(t *testing.T) {
	r := inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign().OnDay(inspectiontest.April(9)).Propose(law.OutcomeCorrection, inspectiontest.CorrectR1)
	want := cases.Result{Outcome: law.OutcomeCorrection, Items: inspectiontest.CorrectR1, ProposedBy: "u-lead", ProposedOn: inspectiontest.April(9), Certificate: "Z1"}
	require.Equal(t, want, *r.Case.Result)
	r.OnDay(inspectiontest.April(10)).Confirm()
	want.ConfirmedBy, want.ConfirmedOn = "u-head", inspectiontest.April(10)
	require.Equal(t, want, *r.Case.Result)
}

func TestTheOrderIsKept(t *testing.T) {
	r := inspectiontest.Handling(t).Order().OnDay(inspectiontest.April(10))
	served := inspectiontest.InPerson(inspectiontest.April(8))
	require.Equal(t, &cases.Correction{OrderedOn: inspectiontest.April(8), Service: &served}, r.Case.Correction)
	r.Report()
	require.Equal(t, &cases.Correction{OrderedOn: inspectiontest.April(8), Service: &served, ReportedOn: inspectiontest.April(10)}, r.Case.Correction)
	r.OnDay(inspectiontest.April(11)).Reinspect(false)
	require.Equal(t, &cases.Correction{OrderedOn: inspectiontest.April(8), Service: &served, ReportedOn: inspectiontest.April(10), InspectedOn: inspectiontest.April(11), Corrected: map[string]bool{"R1": false}}, r.Case.Correction)
}

// unwritable are facts that no JSON can hold.
type unwritable struct{ C chan int }

func (unwritable) Kind() law.ActKind { return law.ActLapse }

func TestFactsThatCannotBeWrittenAreNoAct(t *testing.T) {
	a, err := law.NewAct(law.System, inspectiontest.April(8).At(9, 0), unwritable{})
	var wrong *json.UnsupportedTypeError
	require.ErrorAs(t, err, &wrong)
	require.Empty(t, cmp.Diff(law.Act{}, a))
}
