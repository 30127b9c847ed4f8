package inspection_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// dated is a rule of any kind, with the first edition that has it.
type dated struct {
	name, clause string
	law.InForce
	edition *law.Edition
}

// datedRules are all rules that carry a day.
func datedRules(t *testing.T) []dated {
	t.Helper()
	first, second := inspectiontest.Edition2024(t), inspectiontest.Edition2025(t)
	var all []dated
	for _, r := range law.AllCreditRules {
		all = append(all, dated{"credit rules " + r.Code, r.Clause, r.InForce, &law.Edition{From: r.From}})
	}
	for _, e := range law.Editions {
		for _, p := range e.Periods {
			all = append(all, dated{string(p.Kind) + " " + e.Code, p.Clause, p.InForce, firstWith(e, p)})
		}
		for _, p := range []law.LegalPeriod{e.LateEntry, e.TaskEnd} {
			all = append(all, dated{string(p.Kind) + " " + e.Code, p.Clause, p.InForce, e})
		}
		for _, a := range e.Amounts {
			all = append(all, dated{string(a.Kind), a.Clause, a.InForce, first})
		}
		for _, d := range e.Duties {
			all = append(all, dated{string(d.Kind) + " " + e.Code, d.Clause, d.InForce, e})
		}
	}
	for _, r := range tasks.Rules {
		all = append(all, dated{"task " + string(r.Act), r.Clause, r.InForce, first})
	}
	for _, r := range cases.Rules {
		e := first
		if r.Duty != "" {
			e = second
		}
		all = append(all, dated{"case " + string(r.Act), r.Clause, r.InForce, e})
	}
	for _, kind := range law.ProceedingKinds {
		for _, r := range proceedings.Rules(kind) {
			all = append(all, dated{string(kind) + " " + string(r.Act), r.Clause, r.InForce, first})
		}
	}
	return all
}

// firstWith is the first edition that has the period by the same clause.
func firstWith(e *law.Edition, p law.LegalPeriod) *law.Edition {
	for _, first := range law.Editions {
		if same, has := first.Period(p.Kind); has && same.Clause == p.Clause {
			return first
		}
	}
	return e
}

// TestClausesNameInstruments: each clause names instruments that are known, and no
// instrument is there that no clause names.
func TestClausesNameInstruments(t *testing.T) {
	clauses := map[string]string{}
	for _, r := range datedRules(t) {
		clauses[r.name] = r.clause
	}
	for _, o := range inspectiontest.Edition2025(t).Outcomes {
		clauses[string(o.Outcome)] = o.Clause
	}
	seen := map[string]bool{}
	for name, clause := range clauses {
		named, unknown := law.Named(clause)
		require.NotEmpty(t, named, "%s: %s", name, clause)
		require.Empty(t, unknown, "%s: %s", name, clause)
		for _, i := range named {
			seen[i.Name] = true
		}
	}
	for _, i := range law.Instruments {
		require.True(t, seen[i.Name], "no clause names %s", i.Name)
		require.NotEqual(t, i.Undated != "", !i.Since.IsZero() || i.Unconfirmed, "%s has a day, or says why it has none", i.Name)
		require.False(t, i.Since.IsZero() && !i.Unconfirmed && i.Undated == "", i.Name)
	}
}

// TestNoRuleIsYoungerThanItsEdition: a rule's day is that of the youngest instrument
// that it rests on, and not after the day from which it is used.
func TestNoRuleIsYoungerThanItsEdition(t *testing.T) {
	for _, r := range datedRules(t) {
		named, _ := law.Named(r.clause)
		youngest := slices.MaxFunc(named, func(a, b law.Instrument) int { return a.Since.Compare(b.Since) })
		require.Equal(t, youngest.Since, r.Since, r.name)
		require.Equal(t, slices.ContainsFunc(named, func(i law.Instrument) bool { return i.Unconfirmed }), r.Unconfirmed, r.name)
		require.False(t, r.Since.After(r.edition.From), "%s is in force since %s only", r.name, r.Since)
		if r.Since.IsZero() && !r.Unconfirmed {
			require.NotEmpty(t, youngest.Undated, r.name)
		}
	}
}

func TestNamed(t *testing.T) {
	for clause, want := range map[string]string{
		"文件四(四)、(五)":   "文件",
		"附件（抽查时间）、备注2": "附件",
		"附件备注1":        "附件",
		"行政处罚法第36条、第54条第二款；劳动保障监察条例第20条": "行政处罚法 劳动保障监察条例",
		"行政复议法实施条例第49条；行政复议法第64条":        "行政复议法实施条例 行政复议法",
		"关于实施《劳动保障监察条例》若干规定第37条":         "关于实施《劳动保障监察条例》若干规定",
		"本单位规定": "本单位规定",
		"本单位规定（行政复议法第62条；行政诉讼法第81条）":           "本单位规定 行政复议法 行政诉讼法",
		"国办发〔2024〕54号；期限为本单位规定":                "国办发〔2024〕54号 本单位规定",
		"国办发〔2018〕118号（执法全过程记录）；行政处罚法第61条":     "国办发〔2018〕118号 行政处罚法",
		"失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令第58号）": "失信行为纠正后的信用信息修复管理办法（试行）",
		"行政处罚法实施办法第3条":                         "?行政处罚法实施办法第3条",
		"行政许可法第61条；行政处罚法第4条":                   "?行政许可法第61条 行政处罚法",
		"本单位规定（民法典第203条）":                      "?民法典第203条 本单位规定",
		"": "?",
	} {
		named, unknown := law.Named(clause)
		var got []string
		for _, u := range unknown {
			got = append(got, "?"+u)
		}
		for _, i := range named {
			got = append(got, i.Cited[slices.IndexFunc(i.Cited, func(c string) bool { return strings.Contains(clause, c) })])
		}
		require.Equal(t, want, strings.Join(got, " "), clause)
		require.Equal(t, len(unknown) > 0, law.InForceOf(clause).Unconfirmed && !slices.ContainsFunc(named, func(i law.Instrument) bool { return i.Unconfirmed }), clause)
	}
}

// TestSinceOfWhatRestsOnOrder54: before 3 January 2025 nobody is under it, from that
// day on everybody who begins is.
func TestSinceOfWhatRestsOnOrder54(t *testing.T) {
	for _, tc := range []struct {
		day     calendar.Date
		inForce bool
	}{{inspectiontest.Date(2025, 1, 2), false}, {inspectiontest.Date(2025, 1, 3), true}, {inspectiontest.Date(2025, 1, 4), true}} {
		require.Equal(t, tc.inForce, !tc.day.Before(law.InForceOf("国办发〔2024〕54号").Since), tc.day)
		e, err := law.EditionFor(tc.day, false)
		require.NoError(t, err)
		_, has := e.Duty(law.DutyVisitApproval)
		require.Equal(t, tc.inForce, has, tc.day)
	}
}

func TestInForceOf(t *testing.T) {
	for clause, want := range map[string]string{
		"劳动保障监察条例第17条":           "2004-12-01",
		"劳动保障监察条例第20条；行政处罚法第36条": "2021-07-15",
		"本单位规定（行政处罚法第64条）":       "2024-01-18",
		"国家发展改革委令第58号":           "2023-05-01（未核实）",
		"行政处罚法第27条；高检会〔2006〕2号":  "2021-07-15（未核实）",
		"高检会〔2006〕2号":            "未核实",
		"各期限条款":                  "随所涉依据",
		"行政处罚法第27条；某办法第1条":       "2021-07-15（未核实）",
	} {
		require.Equal(t, want, law.InForceOf(clause).SinceText(), clause)
	}
}
