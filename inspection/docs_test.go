package inspection_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

var update = flag.Bool("update", false, "write the generated tables into docs/procedure.md")

// tables are the parts of docs/procedure.md that the code knows better.
func tables(t *testing.T) map[string]string {
	t.Helper()
	e, next, latest := inspectiontest.Edition2024(t), inspectiontest.Edition2025(t), inspectiontest.Edition2026(t)
	out := map[string]string{
		"case acts": caseTable(), "task acts": taskTable(), "periods 2024": periodTable(append(slices.Clone(e.Periods), e.LateEntry, e.TaskEnd)), "outcomes 2024": outcomeTable(e),
		"penalty acts":   actTable(proceedings.Rules(law.ProceedingPenalty), proceedings.Stages(law.ProceedingPenalty)),
		"referral acts":  actTable(proceedings.Rules(law.ProceedingReferral), proceedings.Stages(law.ProceedingReferral)),
		"police acts":    actTable(proceedings.Rules(law.ProceedingPolice), proceedings.Stages(law.ProceedingPolice)),
		"feedback acts":  actTable(proceedings.Rules(law.ProceedingFeedback), proceedings.Stages(law.ProceedingFeedback)),
		"objection acts": actTable(proceedings.Rules(law.ProceedingObjection), proceedings.Stages(law.ProceedingObjection)),
		"oversight acts": actTable(proceedings.Rules(law.ProceedingOversight), proceedings.Stages(law.ProceedingOversight)),
		"amounts 2024":   amountTable(e),
		"instruments":    instrumentTable(),
		"duties 2026":    dutyTable(latest), "periods 2026": periodTable(changed(next.Periods, latest.Periods)), "credit rules": creditTable(),
		"duties 2025": dutyTable(next), "periods 2025": periodTable(next.Periods[len(e.Periods):]),
	}
	for _, p := range procedures() {
		out[p.name+" stages"] = stagesOf(p)
	}
	return out
}

func table(head []string, rows [][]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(head, " | "), strings.Repeat("---|", len(head)))
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(r, " | "))
	}
	return b.String()
}

func joined[T interface{ Chinese() string }](all []T) string {
	out := make([]string, len(all))
	for i, one := range all {
		out[i] = one.Chinese()
	}
	return strings.Join(out, "、")
}

func mark(yes bool, text string) string {
	if yes {
		return text
	}
	return ""
}

func caseTable() string { return actTable(cases.Rules, cases.OpenStages) }

// actTable are the acts of any subject whose table is one of rules; open are all
// stages at which it can be.
func actTable[S any, G interface {
	comparable
	Chinese() string
}, T any](rules []law.Rule[S, G, T], open []G) string {
	var rows [][]string
	for _, r := range rules {
		stages := joined(r.Stages)
		if slices.Equal(r.Stages, open) {
			stages = "各未结阶段"
		}
		rows = append(rows, []string{r.Name, "`" + string(r.Act) + "`", stages, joined(r.Who), mark(r.Reason, "必填"), mark(r.WhileSuspended, "可"), mark(r.Duty != "", "2025年版起"), r.Clause, r.SinceText()})
	}
	return table([]string{"Act 事项", "Code", "Stages 阶段", "Who 办理人", "Reason 理由", "While suspended 中止期间", "Edition 版本", "Clause 依据", "Since 施行"}, rows)
}

func taskTable() string {
	var rows [][]string
	for _, r := range tasks.Rules {
		rows = append(rows, []string{r.Name, "`" + string(r.Act) + "`", joined(r.Stages), whoOfTask(r), mark(r.Reason, "必填"), r.Clause, r.SinceText()})
	}
	return table([]string{"Act 事项", "Code", "Stages 阶段", "Who 办理人", "Reason 理由", "Clause 依据", "Since 施行"}, rows)
}

func whoOfTask(r tasks.Rule) string {
	if r.WhoAfterDraw == nil {
		return joined(r.Who)
	}
	return joined(r.Who) + "；名单锁定后：" + joined(r.WhoAfterDraw)
}

func amountTable(e *law.Edition) string {
	var rows [][]string
	for _, a := range e.Amounts {
		rows = append(rows, []string{a.Name, "`" + string(a.Kind) + "`", fmt.Sprintf("%d元", a.Fen/100), a.Clause, a.SinceText()})
	}
	return table([]string{"Amount 数额", "Code", "Yuan 元", "Source 依据", "Since 施行"}, rows)
}

