package inspection_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// TestAnyActsLeaveACaseSound: whatever people and clock do in whatever order, a
// case keeps its invariants; attempt checks that a refused act changes nothing.
func TestAnyActsLeaveACaseSound(t *testing.T) {
	walkCases(t, inspectiontest.Anywhere(inspectiontest.OpenStages...))
}

// TestAnyActsLeaveACaseOfEdition2025Sound: also one that is under the duties.
func TestAnyActsLeaveACaseOfEdition2025Sound(t *testing.T) {
	walkCases(t, inspectiontest.CaseScenes{cases.StageNotify: func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Open2025(t).Issue() }, cases.StageOnSite: inspectiontest.Filed2025,
		cases.StageResult: func(t testing.TB) *inspectiontest.CaseRun {
			return inspectiontest.Filed2025(t).Inspect2025(inspectiontest.Clear())
		},
		cases.StagePublication: inspectiontest.Confirmed2025})
}

// walkCases begins at each of the scenes and does whatever comes.
func walkCases(t *testing.T, from inspectiontest.CaseScenes) {
	t.Helper()
	reached := map[cases.Stage]bool{}
	persons := inspectiontest.Names(inspectiontest.People)
	rapid.Check(t, func(rt *rapid.T) {
		r := from[rapid.SampledFrom(inspectiontest.Names(from)).Draw(rt, "from")](t)
		r.T = rt
		next := 2027
		actions := map[string]func(*rapid.T){
			"any act by anybody": func(rt *rapid.T) {
				who := inspectiontest.People[rapid.SampledFrom(persons).Draw(rt, "who")]
				caseAct(rt, r, who, anyFacts(rt, r))
			},
			"the next act by one who may": func(rt *rapid.T) {
				facts := likelyFacts(rt, r)
				var able []string
				for _, who := range persons {
					if a, err := law.NewAct(inspectiontest.People[who], r.Now, facts); err == nil {
						if a.Reasoned = true; r.Case.Permit(a) == nil {
							able = append(able, who)
						}
					}
				}
				if len(able) > 0 {
					caseAct(rt, r, inspectiontest.People[rapid.SampledFrom(able).Draw(rt, "who")], facts)
				}
			},
			"the system's next step": func(rt *rapid.T) {
				if r.Case.Stage == cases.StageArchiving {
					require.True(rt, caseAct(rt, r, law.System, cases.Archive{}))
				}
			},
			"time passes": func(rt *rapid.T) {
				r.Now = r.Now.Add(time.Duration(rapid.IntRange(1, 24*6).Draw(rt, "hours")) * time.Hour)
			},
			"the moments that have come": func(rt *rapid.T) {
				for range 40 {
					m, ok := r.Case.Deadlines.NextMoment()
					if !ok || m.At.After(r.Now) {
						break
					}
					require.True(rt, caseAct(rt, r, law.System, law.Lapse{Moment: m}), "a moment that has come is accepted")
				}
			},
			"a new calendar": func(rt *rapid.T) {
				cal, err := r.Law.Calendar.With("", next, []calendar.Exception{{Date: inspectiontest.Date(next, 1, 1), Holiday: "元旦", Notice: "测试"}})
				require.NoError(rt, err)
				next++
				r.Law.Calendar = cal
				caseAct(rt, r, law.System, law.Recount{Calendar: cal.Version()})
			},
			"": func(rt *rapid.T) {
				soundCase(rt, r)
				reached[r.Case.Stage] = true
			},
		}
		rt.Repeat(actions)
	})
	require.GreaterOrEqual(t, len(reached), 5, "the walks reach most stages: %v", reached)
}

