package main

import (
	"fmt"
	"io"
	"strings"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/draw"
)

// summary tells the operator what came of a draw.
type summary struct {
	request   drawRequest
	task      inspection.Task
	registers registers
	roster    roster
	full      *draw.FullEvidence
	files     []output
}

func (s summary) print(out io.Writer) error {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	say("抽取完成：任务%s第%d次抽取，发起处室%s%s，证件须在%s当日有效", s.task.ID, s.task.Draw.Number, s.task.Department, s.joint(), s.full.Rules.VisitUntil)
	lines = append(lines, s.registers.notes...)
	if values := s.conditions(); values != "" {
		say("定向条件：%s", values)
	}
	leads := 0
	for _, c := range s.roster.candidates {
		if c.Excluded == draw.ClearLead {
			leads++
		}
	}
	say("检查对象：名录%d户，列入名单%d户，可抽%d户", len(s.registers.entities), len(s.roster.candidates), len(s.roster.candidates)-leads)
	say("未参加抽取：停业、注销%d户，不在抽查范围%d户，线索明显涉嫌违法（clear_lead）%d户", s.roster.inactive, s.roster.outside, leads)
	say("执法检查人员：名录%d名%s", len(s.registers.inspectors), s.absences())
	lines = append(lines, s.quotas()...)
	lines = append(lines, s.teams()...)
	say("见证方式：%s", attendanceText(s.full.Attendance, len(s.full.Entries)))
	say("名单哈希 roster：%s", s.full.Commitment.RosterHash)
	say("承诺值 commitment：%s", s.full.Commitment.Hash)
	say("证据摘要 digest：%s", s.full.Digest)
	for _, f := range s.files {
		say("已写入：%s", f.path)
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

func (s summary) joint() string {
	if len(s.task.Joint) == 0 {
		return ""
	}
	return "，联合处室" + strings.Join(s.task.Joint, "、")
}

func (s summary) conditions() string {
	var parts []string
	for _, c := range inspection.ConditionFields {
		if values := s.task.Rules.Conditions[c.Field]; len(values) > 0 {
			parts = append(parts, c.Name+"："+strings.Join(values, "、"))
		}
	}
	return strings.Join(parts, "；")
}

// absenceNames are the reasons that keep an inspector out of every case.
var absenceNames = []struct {
	reason draw.Absence
	name   string
}{{draw.NotActive, "离岗"}, {draw.OnLeave, "请假"}, {draw.Expired, "证件过期"}}

func (s summary) absences() string {
	count := map[draw.Absence]int{}
	for _, i := range s.roster.inspectors {
		switch {
		case !i.Active:
			count[draw.NotActive]++
		case i.OnLeave:
			count[draw.OnLeave]++
		case i.ValidUntil < s.full.Rules.VisitUntil:
			count[draw.Expired]++
		}
	}
	text, out := "", 0
	for _, a := range absenceNames {
		if n := count[a.reason]; n > 0 {
			text += fmt.Sprintf("，%s（%s）%d名", a.name, a.reason, n)
			out += n
		}
	}
	return text + fmt.Sprintf("，可抽%d名", len(s.roster.inspectors)-out)
}

// quotas has a line for each stratum that is not empty.
func (s summary) quotas() (lines []string) {
	lines = append(lines, "应抽数量："+s.ratioText())
	for i, q := range s.full.Quotas.Strata {
		if q.Base == 0 && q.Eligible == 0 {
			continue
		}
		line := fmt.Sprintf("  第%d层 %s %s：基数%d户，可抽%d户，应抽%d户", q.Stratum, s.full.Rules.Kinds[q.Kind-1].Kind, s.gradeName(i), q.Base, q.Eligible, q.Quota)
		if s.full.Rules.Way == draw.PerGrade && q.Target > q.Quota {
			line += fmt.Sprintf("（按比例%d户，不足%d户）", q.Target, q.Target-q.Quota)
		}
		lines = append(lines, line)
	}
	for _, k := range s.full.Quotas.Kinds {
		if k.Shortfall > 0 {
			lines = append(lines, fmt.Sprintf("  %s按比例应抽%d户，可抽对象不足，少抽%d户", k.Kind, k.Target, k.Shortfall))
		}
	}
	return lines
}

func (s summary) ratioText() string {
	if s.full.Rules.Way == draw.OneRatio {
		return "抽查比例" + s.task.Rules.Ratio
	}
	parts := make([]string, 0, len(scale.Grades)+1)
	for _, g := range scale.Grades {
		parts = append(parts, g.Code+" "+s.task.Rules.GradeRatios[g.Code])
	}
	ungraded := nameUngraded + " " + s.task.Rules.GradeRatios[""]
	if s.request.ungraded != "" {
		ungraded += "（未另设，按中间等级" + s.request.ungraded + "）"
	}
	return "抽查比例 " + strings.Join(append(parts, ungraded), "，")
}

// gradeName is the grade of a stratum, which stand from high risk to low with the
// ungraded directly after the middle grade.
func (s summary) gradeName(stratum int) string {
	order := make([]string, 0, len(scale.Grades)+1)
	for i := len(scale.Grades) - 1; i >= 0; i-- {
		order = append(order, scale.Grades[i].Code)
		if i == len(scale.Grades)/2 {
			order = append(order, nameUngraded)
		}
	}
	return order[stratum%len(order)]
}

// mostTeamless is how many cases without a team are named one by one.
const mostTeamless = 20

func (s summary) teams() (lines []string) {
	without := 0
	for _, c := range s.full.Cases {
		if c.NoTeam != "" {
			if without++; without > mostTeamless {
				continue
			}
			lines = append(lines, fmt.Sprintf("  %s：%s（%s）", c.Number, c.NoTeam.Message(), c.NoTeam))
		}
	}
	if more := without - mostTeamless; more > 0 {
		lines = append(lines, fmt.Sprintf("  另有%d户", more))
	}
	return append([]string{fmt.Sprintf("抽中%d户，其中未能组成检查组%d户", len(s.full.Cases), without)}, lines...)
}

func attendanceText(a draw.Attendance, entries int) string {
	switch a {
	case draw.Witnessed:
		return fmt.Sprintf("%d名见证人，均经密封（witnessed）", entries)
	case draw.Unsealed:
		return fmt.Sprintf("%d名见证人，有代为录入、未经密封的（unsealed）", entries)
	case draw.Unattended:
	}
	return "无人见证，全部依赖本单位的随机数（unattended）"
}