// changed are the periods that are not among those before.
func changed(before, now []law.LegalPeriod) []law.LegalPeriod {
	return slices.DeleteFunc(slices.Clone(now), func(p law.LegalPeriod) bool {
		i := slices.IndexFunc(before, func(b law.LegalPeriod) bool { return b.Kind == p.Kind })
		return i >= 0 && before[i].Period == p.Period && before[i].Clause == p.Clause
	})
}

// creditTable is how long decisions are shown, by the day and their grade.
func creditTable() string {
	var rows [][]string
	for _, r := range law.AllCreditRules {
		for _, g := range law.PublicityGrades {
			term := r.Term(g)
			shortest := term.Shortest.String()
			if term.Shortest.Amount == 0 {
				shortest = "履行完毕即可申请修复"
			}
			shown := "公示"
			if !g.ByDefault() {
				shown = "原则上不公示"
			}
			rows = append(rows, []string{r.From.String(), g.Chinese(), "`" + string(g) + "`", shown, shortest, term.Longest.String(), r.Clause, r.SinceText()})
		}
	}
	return table([]string{"From 自", "Grade 公示等级", "Code", "Shown 公示", "Shortest 最短", "Longest 最长", "Clause 依据", "Since 施行"}, rows)
}

func periodTable(periods []law.LegalPeriod) string {
	var rows [][]string
	for _, p := range periods {
		extend := "不得延长"
		if p.ExtendBy != "" {
			extend = p.ExtendBy.Chinese()
		}
		length, from := p.Period.String(), p.From
		if p.NoRoll {
			length += "（末日不顺延）"
		}
		if p.Kind == law.DeadlineTask {
			length, from = "至所定之日", "—"
		}
		rows = append(rows, []string{p.Name, "`" + string(p.Kind) + "`", length, from, p.Clause, p.SinceText(), extend, joined(p.Responsible), joined(p.Escalate)})
	}
	return table([]string{"Period 期限", "Code", "Length 时长", "From 起算", "Source 依据", "Since 施行", "Extended by 延长", "Reminded 提醒", "Told when passed 届满告知"}, rows)
}

func instrumentTable() string {
	var rows [][]string
	for _, i := range law.Instruments {
		since := law.InForce{Since: i.Since, Unconfirmed: i.Unconfirmed}.SinceText()
		if i.Undated != "" {
			since = i.Undated
		}
		rows = append(rows, []string{i.Name, strings.Join(i.Cited, "、"), since})
	}
	return table([]string{"Instrument 文件", "Cited as 引用", "Since 施行"}, rows)
}

func dutyTable(e *law.Edition) string {
	var rows [][]string
	for _, d := range e.Duties {
		var acts []string
		for _, r := range cases.Rules {
			if r.Duty == d.Kind {
				acts = append(acts, r.Name)
			}
		}
		rows = append(rows, []string{d.Name, "`" + string(d.Kind) + "`", strings.Join(acts, "、"), d.Clause, d.SinceText()})
	}
	return table([]string{"Duty 要求", "Code", "Acts 事项", "Source 依据", "Since 施行"}, rows)
}

func outcomeTable(e *law.Edition) string {
	var rows [][]string
	for _, o := range e.Outcomes {
		rows = append(rows, []string{o.Name, "`" + string(o.Outcome) + "`", mark(o.Problem, "是"), mark(o.Attempt, "可"), mark(o.Correctable, "是"), joined(o.Branches), mark(o.Replaceable, "可"), o.Clause})
	}
	return table([]string{"Outcome 结果类别", "Code", "Problem 问题", "Of the whole visit 整体", "责令改正", "Branches 后续处理", "Replaceable 递补", "Source 依据"}, rows)
}

// TestProcedurePageAgrees: the tables of docs/procedure.md are those of the code.
// go test ./inspection -run ProcedurePage -update writes them.
func TestProcedurePageAgrees(t *testing.T) {
	path := filepath.Join("..", "docs", "procedure.md")
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	page := string(raw)
	for _, name := range inspectiontest.Names(tables(t)) {
		begin, end := "<!-- table: "+name+" -->\n", "<!-- end of table -->"
		before, rest, found := strings.Cut(page, begin)
		require.True(t, found, "the page has no table %q", name)
		stands, after, found := strings.Cut(rest, end)
		require.True(t, found, "the table %q does not end", name)
		want := "\n" + tables(t)[name] + "\n"
		if *update {
			page = before + begin + want + end + after
			continue
		}
		require.Equal(t, want, stands, "table %q: run the test with -update", name)
	}
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(page), 0o644))
	}
}
