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

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// TestAnyActsLeaveACaseSound: whatever people and clock do in whatever order, a
// case keeps its invariants; attempt checks that a refused act changes nothing.
func TestAnyActsLeaveACaseSound(t *testing.T) {
	walkCases(t, anywhere(openStages...))
}

// TestAnyActsLeaveACaseOfEdition2025Sound: also one that is under the duties.
func TestAnyActsLeaveACaseOfEdition2025Sound(t *testing.T) {
	walkCases(t, scenes{inspection.StageNotify: func(t testing.TB) *caseRun { return open2025(t).issue() }, inspection.StageOnSite: filed2025,
		inspection.StageResult:      func(t testing.TB) *caseRun { return filed2025(t).inspect2025(clear()) },
		inspection.StagePublication: confirmed2025})
}

// walkCases begins at each of the scenes and does whatever comes.
func walkCases(t *testing.T, from scenes) {
	t.Helper()
	reached := map[inspection.Stage]bool{}
	persons := names(people)
	rapid.Check(t, func(rt *rapid.T) {
		r := from[rapid.SampledFrom(names(from)).Draw(rt, "from")](t)
		r.t = rt
		next := 2027
		actions := map[string]func(*rapid.T){
			"any act by anybody": func(rt *rapid.T) {
				who := people[rapid.SampledFrom(persons).Draw(rt, "who")]
				caseAct(rt, r, who, anyFacts(rt, r))
			},
			"the next act by one who may": func(rt *rapid.T) {
				facts := likelyFacts(rt, r)
				var able []string
				for _, who := range persons {
					if a, err := inspection.NewAct(people[who], r.now, facts); err == nil {
						if a.Reasoned = true; r.c.Permit(a) == nil {
							able = append(able, who)
						}
					}
				}
				if len(able) > 0 {
					caseAct(rt, r, people[rapid.SampledFrom(able).Draw(rt, "who")], facts)
				}
			},
			"the system's next step": func(rt *rapid.T) {
				if r.c.Stage == inspection.StageArchiving {
					require.True(rt, caseAct(rt, r, inspection.System, inspection.Archive{}))
				}
			},
			"time passes": func(rt *rapid.T) {
				r.now = r.now.Add(time.Duration(rapid.IntRange(1, 24*6).Draw(rt, "hours")) * time.Hour)
			},
			"the moments that have come": func(rt *rapid.T) {
				for range 40 {
					m, ok := r.c.Deadlines.NextMoment()
					if !ok || m.At.After(r.now) {
						break
					}
					require.True(rt, caseAct(rt, r, inspection.System, inspection.Lapse{Moment: m}), "a moment that has come is accepted")
				}
			},
			"a new calendar": func(rt *rapid.T) {
				cal, err := r.law.Calendar.With("", next, []calendar.Exception{{Date: date(next, 1, 1), Holiday: "元旦", Notice: "测试"}})
				require.NoError(rt, err)
				next++
				r.law.Calendar = cal
				caseAct(rt, r, inspection.System, inspection.Recount{Calendar: cal.Version()})
			},
			"": func(rt *rapid.T) {
				soundCase(rt, r)
				reached[r.c.Stage] = true
			},
		}
		rt.Repeat(actions)
	})
	require.GreaterOrEqual(t, len(reached), 5, "the walks reach most stages: %v", reached)
}

// caseAct applies and reports whether it was accepted.
func caseAct(rt *rapid.T, r *caseRun, who inspection.Actor, facts inspection.Facts) bool {
	tweaks := []tweak{}
	if rapid.IntRange(0, 3).Draw(rt, "reason") > 0 || who.Has(inspection.RoleSystem) {
		tweaks = append(tweaks, reasoned)
	}
	if rapid.IntRange(0, 5).Draw(rt, "late entry") == 0 {
		tweaks = append(tweaks, happened(r.now.Add(-time.Duration(rapid.IntRange(0, 100).Draw(rt, "hours before"))*time.Hour)))
	}
	before := r.c
	if err := r.attempt(who, facts, tweaks...); err != nil {
		refusedInWords(rt, err)
		return false
	}
	// A moment that was set by this act lies not before it.
	for _, d := range r.c.Deadlines {
		if was, ok := before.Deadlines.Find(d.Kind); ok && cmp.Equal(was.Next, d.Next) {
			continue
		}
		if d.Next != nil {
			require.False(rt, d.Next.At.Before(r.now), "%s: next moment %s before %s", d.Kind, d.Next.At, r.now)
		}
	}
	return true
}

