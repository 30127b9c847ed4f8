package refold

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Case performs the case's acts again, its opening first. What it began with is fixed
// for ever but for the team, which the draw's evidence has. A recount names the
// calendar that came; today's is all that there is, and takes its place.
//
// Errors: [Missing].
func (p *Past) Case(k cases.Case, d DrawnTask, acts []record.Act) (Folded[cases.Case], error) {
	out := Folded[cases.Case]{Recounted: p.recounted(k.Calendar, acts)}
	if len(acts) == 0 || acts[0].Kind != cases.ActOpenCase {
		return out, missing("acts", k.No, "opening_missing", "案件%s没有立项记录。", k.No)
	}
	l, err := p.Law(k.Edition, k.Calendar)
	if err != nil {
		return out, missing("cases", k.No, "edition_unknown", "案件%s所用的规则版本%s不存在。", k.No, k.Edition)
	}
	for _, team := range firstTeams(k, d, acts) {
		out.Open = func(l law.Law) (cases.Case, error) {
			begin, err := cases.Open(cases.Opening{No: k.No, Task: k.Task, Entity: k.Entity, Kind: k.Kind, Grade: k.Grade, Edition: l.Edition.Code, Department: k.Department,
				Replaces: k.Replaces, Items: k.Items, Team: team, Lengths: d.Task.Rules.Lengths, Under54: k.Under54, BodyUnstated: k.BodyUnstated, At: acts[0].Happened}, l)
			begin.Seq = 1
			return begin, err
		}
		var begin cases.Case
		if begin, out.Stopped = out.Open(l); out.Stopped != nil {
			continue
		}
		var steps []Step[cases.Case]
		steps, out.Stopped = fold(p, begin, acts[1:], func(s cases.Case, a law.Act) (Step[cases.Case], error) {
			s.Deadlines = Meant(s.Deadlines, a, out.Recounted)
			if a.Kind == law.ActRecount {
				s.Seq++
				return Step[cases.Case]{After: s}, nil
			}
			next, notices, err := s.Apply(a, l)
			return Step[cases.Case]{After: next, Notices: notices}, err
		})
		out.Steps = slices.Insert(steps, 0, Step[cases.Case]{Act: acts[0], After: begin})
		if out.Stopped == nil {
			break
		}
	}
	return out, nil
}

// firstTeams are the teams with which the case may have begun: the drawn one; of a
// case that is not in the evidence, that of today or, where somebody was replaced,
// the one after the first replacement with the leaver in each of its places.
func firstTeams(k cases.Case, d DrawnTask, acts []record.Act) []law.Team {
	if one, is := d.Cases[k.No]; is && len(one.Team) > 0 {
		return []law.Team{one.Team}
	}
	for _, a := range acts {
		if a.Kind != cases.ActReplaceInspector {
			continue
		}
		f, err := law.FactsOf[cases.ReplaceInspector](law.Act{Facts: a.Facts})
		if err != nil {
			break
		}
		var teams []law.Team
		for i := range f.Team {
			team := slices.Clone(f.Team)
			team[i] = f.Out
			teams = append(teams, team)
		}
		return teams
	}
	return []law.Team{k.Team}
}
