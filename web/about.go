package web

import (
	"context"
	"slices"
	"strconv"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// aboutPeople is what every form may ask of: the clock, the team, the inspectors.
func (s *console) aboutPeople(ctx context.Context, p door.Person, team law.Team) (forms.About, error) {
	about := forms.About{So: map[forms.Fact]bool{forms.OnPaper: true}, Options: map[forms.Source][]forms.Option{}}
	var err error
	if about.Now, err = s.office.Now(ctx); err != nil {
		return about, err
	}
	inspectors, err := s.office.Inspectors(ctx, p.Actor)
	if err != nil {
		return about, err
	}
	about.Options[forms.FromTeam] = certificates(team, inspectors)
	today := calendar.DateOf(about.Now)
	var able law.Team
	for _, i := range inspectors {
		if i.Active && !i.ValidThrough.Before(today) {
			able = append(able, i.Certificate)
		}
	}
	about.Options[forms.FromInspectors] = certificates(able, inspectors)
	return about, nil
}

// onRecord puts facts to where a form has them.
type onRecord struct {
	Facts any `json:"facts"`
}

// certificates are the inspectors behind the certificates, in their order.
func certificates(wanted law.Team, inspectors []registers.Inspector) []forms.Option {
	out := make([]forms.Option, len(wanted))
	for i, certificate := range wanted {
		out[i] = forms.Option{Value: certificate, Name: certificate}
		if n := slices.IndexFunc(inspectors, func(p registers.Inspector) bool { return p.Certificate == certificate }); n >= 0 {
			out[i].Name = inspectors[n].Name + "（" + certificate + "，" + inspectors[n].Department + "）"
		}
	}
	return out
}

// namesOfItems names items by their codes.
func namesOfItems(items []registers.Item) func(codes []string) []forms.Option {
	return func(codes []string) []forms.Option {
		out := make([]forms.Option, len(codes))
		for i, code := range codes {
			out[i] = forms.Option{Value: code, Name: code}
			if n := slices.IndexFunc(items, func(it registers.Item) bool { return it.Code == code }); n >= 0 {
				out[i].Name = code + " " + items[n].Name
			}
		}
		return out
	}
}

func periodOptions(running law.Deadlines) []forms.Option {
	out := make([]forms.Option, len(running))
	for i, d := range running {
		out[i] = forms.Option{Value: string(d.Kind), Name: d.Name + "（" + d.Last.ChineseString() + "届满）"}
	}
	return out
}

// entryOptions are the acts on record, the latest first.
func entryOptions(history []bureau.ActView) []forms.Option {
	out := make([]forms.Option, 0, len(history))
	for _, a := range slices.Backward(history) {
		out = append(out, forms.Option{Value: strconv.Itoa(a.Seq), Name: "第" + strconv.Itoa(a.Seq) + "号 " + a.Name + "（" + moment(a.Happened) + "）"})
	}
	return out
}

// outcomesOf are the outcomes that the edition knows, by what they can be chosen for.
func outcomesOf(e *law.Edition, into map[forms.Source][]forms.Option) {
	for _, o := range e.Outcomes {
		option := forms.Option{Value: string(o.Outcome), Name: o.Name}
		into[forms.FromOutcomes] = append(into[forms.FromOutcomes], option)
		if o.Problem {
			into[forms.FromItemResults] = append(into[forms.FromItemResults], option)
		}
		if o.Attempt {
			into[forms.FromAttempts] = append(into[forms.FromAttempts], option)
		}
	}
}
