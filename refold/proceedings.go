package refold

import (
	"context"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// Proceeding performs the proceeding's acts again; the first is its opening, or the
// act of the person who began it.
//
// Errors: [Missing], and those of reading.
func (p *Past) Proceeding(ctx context.Context, r Reader, x proceedings.Proceeding, acts []record.Act) (Folded[proceedings.Proceeding], error) {
	out := Folded[proceedings.Proceeding]{Recounted: p.recounted(x.Calendar, acts)}
	l, err := p.Law(x.Edition, x.Calendar)
	if err != nil {
		return out, missing("proceedings", x.No, "edition_unknown", "后续处理程序%s所用的规则版本%s不存在。", x.No, x.Edition)
	}
	opening, err := openingOf(ctx, r, x, acts)
	if err != nil {
		return out, err
	}
	rest := acts
	if !proceedings.BeginsByAct(x.Kind) {
		out.Open = func(l law.Law) (proceedings.Proceeding, error) {
			o := opening
			o.Edition = l.Edition.Code
			begun, _, err := proceedings.Open(o, l)
			return begun, err
		}
		if out.Steps, out.Stopped = begin(opening, acts[0], l); len(out.Steps) == 0 {
			return out, nil
		}
		rest = acts[1:]
	}
	steps, stopped := fold(p, out.Last(), rest, func(s proceedings.Proceeding, a law.Act) (Step[proceedings.Proceeding], error) {
		s.Deadlines = Meant(s.Deadlines, a, out.Recounted)
		if a.Kind == law.ActRecount {
			s.Seq++
			return Step[proceedings.Proceeding]{After: s}, nil
		}
		var next proceedings.Proceeding
		var effects proceedings.Effects
		var err error
		if s.No == "" {
			next, effects, err = proceedings.OpenByAct(opening, a, l)
		} else {
			next, effects, err = s.Apply(a, l)
		}
		return Step[proceedings.Proceeding]{After: next, Notices: effects.Notices, Entry: effects.Entry}, err
	})
	out.Steps, out.Stopped = append(out.Steps, steps...), stopped
	return out, nil
}

// begin is the step of a proceeding that opens without an act of a person, or what the
// law has against it.
func begin(o proceedings.Opening, act record.Act, l law.Law) ([]Step[proceedings.Proceeding], error) {
	begun, notices, err := proceedings.Open(o, l)
	if err != nil {
		return nil, err
	}
	return []Step[proceedings.Proceeding]{{Act: act, After: begun, Notices: notices}}, nil
}

// openingOf is what the proceeding began with: what never changes, and the team
// taken back behind each replacement. What a case decided anew began with stands in
// the case before it.
func openingOf(ctx context.Context, r Reader, x proceedings.Proceeding, acts []record.Act) (proceedings.Opening, error) {
	o := proceedings.Opening{No: x.No, Kind: x.Kind, Case: x.Case, Task: x.Task, Entity: x.Entity, Edition: x.Edition, Department: x.Department,
		Items: x.Items, SelfReported: x.SelfReported, Found: x.Found, At: x.Opened}
	if x.Kind != law.ProceedingPenalty { // of a penalty case its acts name it
		o.Party = x.Party
	}
	if x.Case != "" {
		o.Team = firstInvestigators(x.Team, acts)
	}
	if x.Objection != nil {
		o.Objection = &proceedings.ObjectionFile{Publication: x.Objection.Publication, Published: x.Objection.Published, Lengths: x.Objection.Lengths}
	}
	if x.Oversight != nil {
		o.Oversight = &proceedings.OversightFile{Lengths: x.Oversight.Lengths}
	}
	follows, ok, err := succession(ctx, r, x)
	if ok {
		o, o.At = follows, x.Opened
		o.Team = firstInvestigators(x.Team, acts)
	}
	return o, err
}

// succession is what a penalty case began with that follows another one; false where
// it follows none, or none that would have led to it.
func succession(ctx context.Context, r Reader, x proceedings.Proceeding) (o proceedings.Opening, follows bool, err error) {
	if x.Penalty == nil {
		return o, false, nil
	}
	switch w := x.Penalty; {
	case w.Anew != nil:
		before, err := followed(ctx, r, x, w.Anew.Of)
		if err != nil {
			return o, false, err
		}
		o, follows = before.DecidedAnewAs(x.No)
	case w.Resumed != nil:
		before, err := followed(ctx, r, x, w.Resumed.Of)
		if err != nil {
			return o, false, err
		}
		referral, err := followed(ctx, r, x, w.Resumed.Referral)
		if err != nil {
			return o, false, err
		}
		o, follows = before.Resumed(referral)
	}
	return o, follows, nil
}

// followed is what a proceeding followed, as it is on record.
func followed(ctx context.Context, r Reader, x proceedings.Proceeding, no string) (proceedings.Proceeding, error) {
	before, err := r.Proceeding(ctx, no)
	if Absent(err) {
		return before, missing("proceedings", no, "proceeding_missing", "后续处理程序%s的前案%s不在案卷中。", x.No, no)
	}
	return before, err
}

// firstInvestigators takes back, from the last on, who took whose place.
func firstInvestigators(now law.Team, acts []record.Act) law.Team {
	team := slices.Clone(now)
	back := func(in, out string) {
		if i := slices.Index(team, in); i >= 0 {
			team[i] = out
		}
	}
	for _, a := range slices.Backward(acts) {
		switch a.Kind {
		case proceedings.ActReplaceInvestigator:
			if f, err := law.FactsOf[proceedings.ReplaceInvestigator](law.Act{Facts: a.Facts}); err == nil {
				back(f.In, f.Out)
			}
		case proceedings.ActDecideInvestigatorRecusal:
			if f, err := law.FactsOf[proceedings.DecideInvestigatorRecusal](law.Act{Facts: a.Facts}); err == nil && f.Upheld && f.In != "" {
				back(f.In, f.Certificate)
			}
		}
	}
	return team
}