func soundCase(rt *rapid.T, r *caseRun) {
	c := r.c
	kinds := map[inspection.DeadlineKind]bool{}
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
	if !c.Stage.Open() || c.Stage == inspection.StageArchiving || c.Stage == inspection.StageFollowUp {
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
	var back inspection.Case
	require.NoError(rt, json.Unmarshal([]byte(encoded(rt, c)), &back))
	require.Empty(rt, cmp.Diff(c, back, cmpopts.EquateEmpty()))
	require.Equal(rt, encoded(rt, c), encoded(rt, back))
}

// likelyFacts are the right facts of a random act of people or system.
func likelyFacts(rt *rapid.T, r *caseRun) inspection.Facts {
	table := cells()
	maps.Copy(table, cells2025())
	interrupting := []inspection.ActKind{inspection.ActSuspend, inspection.ActSendBackRecord, inspection.ActReplaceInspector, inspection.ActRecordNotServed}
	kinds := slices.Clone(interrupting)
	// What leads on is tried more often than what interrupts.
	for _, a := range r.c.Allowed(inspection.Actor{}) {
		if !slices.Contains(interrupting, a.Act) {
			kinds = append(kinds, a.Act, a.Act, a.Act, a.Act)
		}
	}
	switch kind := rapid.SampledFrom(kinds).Draw(rt, "act"); kind {
	case inspection.ActSignRecord:
		if r.c.Visit != nil {
			return inspection.SignRecord{Revision: r.c.Visit.Revision}
		}
		return inspection.SignRecord{}
	case inspection.ActRecordVisit:
		f := r.visitFacts(rapid.SampledFrom([]map[string]inspection.Finding{clear(), problemOn("R1"), problemOn("R1", "R2")}).Draw(rt, "findings"))
		f.Attempt = rapid.SampledFrom([]inspection.Outcome{"", "", "", inspection.OutcomeUnreachable, inspection.OutcomeConcealed}).Draw(rt, "attempt")
		return f
	case inspection.ActProposeResult:
		return likelyResult(rt, r)
	case inspection.ActReinspect:
		return inspection.Reinspect{On: r.today(), Corrected: map[string]bool{"R1": rapid.Bool().Draw(rt, "corrected")}}
	case inspection.ActReplaceInspector:
		return inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z9"}}
	case inspection.ActCorrectEntry:
		return likelyCorrection(rt, r)
	default:
		return table[kind].facts(r)
	}
}

func likelyCorrection(rt *rapid.T, r *caseRun) inspection.Facts {
	back := -rapid.IntRange(0, 10).Draw(rt, "back")
	switch {
	case r.c.Visit != nil && rapid.Bool().Draw(rt, "end"):
		return inspection.CorrectEntry{Seq: r.c.Visit.Seq, Ended: r.c.Visit.Ended.Add(time.Duration(rapid.IntRange(0, 90).Draw(rt, "minutes")) * time.Hour)}
	case r.c.Service != nil:
		return inspection.CorrectEntry{Seq: r.c.Service.Seq, ServedOn: r.today().AddDays(back)}
	}
	return inspection.CorrectEntry{Seq: 1}
}

func likelyResult(rt *rapid.T, r *caseRun) inspection.Facts {
	f := inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem, Items: map[string]inspection.ItemResult{}}
	if r.c.Visit == nil {
		return f
	}
	var outcomes []inspection.Outcome
	for _, code := range []string{"R1", "R2"} {
		if r.c.Visit.Findings[code] != inspection.FindingProblem {
			continue
		}
		item := inspection.ItemResult{Outcome: inspection.OutcomeCorrection}
		if code == "R2" || rapid.IntRange(0, 3).Draw(rt, "graver") == 0 {
			item = inspection.ItemResult{Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingReferral}}
		}
		f.Items[code] = item
		outcomes = append(outcomes, item.Outcome)
	}
	if r.c.Visit.Attempt != "" {
		outcomes = append(outcomes, r.c.Visit.Attempt)
	}
	if worst := r.law.Edition.Gravest(outcomes); worst != "" {
		f.Outcome = worst
	}
	return f
}