// caseAct applies and reports whether it was accepted.
func caseAct(rt *rapid.T, r *inspectiontest.CaseRun, who law.Actor, facts law.Facts) bool {
	tweaks := []inspectiontest.Tweak{}
	if rapid.IntRange(0, 3).Draw(rt, "reason") > 0 || who.Has(law.RoleSystem) {
		tweaks = append(tweaks, inspectiontest.Reasoned)
	}
	if rapid.IntRange(0, 5).Draw(rt, "late entry") == 0 {
		tweaks = append(tweaks, inspectiontest.Happened(r.Now.Add(-time.Duration(rapid.IntRange(0, 100).Draw(rt, "hours before"))*time.Hour)))
	}
	before := r.Case
	if err := r.Attempt(who, facts, tweaks...); err != nil {
		refusedInWords(rt, err)
		return false
	}
	// A moment that was set by this act lies not before it.
	for _, d := range r.Case.Deadlines {
		if was, ok := before.Deadlines.Find(d.Kind); ok && cmp.Equal(was.Next, d.Next) {
			continue
		}
		if d.Next != nil {
			require.False(rt, d.Next.At.Before(r.Now), "%s: next moment %s before %s", d.Kind, d.Next.At, r.Now)
		}
	}
	return true
}

func soundCase(rt *rapid.T, r *inspectiontest.CaseRun) {
	c := r.Case
	kinds := map[law.DeadlineKind]bool{}
	for _, d := range c.Deadlines {
		require.False(rt, kinds[d.Kind], "two periods %s", d.Kind)
		kinds[d.Kind] = true
		require.Equal(rt, d.Last.End(), d.Due)
		require.Equal(rt, c.Suspended(), d.Next == nil, "a moment is pending exactly while the case runs")
		require.Equal(rt, c.Suspended(), d.Suspended())
		require.Equal(rt, c.Generations[d.Kind], d.Generation)
		if d.Next != nil {
			require.Equal(rt, d.Generation, d.Next.Generation)
		}
	}
	for _, m := range c.Met {
		require.Equal(rt, !m.Met.Before(m.Due), m.Late, "late is by what happened")
		require.True(rt, !m.Lapsed || m.Met.Equal(m.Due))
	}
	if !c.Stage.Open() || c.Stage == cases.StageArchiving || c.Stage == cases.StageFollowUp {
		require.Empty(rt, c.Deadlines)
	}
	require.Equal(rt, !c.Stage.Open(), !c.Closed.IsZero())
	if c.Publication.Final {
		require.Empty(rt, c.OpenBranches())
	}
	require.Len(rt, c.Team, 2)
	if c.Visit != nil {
		require.Len(rt, c.Visit.SignedBy, len(c.Visit.Signed))
	}
	var back cases.Case
	require.NoError(rt, json.Unmarshal([]byte(inspectiontest.Encoded(rt, c)), &back))
	require.Empty(rt, cmp.Diff(c, back, cmpopts.EquateEmpty()))
	require.Equal(rt, inspectiontest.Encoded(rt, c), inspectiontest.Encoded(rt, back))
}

// likelyFacts are the right facts of a random act of people or system.
func likelyFacts(rt *rapid.T, r *inspectiontest.CaseRun) law.Facts {
	table := inspectiontest.CaseCells()
	maps.Copy(table, inspectiontest.Cells2025())
	interrupting := []law.ActKind{law.ActSuspend, cases.ActSendBackRecord, cases.ActReplaceInspector, cases.ActRecordNotServed}
	kinds := slices.Clone(interrupting)
	// What leads on is tried more often than what interrupts.
	for _, a := range r.Case.Allowed(law.Actor{}) {
		if !slices.Contains(interrupting, a.Act) {
			kinds = append(kinds, a.Act, a.Act, a.Act, a.Act)
		}
	}
	switch kind := rapid.SampledFrom(kinds).Draw(rt, "act"); kind {
	case cases.ActSignRecord:
		if r.Case.Visit != nil {
			return cases.SignRecord{Revision: r.Case.Visit.Revision}
		}
		return cases.SignRecord{}
	case cases.ActRecordVisit:
		f := r.VisitFacts(rapid.SampledFrom([]map[string]law.Finding{inspectiontest.Clear(), inspectiontest.ProblemOn("R1"), inspectiontest.ProblemOn("R1", "R2")}).Draw(rt, "findings"))
		f.Attempt = rapid.SampledFrom([]law.Outcome{"", "", "", law.OutcomeUnreachable, law.OutcomeConcealed}).Draw(rt, "attempt")
		return f
	case cases.ActProposeResult:
		return likelyResult(rt, r)
	case cases.ActReinspect:
		return cases.Reinspect{On: r.Today(), Corrected: map[string]bool{"R1": rapid.Bool().Draw(rt, "corrected")}}
	case cases.ActReplaceInspector:
		return cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z9"}}
	case cases.ActCorrectEntry:
		return likelyCorrection(rt, r)
	default:
		return table[kind].Facts(r)
	}
}

