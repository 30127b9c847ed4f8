package workflows_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// walkProceeding is the walk of one proceeding that is open on record.
func walkProceeding(w *walk, no string, workflow any, sound func(proceedings.Proceeding, law.ActKind, calendar.Date) law.Facts) {
	look := func(p proceedings.Proceeding) subject {
		return subject{stage: string(p.Stage), suspended: p.Suspended(), seq: p.Seq, deadlines: p.Deadlines, allowed: p.Allowed(law.Actor{}), team: p.Team, entity: p.Entity}
	}
	now := func() proceedings.Proceeding {
		p, err := w.store.Proceeding(w.t.Context(), no)
		require.NoError(w.t, err)
		return p
	}
	opened := now()
	w.walked = walked{id: no,
		known:    func() subject { return look(query[proceedings.Proceeding](w)) },
		onRecord: func() subject { return look(now()) },
		anyFacts: func(kind law.ActKind) law.Facts { return sound(opened, kind, calendar.Date{}) },
		facts: func(kind law.ActKind) (law.Facts, string) {
			whose := w.model.whose(kind)
			switch kind {
			case law.ActExtendDeadline:
				return w.extension()
			case proceedings.ActReplaceInvestigator:
				return w.replacement(now())
			}
			facts, who := sound(now(), kind, calendar.DateOf(w.env.Now())), whose[w.random.IntN(len(whose))]
			if w.onPaper(kind) {
				who = "clerk"
			}
			return facts, who
		}}
	w.start(workflow, workflows.ProceedingInput{Proceeding: opened, Clock: w.clock()}, opened.Opened)
	if w.model.ended() {
		require.Equal(w.t, proceedings.Closed, now().Stage)
	}
}

// replacement of one of the team by an inspector who is not on it.
func (w *walk) replacement(p proceedings.Proceeding) (law.Facts, string) {
	all, err := w.store.AllInspectors(w.t.Context())
	require.NoError(w.t, err)
	for _, i := range all {
		aside := p.Penalty != nil && slices.ContainsFunc(p.Penalty.Recusals, func(r cases.Recusal) bool { return r.Upheld && r.Certificate == i.Certificate })
		if !aside && !p.Team.Has(i.Certificate) && i.MayInvestigate(p.Entity, calendar.DateOf(w.env.Now())) == nil {
			return proceedings.ReplaceInvestigator{Out: p.Team[w.random.IntN(len(p.Team))], In: i.Certificate}, "director"
		}
	}
	return nil, ""
}

// commonFacts are those of the acts that every kind has.
func commonFacts(kind law.ActKind, today calendar.Date) law.Facts {
	switch kind {
	case law.ActSuspend:
		return law.Suspend{On: today}
	case law.ActResume:
		return law.Resume{On: today}
	case proceedings.ActReplaceInvestigator:
		return proceedings.ReplaceInvestigator{}
	}
	return law.ExtendDeadline{}
}

// besides calls one for each walk with a case of an office that all share.
func besides(t *testing.T, model func() *model, one func(w *walk, c cases.Case, n int)) {
	t.Helper()
	o, n := newOffice(t, drawnRecord), 0
	walks(t, model, func(sub *testing.T, w *walk) {
		n++
		o.t, w.office = sub, o
		one(w, o.firstCase().caseNow(o.firstCase().id), n)
		o.t = t
	})
}

// opens puts a proceeding of the case on record whose first period is of so many
// working days, and answers its number.
func (w *walk) opens(kind law.ProceedingKind, c cases.Case, n int, first string) string {
	o := proceedings.Opening{No: law.ProceedingNo(c.No, kind, n), Kind: kind, Case: c.No, Task: c.Task,
		Entity: c.Entity, Edition: c.Edition, Department: c.Department, Items: c.Items[:1], Team: c.Team, At: c.Opened}
	edition, err := law.EditionOf(c.Edition)
	require.NoError(w.t, err)
	p, _, err := proceedings.Open(o, law.Law{Edition: edition, Calendar: calendar.Embedded()})
	require.NoError(w.t, err)
	_, err = w.store.OpenProceeding(w.t.Context(), record.ProceedingOpening{Proceeding: p, Act: record.Act{Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(五)",
		Actor: "system", ActorRole: law.RoleSystem, Happened: c.Opened, Entered: c.Opened, Recorded: c.Opened}})
	require.NoError(w.t, err)
	w.model.today = calendar.DateOf(c.Opened)
	w.model.open(first)
	return p.No
}

func TestReferralsWalk(t *testing.T) {
	besides(t, referralModel, func(w *walk, c cases.Case, n int) {
		no := w.opens(law.ProceedingReferral, c, n, "referral_proposal:5")
		walkProceeding(w, no, workflows.Referral, func(p proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
			return referralFacts(w, p, kind, today)
		})
	})
}