// anyFacts are facts of a random act, right or not.
func anyFacts(rt *rapid.T, r *caseRun) inspection.Facts {
	day := r.today().AddDays(rapid.IntRange(-12, 3).Draw(rt, "day"))
	period := calendar.Period{Amount: rapid.IntRange(-1, 8).Draw(rt, "amount"), Unit: rapid.SampledFrom([]calendar.Unit{calendar.WorkingDays, calendar.Days, ""}).Draw(rt, "unit")}
	kind := rapid.SampledFrom([]inspection.DeadlineKind{inspection.DeadlineSelfCheck, inspection.DeadlineOnSite, inspection.DeadlineResult, inspection.DeadlinePublication, "lunch"}).Draw(rt, "deadline")
	seq := rapid.IntRange(-1, 12).Draw(rt, "seq")
	return rapid.SampledFrom([]inspection.Facts{
		inspection.IssueNotice{}, inspection.ServeNotice{Method: inspection.ServedByMail, On: day}, inspection.RecordNotServed{On: day},
		inspection.FileSelfCheck{On: day, Answers: answers("R1")}, inspection.FileSelfCheck{On: day}, inspection.AgreeVisit{On: day},
		inspection.RecordVisit{Mode: inspection.ModeOnSite, Started: day.At(8, 0), Ended: day.At(9, 0), EntitySignature: inspection.EntityRefused, Findings: problemOn("R2")},
		inspection.SignRecord{Revision: seq}, inspection.ProposeResult{Outcome: inspection.OutcomeConcealed}, inspection.ConfirmResult{}, inspection.SendBackRecord{},
		inspection.OrderCorrection{On: day, Within: period}, inspection.ReportCorrection{On: day}, inspection.Reinspect{On: day, Corrected: map[string]bool{"R2": true}},
		inspection.PreparePublication{}, inspection.ReturnPublication{}, inspection.ApprovePublication{}, inspection.Archive{},
		inspection.ExtendDeadline{Deadline: kind, By: period}, inspection.Suspend{On: day}, inspection.Resume{On: day},
		inspection.CorrectEntry{Seq: seq, ServedOn: day}, inspection.CorrectEntry{Seq: seq, Ended: day.At(10, 0)}, inspection.CorrectEntry{Seq: seq},
		inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z2"}}, inspection.MarkReplaced{},
		inspection.JoinVisit{With: otherCase}, inspection.PartVisit{}, inspection.LeadJointVisit{With: otherCase, Items: []string{"R2", "R9"}},
		inspection.EndJointVisit{With: otherCase}, jointRecord(r),
		inspection.Lapse{Moment: inspection.Moment{Deadline: kind, Generation: seq, Step: "before_1", At: r.now}}, inspection.Recount{Calendar: "none"},
	}).Draw(rt, "facts")
}

// TestAnyActsLeaveATaskSound is the same for a task.
func TestAnyActsLeaveATaskSound(t *testing.T) {
	persons, reached, scenes := names(people), map[inspection.TaskStage]bool{}, someTask(taskStages...)
	rapid.Check(t, func(rt *rapid.T) {
		r := scenes[rapid.SampledFrom(taskStages[:5]).Draw(rt, "from")](t)
		r.t = rt
		next := 2027
		rt.Repeat(map[string]func(*rapid.T){
			"any act by anybody": func(rt *rapid.T) {
				who := people[rapid.SampledFrom(persons).Draw(rt, "who")]
				facts := anyTaskFacts(rt, r)
				if a, err := inspection.NewAct(who, r.now, facts); err != nil || (r.task.Permit(a) == nil && facts.Kind() == inspection.ActCancelTask && rapid.IntRange(0, 9).Draw(rt, "cancel") > 0) {
					return
				}
				tryTask(rt, r, who, facts, reasoned)
			},
			"the next act by one who may": func(rt *rapid.T) {
				allowed := r.task.Allowed(inspection.Actor{})
				if len(allowed) == 0 {
					return
				}
				kind := rapid.SampledFrom(allowed).Draw(rt, "act").Act
				if kind == inspection.ActCancelTask {
					return
				}
				facts := taskCells()[kind].facts(&taskRun{t: rt, task: r.task, law: r.law, now: r.now})
				for _, who := range persons {
					if r.task.Permit(inspection.Act{Kind: kind, Actor: people[who], Reasoned: true}) == nil {
						tryTask(rt, r, people[who], facts, reasoned)
						return
					}
				}
			},
			"time passes": func(rt *rapid.T) {
				r.now = r.now.Add(time.Duration(rapid.IntRange(1, 24*12).Draw(rt, "hours")) * time.Hour)
			},
			"the moments that have come": func(rt *rapid.T) {
				if r.task.Stage == inspection.TaskPlanned && !r.now.Before(r.task.WakesAt()) {
					require.NoError(rt, r.attempt(inspection.System, inspection.MonthCome{}))
				}
				for range 20 {
					m, ok := r.task.Deadlines.NextMoment()
					if !ok || m.At.After(r.now) {
						break
					}
					require.NoError(rt, r.attempt(inspection.System, inspection.Lapse{Moment: m}))
				}
			},
			"the system's next step": func(rt *rapid.T) {
				if r.task.ReadyToReveal() {
					require.NoError(rt, r.attempt(inspection.System, inspection.RevealDraw{Drawn: 2}))
				} else if r.task.Stage == inspection.TaskRunning && rapid.Bool().Draw(rt, "closed") {
					require.NoError(rt, r.attempt(inspection.System, inspection.CasesClosed{}))
				}
			},
			"a new calendar": func(rt *rapid.T) {
				cal, err := r.law.Calendar.With("", next, []calendar.Exception{{Date: date(next, 1, 1), Holiday: "元旦", Notice: "测试"}})
				require.NoError(rt, err)
				next++
				r.law.Calendar = cal
				tryTask(rt, r, inspection.System, inspection.Recount{Calendar: cal.Version()})
			},
			"": func(rt *rapid.T) {
				soundTask(rt, r)
				reached[r.task.Stage] = true
			},
		})
	})
	require.GreaterOrEqual(t, len(reached), 4, "the walks reach most stages: %v", reached)
}