func likelyCorrection(rt *rapid.T, r *inspectiontest.CaseRun) law.Facts {
	back := -rapid.IntRange(0, 10).Draw(rt, "back")
	switch {
	case r.Case.Visit != nil && rapid.Bool().Draw(rt, "end"):
		return cases.CorrectEntry{Seq: r.Case.Visit.Seq, Ended: r.Case.Visit.Ended.Add(time.Duration(rapid.IntRange(0, 90).Draw(rt, "minutes")) * time.Hour)}
	case r.Case.Service != nil:
		return cases.CorrectEntry{Seq: r.Case.Service.Seq, ServedOn: r.Today().AddDays(back)}
	}
	return cases.CorrectEntry{Seq: 1}
}

func likelyResult(rt *rapid.T, r *inspectiontest.CaseRun) law.Facts {
	f := cases.ProposeResult{Outcome: law.OutcomeNoProblem, Items: map[string]cases.ItemResult{}}
	if r.Case.Visit == nil {
		return f
	}
	var outcomes []law.Outcome
	for _, code := range []string{"R1", "R2"} {
		if r.Case.Visit.Findings[code] != law.FindingProblem {
			continue
		}
		item := cases.ItemResult{Outcome: law.OutcomeCorrection}
		if code == "R2" || rapid.IntRange(0, 3).Draw(rt, "graver") == 0 {
			item = cases.ItemResult{Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingReferral}}
		}
		f.Items[code] = item
		outcomes = append(outcomes, item.Outcome)
	}
	if r.Case.Visit.Attempt != "" {
		outcomes = append(outcomes, r.Case.Visit.Attempt)
	}
	if worst := r.Law.Edition.Gravest(outcomes); worst != "" {
		f.Outcome = worst
	}
	return f
}

// anyFacts are facts of a random act, right or not.
func anyFacts(rt *rapid.T, r *inspectiontest.CaseRun) law.Facts {
	day := r.Today().AddDays(rapid.IntRange(-12, 3).Draw(rt, "day"))
	period := calendar.Period{Amount: rapid.IntRange(-1, 8).Draw(rt, "amount"), Unit: rapid.SampledFrom([]calendar.Unit{calendar.WorkingDays, calendar.Days, ""}).Draw(rt, "unit")}
	kind := rapid.SampledFrom([]law.DeadlineKind{law.DeadlineSelfCheck, law.DeadlineOnSite, law.DeadlineResult, law.DeadlinePublication, "lunch"}).Draw(rt, "deadline")
	seq := rapid.IntRange(-1, 12).Draw(rt, "seq")
	return rapid.SampledFrom([]law.Facts{
		cases.IssueNotice{}, cases.ServeNotice{Method: law.ServedByMail, On: day}, cases.RecordNotServed{On: day},
		cases.FileSelfCheck{On: day, Answers: inspectiontest.Answers("R1")}, cases.FileSelfCheck{On: day}, cases.AgreeVisit{On: day},
		cases.RecordVisit{Mode: cases.ModeOnSite, Started: day.At(8, 0), Ended: day.At(9, 0), EntitySignature: cases.EntityRefused, Findings: inspectiontest.ProblemOn("R2")},
		cases.SignRecord{Revision: seq}, cases.ProposeResult{Outcome: law.OutcomeConcealed}, cases.ConfirmResult{}, cases.SendBackRecord{},
		cases.OrderCorrection{On: day, Within: period}, cases.OrderCorrection{Service: inspectiontest.InPerson(day)}, cases.ReportCorrection{On: day}, cases.Reinspect{On: day, Corrected: map[string]bool{"R2": true}},
		cases.PreparePublication{}, cases.ReturnPublication{}, cases.ApprovePublication{}, cases.Archive{},
		law.ExtendDeadline{Deadline: kind, By: period}, law.Suspend{On: day}, law.Resume{On: day},
		cases.CorrectEntry{Seq: seq, ServedOn: day}, cases.CorrectEntry{Seq: seq, Ended: day.At(10, 0)}, cases.CorrectEntry{Seq: seq},
		cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z2"}}, cases.MarkReplaced{},
		cases.JoinVisit{With: inspectiontest.OtherCase}, cases.PartVisit{}, cases.LeadJointVisit{With: inspectiontest.OtherCase, Items: []string{"R2", "R9"}},
		cases.EndJointVisit{With: inspectiontest.OtherCase}, inspectiontest.JointRecord(r),
		law.Lapse{Moment: law.Moment{Deadline: kind, Generation: seq, Step: "before_1", At: r.Now}}, law.Recount{Calendar: "none"},
	}).Draw(rt, "facts")
}

