package activities

import (
	"context"
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// OpenProceedings opens a proceeding for each branch of the case and starts its
// workflow. Those that are open already are success, so it can be repeated from
// any point.
func (a *Activities) OpenProceedings(ctx context.Context, caseNo string) (int, error) {
	c, err := a.record.Case(ctx, caseNo)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, b := range c.Branches {
		if b.No == "" {
			continue // of a time before proceedings
		}
		o := proceedings.Opening{No: b.No, Kind: b.Kind, Case: c.No, Task: c.Task, Entity: c.Entity, Edition: c.Edition,
			Department: c.Department, Items: b.Items, SelfReported: c.SelfReported(b.Items), Team: c.Team}
		if c.Visit != nil {
			o.Found = calendar.DateOf(c.Visit.Ended)
		}
		if err := a.openProceeding(ctx, o, law.System); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// openProceeding opens one and starts its workflow.
func (a *Activities) openProceeding(ctx context.Context, o proceedings.Opening, by law.Actor) error {
	clock, err := a.clock(ctx)
	if err != nil {
		return err
	}
	o.At = clock.Now
	l, err := a.law(ctx, o.Edition)
	if err != nil {
		return err
	}
	p, notices, err := proceedings.Open(o, l)
	if err != nil {
		return err
	}
	d, err := a.delivery(ctx, notices, a.against(p, nil), false, clock)
	if err != nil {
		return err
	}
	name, err := a.entityName(ctx, o.Entity)
	if err != nil {
		return err
	}
	opening := record.ProceedingOpening{Proceeding: p, Act: record.Act{Subject: p.No, Seq: 1, Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(四)、(五)",
		Actor: by.ID, ActorRole: roleOf(by, []law.Who{{Role: law.RoleSystem}, {Role: law.RoleClerk}}),
		Happened: clock.Now, Entered: clock.Now, Recorded: registers.Recorded(a.now()), Key: "open"}}
	opening.Inbox, opening.Mail = d.of(p.No, notices, clock.Now)
	if p, err = a.record.OpenProceeding(ctx, opening); err != nil {
		return err
	}
	if !p.Stage.Open() {
		return nil
	}
	return a.procedures.StartProceeding(ctx, p, name, clock)
}

// FollowProceeding tells those who wait for the proceeding what has become of it:
// the case from which it came, once it is handed over and once it has ended, and
// the penalty cases for the same facts, which wait while the police decide. Each
// is put on record first; a workflow that runs then takes it in.
func (a *Activities) FollowProceeding(ctx context.Context, no string) error {
	p, err := a.record.Proceeding(ctx, no)
	if err != nil {
		return err
	}
	if err := a.settleBranch(ctx, p); err != nil {
		return err
	}
	switch p.Kind {
	case law.ProceedingPolice:
		return a.followPolice(ctx, p)
	case law.ProceedingPenalty:
		return a.followTransfer(ctx, p)
	case law.ProceedingReferral, law.ProceedingFeedback, law.ProceedingObjection, law.ProceedingOversight:
	}
	return nil
}

// decideAnew opens the penalty case that an order to decide anew asks for, and starts
// its workflow.
func (a *Activities) decideAnew(ctx context.Context, p proceedings.Proceeding) error {
	if o, ordered := p.DecidedAnew(); ordered {
		return a.openProceeding(ctx, o, law.System)
	}
	return nil
}

// settleBranch tells the case from which the proceeding came. One that another
// proceeding brought about is none of its branches.
func (a *Activities) settleBranch(ctx context.Context, p proceedings.Proceeding) error {
	if p.Case == "" || !p.HandedOver() {
		return nil
	}
	c, err := a.record.Case(ctx, p.Case)
	if err != nil || !slices.ContainsFunc(c.Branches, func(b cases.Branch) bool { return b.No == p.No }) {
		return err
	}
	clock, err := a.clock(ctx)
	if err != nil {
		return err
	}
	ended := !p.Stage.Open()
	return a.changeCase(ctx, p.Case, fmt.Sprintf("settle_branch/%s/%t", p.No, ended),
		cases.SettleBranch{No: p.No, Ended: ended, On: calendar.DateOf(clock.Now)}, a.changeOfCase)
}

// followPolice lets the penalty cases for the same facts wait while the police
// decide and, if they file a case, while that one runs; if they file none, the penalty
// cases go on (行政处罚法第27条).
func (a *Activities) followPolice(ctx context.Context, p proceedings.Proceeding) error {
	clock, err := a.clock(ctx)
	if err != nil {
		return err
	}
	var facts law.Facts
	switch today := calendar.DateOf(clock.Now); {
	case p.PoliceFiled():
		facts = proceedings.AwaitCriminalCase{By: p.No, On: p.Police.FiledOn}
	case p.HoldsPenalty():
		facts = proceedings.HoldProceeding{By: p.No, On: today}
	case !p.Stage.Open():
		facts = proceedings.ReleaseProceeding{By: p.No, On: today}
	default:
		return nil
	}
	waiting, err := a.penaltiesFor(ctx, p)
	if err != nil {
		return err
	}
	act, err := law.NewAct(law.System, time.Time{}, facts)
	if err != nil {
		return err
	}
	key := fmt.Sprintf("%s/%s", facts.Kind(), p.No)
	for _, no := range waiting {
		if _, err := a.changeOfProceeding(ctx, ProceedingAct{Proceeding: no, Key: key, Act: act}); err != nil {
			return err
		}
		if err := a.procedures.TellProceeding(ctx, no, UpdateRecordChanged, a.updateID(no, key), Announcement{ID: key, Update: UpdateRecordChanged}); err != nil {
			return err
		}
	}
	return nil
}

// penaltiesFor are the open penalty cases for the same facts, by their numbers. The
// one that goes on for a case which was decided by this referral is opened first: the
// bureau has to deal with what the police do not file (行政执法机关移送涉嫌犯罪案件的规定
// 第10条).
func (a *Activities) penaltiesFor(ctx context.Context, p proceedings.Proceeding) ([]string, error) {
	var out []string
	before, err := a.record.Proceeding(ctx, p.ReferredBy())
	if err != nil && law.KindOf(err) != law.KindNotFound {
		return nil, err
	}
	if err == nil {
		if o, goesOn := before.Resumed(p); goesOn {
			if err := a.openProceeding(ctx, o, law.System); err != nil {
				return nil, err
			}
			out = append(out, o.No)
		}
	}
	if p.Case == "" {
		return out, nil
	}
	siblings, err := a.record.ProceedingsOfCase(ctx, p.Case)
	for _, s := range siblings {
		if s.Kind == law.ProceedingPenalty && s.Stage.Open() && s.SameFacts(p) && !slices.Contains(out, s.No) {
			out = append(out, s.No)
		}
	}
	return out, err
}

// followTransfer opens the referral by which a penalty case was decided (移送,
// 行政处罚法第57条第一款第四项).
func (a *Activities) followTransfer(ctx context.Context, p proceedings.Proceeding) error {
	if p.Ending != proceedings.PenaltyEndedTransferred {
		return nil
	}
	to := p.Penalty.Decision.Terms.Transfer
	return a.openProceeding(ctx, p.Successor(to, law.ProceedingNo(p.No, to, 1)), law.System)
}