// refusedInWords: whatever was wrong, a person can read it.
func refusedInWords(rt *rapid.T, err error) {
	var e *inspection.Error
	require.ErrorAs(rt, err, &e)
	require.NotEmpty(rt, e.Code)
	require.NotEqual(rt, inspection.KindInternal, e.Kind)
	require.Regexp(rt, `\p{Han}`, e.Message)
}

func tryTask(rt *rapid.T, r *taskRun, who inspection.Actor, facts inspection.Facts, tweaks ...tweak) {
	if err := r.attempt(who, facts, tweaks...); err != nil {
		refusedInWords(rt, err)
	}
}

func soundTask(rt *rapid.T, r *taskRun) {
	task := r.task
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
	require.False(rt, task.Stage == inspection.TaskWitnessing && task.Draw.ApprovedBy == task.Draw.PreparedBy)
	require.LessOrEqual(rt, len(task.Draw.Witnesses), max(task.Rules.Witnesses, 0))
	var back inspection.Task
	require.NoError(rt, json.Unmarshal([]byte(encoded(rt, task)), &back))
	require.Empty(rt, cmp.Diff(task, back, cmpopts.EquateEmpty()))
}

func anyTaskFacts(rt *rapid.T, r *taskRun) inspection.Facts {
	day := calendar.DateOf(r.now).AddDays(rapid.IntRange(-5, 60).Draw(rt, "day"))
	name := rapid.SampledFrom([]string{"见证人", "乙", ""}).Draw(rt, "witness")
	rules := drawRules()
	rules.Witnesses = rapid.IntRange(-1, 2).Draw(rt, "witnesses")
	return rapid.SampledFrom([]inspection.Facts{
		inspection.AdoptScheme{Name: "方案", FinishBy: day}, inspection.StartEarly{}, inspection.PutOff{To: day}, inspection.MonthCome{},
		inspection.PrepareDraw{Rules: rules, Joint: jointDepartments}, inspection.ReturnDraw{}, inspection.ApproveDraw{Commitment: seal},
		inspection.SealEntry{Witness: name, Seal: seal}, inspection.SealEntry{Witness: "乙", Seal: sealOf(rt, seal, "乙", "一")}, inspection.SealEntry{Witness: name, Unsealed: true, Entry: "一"},
		inspection.OpenEntry{Witness: name, Entry: "一", Salt: salt}, inspection.VoidDraw{Witness: name}, inspection.RevealDraw{Drawn: 1},
		inspection.ReplaceEntity{Case: caseNo}, inspection.FormTeam{Case: caseNo}, inspection.LeaveOut{Case: caseNo}, inspection.CasesClosed{}, inspection.WriteSummary{}, inspection.ConfirmSummary{}, inspection.ReturnSummary{},
		inspection.ApproveSummary{}, inspection.CancelTask{}, inspection.Recount{Calendar: "none"},
	}).Draw(rt, "facts")
}