func TestPoliceReferralsWalk(t *testing.T) {
	besides(t, policeModel, func(w *walk, c cases.Case, n int) {
		for _, f := range words("refuses refuses maintains no-case punished") { // mostly refused: there is more to do
			if w.random.IntN(2) == 0 {
				w.model.flags[f] = true
			}
		}
		no := w.opens(law.ProceedingPolice, c, n, "police_report:5")
		walkProceeding(w, no, workflows.PoliceReferral, func(p proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
			return policeFacts(w, p, kind, today)
		})
	})
}

func policeFacts(w *walk, p proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
	answer := func(refused bool) proceedings.PoliceAnswer {
		if refused {
			return proceedings.PoliceRefuses
		}
		return proceedings.PoliceFiles
	}
	flags := w.model.flags
	switch kind {
	case proceedings.ActWritePoliceReport:
		return proceedings.WritePoliceReport{}
	case proceedings.ActDecideTransfer:
		return proceedings.DecideTransfer{}
	case proceedings.ActDecideNoTransfer:
		return proceedings.DecideNoTransfer{}
	case proceedings.ActSendPoliceFile:
		f := proceedings.SendPoliceFile{At: w.env.Now(), Method: law.HandedInPerson, Penalty: proceedings.NoPenaltyDecided}
		if flags["punished"] {
			f.Penalty = proceedings.PenaltyDecisionEnclosed
		}
		return f
	case proceedings.ActRecordPenaltyCopy:
		return proceedings.RecordPenaltyCopy{On: today}
	case proceedings.ActRecordProcuratorateCopy:
		return proceedings.RecordProcuratorateCopy{On: today}
	case proceedings.ActRecordPoliceReceipt:
		return proceedings.RecordPoliceReceipt{On: today}
	case proceedings.ActRecordPoliceForwarding:
		return proceedings.RecordPoliceForwarding{On: today}
	case proceedings.ActRecordPoliceDecision:
		return proceedings.RecordPoliceDecision{Answer: answer(flags["refuses"]), DecidedOn: today, ToldOn: today}
	case proceedings.ActRequestPoliceReconsideration:
		if s := w.model.periods["police_objection"]; s != nil && s.overdue && !today.IsZero() {
			return nil // a right that ends with its three days
		}
		return proceedings.RequestPoliceReconsideration{On: today}
	case proceedings.ActRecordPoliceReconsideration:
		return proceedings.RecordPoliceReconsideration{Answer: answer(flags["maintains"]), DecidedOn: today, ToldOn: today}
	case proceedings.ActSuggestSupervision:
		return proceedings.SuggestSupervision{On: today}
	case proceedings.ActRecordSupervision:
		return proceedings.RecordSupervision{Answer: answer(flags["no-case"] && flags["copied"] && (!flags["punished"] || flags["penalty-copied"])), ToldOn: today}
	case proceedings.ActAcceptPoliceRefusal:
		return proceedings.AcceptPoliceRefusal{}
	case proceedings.ActHandOverEvidence:
		return proceedings.HandOverEvidence{On: today}
	case law.ActSuspend:
		if p.Stage == proceedings.PoliceTransfer && !today.IsZero() {
			return nil
		}
	}
	return commonFacts(kind, today)
}

func referralFacts(w *walk, p proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
	switch kind {
	case proceedings.ActProposeReferral:
		return proceedings.ProposeReferral{To: law.Addressee{Place: law.OtherDepartment, Name: fmt.Sprintf("第%d个部门", len(p.Referral.Declined)+1)}}
	case proceedings.ActApproveReferral:
		return proceedings.ApproveReferral{}
	case proceedings.ActReturnReferral:
		return proceedings.ReturnReferral{}
	case proceedings.ActRefuseReferral:
		return proceedings.RefuseReferral{}
	case proceedings.ActHandOverReferral:
		return proceedings.HandOverReferral{On: today, Method: law.HandedByPost}
	case proceedings.ActRecordReferralReceipt:
		return proceedings.RecordReferralReceipt{On: today}
	case proceedings.ActRecordReferralReply:
		if !w.model.flags["declined"] {
			return proceedings.RecordReferralReply{On: today, Answer: proceedings.ReferralDeclined}
		}
		return proceedings.RecordReferralReply{On: today, Answer: proceedings.ReferralTaken, Result: proceedings.ReferralOther}
	case proceedings.ActPrepareReferralResult:
		return proceedings.PrepareReferralResult{}
	case proceedings.ActReturnReferralResult:
		return proceedings.ReturnReferralResult{}
	case proceedings.ActApproveReferralResult:
		return proceedings.ApproveReferralResult{}
	}
	return commonFacts(kind, today)
}

