package workflows_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// walkProceeding is the walk of one proceeding that is open on record.
func walkProceeding(w *walk, no string, workflow any, sound func(inspection.Proceeding, inspection.ActKind, calendar.Date) inspection.Facts) {
	look := func(p inspection.Proceeding) subject {
		return subject{stage: string(p.Stage), suspended: p.Suspended(), seq: p.Seq, deadlines: p.Deadlines, allowed: p.Allowed(inspection.Actor{}), team: p.Team, entity: p.Entity}
	}
	now := func() inspection.Proceeding {
		p, err := w.store.Proceeding(w.t.Context(), no)
		require.NoError(w.t, err)
		return p
	}
	opened := now()
	w.walked = walked{id: no,
		known:    func() subject { return look(query[inspection.Proceeding](w)) },
		onRecord: func() subject { return look(now()) },
		anyFacts: func(kind inspection.ActKind) inspection.Facts { return sound(opened, kind, calendar.Date{}) },
		facts: func(kind inspection.ActKind) (inspection.Facts, string) {
			whose := w.model.whose(kind)
			switch kind {
			case inspection.ActExtendDeadline:
				return w.extension()
			case inspection.ActReplaceInvestigator:
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
		require.Equal(w.t, inspection.ProceedingClosed, now().Stage)
	}
}

// replacement of one of the team by an inspector who is not on it.
func (w *walk) replacement(p inspection.Proceeding) (inspection.Facts, string) {
	all, err := w.store.AllInspectors(w.t.Context())
	require.NoError(w.t, err)
	for _, i := range all {
		aside := p.Penalty != nil && slices.ContainsFunc(p.Penalty.Recusals, func(r inspection.Recusal) bool { return r.Upheld && r.Certificate == i.Certificate })
		if !aside && !p.Team.Has(i.Certificate) && i.MayInvestigate(p.Entity, calendar.DateOf(w.env.Now())) == nil {
			return inspection.ReplaceInvestigator{Out: p.Team[w.random.IntN(len(p.Team))], In: i.Certificate}, "director"
		}
	}
	return nil, ""
}

// commonFacts are those of the acts that every kind has.
func commonFacts(kind inspection.ActKind, today calendar.Date) inspection.Facts {
	switch kind {
	case inspection.ActSuspend:
		return inspection.Suspend{On: today}
	case inspection.ActResume:
		return inspection.Resume{On: today}
	case inspection.ActReplaceInvestigator:
		return inspection.ReplaceInvestigator{}
	}
	return inspection.ExtendDeadline{}
}

// besides calls one for each walk with a case of an office that all share.
func besides(t *testing.T, model func() *model, one func(w *walk, c inspection.Case, n int)) {
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
func (w *walk) opens(kind inspection.ProceedingKind, c inspection.Case, n int, first string) string {
	o := inspection.ProceedingOpening{No: inspection.ProceedingNo(c.No, kind, n), Kind: kind, Case: c.No, Task: c.Task,
		Entity: c.Entity, Edition: c.Edition, Department: c.Department, Items: c.Items[:1], Team: c.Team, At: c.Opened}
	edition, err := inspection.EditionOf(c.Edition)
	require.NoError(w.t, err)
	p, _, err := inspection.OpenProceeding(o, inspection.Law{Edition: edition, Calendar: calendar.Embedded()})
	require.NoError(w.t, err)
	_, err = w.store.OpenProceeding(w.t.Context(), record.ProceedingOpening{Proceeding: p, Act: record.Act{Kind: inspection.ActOpenCase, Name: "立项", Clause: "文件四(五)",
		Actor: "system", ActorRole: inspection.RoleSystem, Happened: c.Opened, Entered: c.Opened, Recorded: c.Opened}})
	require.NoError(w.t, err)
	w.model.today = calendar.DateOf(c.Opened)
	w.model.open(first)
	return p.No
}

func TestReferralsWalk(t *testing.T) {
	besides(t, referralModel, func(w *walk, c inspection.Case, n int) {
		no := w.opens(inspection.ProceedingReferral, c, n, "referral_proposal:5")
		walkProceeding(w, no, workflows.Referral, func(p inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
			return referralFacts(w, p, kind, today)
		})
	})
}

func TestPoliceReferralsWalk(t *testing.T) {
	besides(t, policeModel, func(w *walk, c inspection.Case, n int) {
		for _, f := range words("refuses refuses maintains no-case") { // mostly refused: there is more to do
			if w.random.IntN(2) == 0 {
				w.model.flags[f] = true
			}
		}
		no := w.opens(inspection.ProceedingPolice, c, n, "police_report:5")
		walkProceeding(w, no, workflows.PoliceReferral, func(p inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
			return policeFacts(w, p, kind, today)
		})
	})
}

func policeFacts(w *walk, p inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
	answer := func(refused bool) inspection.PoliceAnswer {
		if refused {
			return inspection.PoliceRefuses
		}
		return inspection.PoliceFiles
	}
	flags := w.model.flags
	switch kind {
	case inspection.ActWritePoliceReport:
		return inspection.WritePoliceReport{}
	case inspection.ActDecideTransfer:
		return inspection.DecideTransfer{}
	case inspection.ActDecideNoTransfer:
		return inspection.DecideNoTransfer{}
	case inspection.ActSendPoliceFile:
		return inspection.SendPoliceFile{At: w.env.Now(), Method: inspection.HandedInPerson, Penalty: inspection.NoPenaltyDecided}
	case inspection.ActRecordProcuratorateCopy:
		return inspection.RecordProcuratorateCopy{On: today}
	case inspection.ActRecordPoliceReceipt:
		return inspection.RecordPoliceReceipt{On: today}
	case inspection.ActRecordPoliceForwarding:
		return inspection.RecordPoliceForwarding{On: today}
	case inspection.ActRecordPoliceDecision:
		return inspection.RecordPoliceDecision{Answer: answer(flags["refuses"]), DecidedOn: today, ToldOn: today}
	case inspection.ActRequestPoliceReconsideration:
		if s := w.model.periods["police_objection"]; s != nil && s.overdue && !today.IsZero() {
			return nil // a right that ends with its three days
		}
		return inspection.RequestPoliceReconsideration{On: today}
	case inspection.ActRecordPoliceReconsideration:
		return inspection.RecordPoliceReconsideration{Answer: answer(flags["maintains"]), DecidedOn: today, ToldOn: today}
	case inspection.ActSuggestSupervision:
		return inspection.SuggestSupervision{On: today}
	case inspection.ActRecordSupervision:
		return inspection.RecordSupervision{Answer: answer(flags["no-case"] && flags["copied"]), ToldOn: today}
	case inspection.ActAcceptPoliceRefusal:
		return inspection.AcceptPoliceRefusal{}
	case inspection.ActHandOverEvidence:
		return inspection.HandOverEvidence{On: today}
	case inspection.ActSuspend:
		if p.Stage == inspection.PoliceTransfer && !today.IsZero() {
			return nil
		}
	}
	return commonFacts(kind, today)
}

func referralFacts(w *walk, p inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
	switch kind {
	case inspection.ActProposeReferral:
		return inspection.ProposeReferral{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: fmt.Sprintf("第%d个部门", len(p.Referral.Declined)+1)}}
	case inspection.ActApproveReferral:
		return inspection.ApproveReferral{}
	case inspection.ActReturnReferral:
		return inspection.ReturnReferral{}
	case inspection.ActRefuseReferral:
		return inspection.RefuseReferral{}
	case inspection.ActHandOverReferral:
		return inspection.HandOverReferral{On: today, Method: inspection.HandedByPost}
	case inspection.ActRecordReferralReceipt:
		return inspection.RecordReferralReceipt{On: today}
	case inspection.ActRecordReferralReply:
		if !w.model.flags["declined"] {
			return inspection.RecordReferralReply{On: today, Answer: inspection.ReferralDeclined}
		}
		return inspection.RecordReferralReply{On: today, Answer: inspection.ReferralTaken, Result: inspection.ReferralOther}
	case inspection.ActPrepareReferralResult:
		return inspection.PrepareReferralResult{}
	case inspection.ActReturnReferralResult:
		return inspection.ReturnReferralResult{}
	case inspection.ActApproveReferralResult:
		return inspection.ApproveReferralResult{}
	}
	return commonFacts(kind, today)
}

// file puts an act on record at that time with which a proceeding begins, and
// answers its number.
func (w *walk) file(kind inspection.ProceedingKind, c inspection.Case, n int, when time.Time, actor inspection.Actor, facts inspection.Facts) string {
	w.now = func() time.Time { return when }
	act, err := inspection.NewAct(actor, time.Time{}, facts)
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
	besides(t, feedbackModel, func(w *walk, c inspection.Case, n int) {
		no := w.file(inspection.ProceedingFeedback, c, n, c.Opened, w.people[c.Team.Lead()], inspection.FileFeedback{Topic: inspection.TopicWeakPoint})
		walkProceeding(w, no, workflows.Feedback, func(_ inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
			switch kind {
			case inspection.ActRouteFeedback:
				return inspection.RouteFeedback{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: "司法局"}}
			case inspection.ActAnswerFeedback:
				return inspection.AnswerFeedback{On: today, Answer: inspection.FeedbackExplained}
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
		s.records("clerk", inspection.PreparePublication{})
		s.records("director", inspection.ApprovePublication{})
		if w.random.IntN(3) > 0 {
			w.model.flags["upheld"] = true
		}
		no := w.file(inspection.ProceedingObjection, w.caseNow(s.id), n, at("2024-04-08 10:00"), w.people["clerk"], inspection.RaiseObjection{On: day("2024-04-08 10:00")})
		walkProceeding(w, no, workflows.Objection, func(_ inspection.Proceeding, kind inspection.ActKind, today calendar.Date) inspection.Facts {
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

func objectionFacts(w *walk, kind inspection.ActKind, today calendar.Date) inspection.Facts {
	view := inspection.ObjectionRejected
	if w.model.flags["upheld"] {
		view = inspection.ObjectionUpheld
	}
	switch kind {
	case inspection.ActCheckObjection:
		return inspection.CheckObjection{Opinion: view}
	case inspection.ActReturnObjection:
		return inspection.ReturnObjection{}
	case inspection.ActDecideObjection:
		return inspection.DecideObjection{Decision: view}
	case inspection.ActPrepareCorrectedEntry:
		return inspection.PrepareCorrectedEntry{Result: inspection.PublishedResult{Outcome: inspection.OutcomeNoProblem}}
	case inspection.ActReturnCorrectedEntry:
		return inspection.ReturnCorrectedEntry{}
	case inspection.ActApproveCorrectedEntry:
		return inspection.ApproveCorrectedEntry{}
	case inspection.ActAnswerObjection:
		return inspection.AnswerObjection{On: today, Method: inspection.ServedByMail}
	}
	return commonFacts(kind, today)
}