// TestAnyActsLeaveATaskSound is the same for a task.
func TestAnyActsLeaveATaskSound(t *testing.T) {
	persons, reached, scenes := inspectiontest.Names(inspectiontest.People), map[tasks.Stage]bool{}, inspectiontest.SomeTask(inspectiontest.TaskStages...)
	rapid.Check(t, func(rt *rapid.T) {
		r := scenes[rapid.SampledFrom(inspectiontest.TaskStages[:5]).Draw(rt, "from")](t)
		r.T = rt
		next := 2027
		rt.Repeat(map[string]func(*rapid.T){
			"any act by anybody": func(rt *rapid.T) {
				who := inspectiontest.People[rapid.SampledFrom(persons).Draw(rt, "who")]
				facts := anyTaskFacts(rt, r)
				if a, err := law.NewAct(who, r.Now, facts); err != nil || (r.Task.Permit(a) == nil && facts.Kind() == tasks.ActCancelTask && rapid.IntRange(0, 9).Draw(rt, "cancel") > 0) {
					return
				}
				tryTask(rt, r, who, facts, inspectiontest.Reasoned)
			},
			"the next act by one who may": func(rt *rapid.T) {
				allowed := r.Task.Allowed(law.Actor{})
				if len(allowed) == 0 {
					return
				}
				kind := rapid.SampledFrom(allowed).Draw(rt, "act").Act
				if kind == tasks.ActCancelTask {
					return
				}
				facts := inspectiontest.TaskCells()[kind].Facts(&inspectiontest.TaskRun{T: rt, Task: r.Task, Law: r.Law, Now: r.Now})
				for _, who := range persons {
					if r.Task.Permit(law.Act{Kind: kind, Actor: inspectiontest.People[who], Reasoned: true}) == nil {
						tryTask(rt, r, inspectiontest.People[who], facts, inspectiontest.Reasoned)
						return
					}
				}
			},
			"time passes": func(rt *rapid.T) {
				r.Now = r.Now.Add(time.Duration(rapid.IntRange(1, 24*12).Draw(rt, "hours")) * time.Hour)
			},
			"the moments that have come": func(rt *rapid.T) {
				if r.Task.Stage == tasks.StagePlanned && !r.Now.Before(r.Task.WakesAt()) {
					require.NoError(rt, r.Attempt(law.System, tasks.MonthCome{}))
				}
				for range 20 {
					m, ok := r.Task.Deadlines.NextMoment()
					if !ok || m.At.After(r.Now) {
						break
					}
					require.NoError(rt, r.Attempt(law.System, law.Lapse{Moment: m}))
				}
			},
			"the system's next step": func(rt *rapid.T) {
				if r.Task.ReadyToReveal() {
					require.NoError(rt, r.Attempt(law.System, tasks.RevealDraw{Drawn: 2}))
				} else if r.Task.Stage == tasks.StageRunning && rapid.Bool().Draw(rt, "closed") {
					require.NoError(rt, r.Attempt(law.System, tasks.CasesClosed{}))
				}
			},
			"a new calendar": func(rt *rapid.T) {
				cal, err := r.Law.Calendar.With("", next, []calendar.Exception{{Date: inspectiontest.Date(next, 1, 1), Holiday: "元旦", Notice: "测试"}})
				require.NoError(rt, err)
				next++
				r.Law.Calendar = cal
				tryTask(rt, r, law.System, law.Recount{Calendar: cal.Version()})
			},
			"": func(rt *rapid.T) {
				soundTask(rt, r)
				reached[r.Task.Stage] = true
			},
		})
	})
	require.GreaterOrEqual(t, len(reached), 4, "the walks reach most stages: %v", reached)
}