// file puts an act on record at that time with which a proceeding begins, and
// answers its number.
func (w *walk) file(kind law.ProceedingKind, c cases.Case, n int, when time.Time, actor law.Actor, facts law.Facts) string {
	w.now = func() time.Time { return when }
	act, err := law.NewAct(actor, time.Time{}, facts)
	require.NoError(w.t, err)
	act.Reasoned = true
	in := activities.Filing{Kind: kind, Origin: c.No, Case: c.No, Key: fmt.Sprintf("walk-%d", n), Act: act}
	in.HandedIn = w.vouched(in.Subject(), in.Key, actor, &in.Act)
	filed, err := w.effects.File(w.t.Context(), in)
	require.NoError(w.t, err)
	require.Nil(w.t, filed.Refusal)
	w.humans = 1
	w.model.today = calendar.DateOf(when)
	for _, s := range w.model.periods {
		s.from = w.model.today
	}
	return filed.Proceeding
}

func TestFeedbackWalks(t *testing.T) {
	besides(t, feedbackModel, func(w *walk, c cases.Case, n int) {
		no := w.file(law.ProceedingFeedback, c, n, c.Opened, w.people[c.Team.Lead()], proceedings.FileFeedback{Topic: proceedings.TopicWeakPoint})
		walkProceeding(w, no, workflows.Feedback, func(_ proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
			switch kind {
			case proceedings.ActRouteFeedback:
				return proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment, Name: "司法局"}}
			case proceedings.ActAnswerFeedback:
				return proceedings.AnswerFeedback{On: today, Answer: proceedings.FeedbackExplained}
			}
			return commonFacts(kind, today)
		})
	})
}

func TestOversightWalks(t *testing.T) {
	besides(t, oversightModel, func(w *walk, c cases.Case, n int) {
		no := w.file(law.ProceedingOversight, c, n, c.Opened, w.people["clerk"], proceedings.RegisterOversight{Source: proceedings.OversightByHotline,
			From: "12345热线", Topic: proceedings.TopicOfficers, On: calendar.DateOf(c.Opened)})
		walkProceeding(w, no, workflows.Oversight, func(_ proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
			switch kind {
			case proceedings.ActProposeOversightAnswer:
				return proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}
			case proceedings.ActReturnOversightAnswer:
				return proceedings.ReturnOversightAnswer{}
			case proceedings.ActApproveOversightAnswer:
				return proceedings.ApproveOversightAnswer{}
			case proceedings.ActDispatchOversightAnswer:
				return proceedings.DispatchOversightAnswer{On: today}
			}
			return commonFacts(kind, today)
		})
	})
}

func TestObjectionsWalk(t *testing.T) {
	n := 0
	walks(t, objectionModel, func(t *testing.T, w *walk) {
		n++
		w.office = newOffice(t, drawnRecord)
		s := w.firstCase()
		s.concludesUnreachable()
		s.records("clerk", cases.PreparePublication{})
		s.records("director", cases.ApprovePublication{})
		if w.random.IntN(3) > 0 {
			w.model.flags["upheld"] = true
		}
		no := w.file(law.ProceedingObjection, w.caseNow(s.id), n, at("2024-04-08 10:00"), w.people["clerk"], proceedings.RaiseObjection{On: day("2024-04-08 10:00")})
		walkProceeding(w, no, workflows.Objection, func(_ proceedings.Proceeding, kind law.ActKind, today calendar.Date) law.Facts {
			return objectionFacts(w, kind, today)
		})
		entries, err := w.store.CasePublications(t.Context(), s.id)
		require.NoError(t, err)
		want := 1
		if slices.Contains([]string{"objection_answer", "proceeding_closed"}, w.model.stage) && w.model.flags["upheld"] {
			want = 2
		}
		require.Len(t, entries, want, "what was upheld is corrected, and nothing else")
	})
}

func objectionFacts(w *walk, kind law.ActKind, today calendar.Date) law.Facts {
	view := proceedings.ObjectionRejected
	if w.model.flags["upheld"] {
		view = proceedings.ObjectionUpheld
	}
	switch kind {
	case proceedings.ActCheckObjection:
		return proceedings.CheckObjection{Opinion: view}
	case proceedings.ActReturnObjection:
		return proceedings.ReturnObjection{}
	case proceedings.ActDecideObjection:
		return proceedings.DecideObjection{Decision: view}
	case proceedings.ActPrepareCorrectedEntry:
		return proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeNoProblem}}
	case proceedings.ActReturnCorrectedEntry:
		return proceedings.ReturnCorrectedEntry{}
	case proceedings.ActApproveCorrectedEntry:
		return proceedings.ApproveCorrectedEntry{}
	case proceedings.ActAnswerObjection:
		return proceedings.AnswerObjection{On: today, Method: law.ServedByMail}
	}
	return commonFacts(kind, today)
}