// refusedInWords: whatever was wrong, a person can read it.
func refusedInWords(rt *rapid.T, err error) {
	var e *law.Error
	require.ErrorAs(rt, err, &e)
	require.NotEmpty(rt, e.Code)
	require.NotEqual(rt, law.KindInternal, e.Kind)
	require.Regexp(rt, `\p{Han}`, e.Message)
}

func tryTask(rt *rapid.T, r *inspectiontest.TaskRun, who law.Actor, facts law.Facts, tweaks ...inspectiontest.Tweak) {
	if err := r.Attempt(who, facts, tweaks...); err != nil {
		refusedInWords(rt, err)
	}
}

func soundTask(rt *rapid.T, r *inspectiontest.TaskRun) {
	task := r.Task
	require.LessOrEqual(rt, len(task.Deadlines), 1)
	for _, d := range task.Deadlines {
		require.Equal(rt, task.Generations[d.Kind], d.Generation)
		require.Equal(rt, task.FinishBy, d.Last)
	}
	if !task.Stage.Open() {
		require.Empty(rt, task.Deadlines)
	}
	require.Equal(rt, !task.Stage.Open(), !task.Closed.IsZero())
	require.Equal(rt, task.Draw.Number, task.Draw.Voided+1)
	require.False(rt, task.Stage == tasks.StageWitnessing && task.Draw.ApprovedBy == task.Draw.PreparedBy)
	require.LessOrEqual(rt, len(task.Draw.Witnesses), max(task.Rules.Witnesses, 0))
	var back tasks.Task
	require.NoError(rt, json.Unmarshal([]byte(inspectiontest.Encoded(rt, task)), &back))
	require.Empty(rt, cmp.Diff(task, back, cmpopts.EquateEmpty()))
}

func anyTaskFacts(rt *rapid.T, r *inspectiontest.TaskRun) law.Facts {
	day := calendar.DateOf(r.Now).AddDays(rapid.IntRange(-5, 60).Draw(rt, "day"))
	name := rapid.SampledFrom([]string{"见证人", "乙", ""}).Draw(rt, "witness")
	rules := inspectiontest.DrawRules()
	rules.Witnesses = rapid.IntRange(-1, 2).Draw(rt, "witnesses")
	return rapid.SampledFrom([]law.Facts{
		tasks.AdoptScheme{Name: "方案", FinishBy: day}, tasks.StartEarly{}, tasks.PutOff{To: day}, tasks.MonthCome{},
		tasks.PrepareDraw{Rules: rules, Joint: inspectiontest.JointDepartments}, tasks.ReturnDraw{}, tasks.ApproveDraw{Commitment: inspectiontest.Seal},
		tasks.SealEntry{Witness: name, Seal: inspectiontest.Seal}, tasks.SealEntry{Witness: "乙", Seal: inspectiontest.SealOf(rt, inspectiontest.Seal, "乙", "一")}, tasks.SealEntry{Witness: name, Unsealed: true, Entry: "一"},
		tasks.OpenEntry{Witness: name, Entry: "一", Salt: inspectiontest.Salt}, tasks.VoidDraw{Witness: name}, tasks.RevealDraw{Drawn: 1},
		tasks.ReplaceEntity{Case: inspectiontest.CaseNo}, tasks.FormTeam{Case: inspectiontest.CaseNo}, tasks.LeaveOut{Case: inspectiontest.CaseNo}, tasks.CasesClosed{}, tasks.WriteSummary{}, tasks.ConfirmSummary{}, tasks.ReturnSummary{},
		tasks.ApproveSummary{}, tasks.CancelTask{}, law.Recount{Calendar: "none"},
	}).Draw(rt, "facts")
}
