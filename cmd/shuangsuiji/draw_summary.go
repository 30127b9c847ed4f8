package main

import (
	"fmt"
	"io"
	"strings"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/offline"
)

// drawSummary tells the operator what came of a draw.
type drawSummary struct {
	*offline.Outcome
	files []output
}

func (s drawSummary) print(out io.Writer) error {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	say("抽取完成：任务%s第%d次抽取，发起处室%s%s，证件须在%s当日有效", s.Task.ID, s.Task.Draw.Number, s.Task.Department, s.joint(), s.Full.Rules.VisitUntil)
	lines = append(lines, s.Registers.Notes...)
	if values := s.conditions(); values != "" {
		say("定向条件：%s", values)
	}
	leads := s.ClearLeads()
	say("检查对象：名录%d户，列入名单%d户，可抽%d户", len(s.Registers.Entities), len(s.Candidates), len(s.Candidates)-leads)
	say("未参加抽取：停业、注销%d户，不在抽查范围%d户，线索明显涉嫌违法（clear_lead）%d户", s.Inactive, s.Outside, leads)
	say("执法检查人员：名录%d名%s", len(s.Registers.Inspectors), s.absences())
	lines = append(lines, s.quotas()...)
	lines = append(lines, s.teams()...)
	say("见证方式：%s", attendanceText(s.Full.Attendance, len(s.Full.Entries)))
	say("名单哈希 roster：%s", s.Full.Commitment.RosterHash)
	say("承诺值 commitment：%s", s.Full.Commitment.Hash)
	say("证据摘要 digest：%s", s.Full.Digest)
	for _, f := range s.files {
		say("已写入：%s", f.path)
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

func (s drawSummary) joint() string {
	if len(s.Task.Joint) == 0 {
		return ""
	}
	return "，联合处室" + strings.Join(s.Task.Joint, "、")
}

func (s drawSummary) conditions() string {
	var parts []string
	for _, c := range tasks.ConditionFields {
		if values := s.Task.Rules.Conditions[c.Field]; len(values) > 0 {
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

func (s drawSummary) absences() string {
	count := s.Absences()
	text, out := "", 0
	for _, a := range absenceNames {
		if n := count[a.reason]; n > 0 {
			text += fmt.Sprintf("，%s（%s）%d名", a.name, a.reason, n)
			out += n
		}
	}
	return text + fmt.Sprintf("，可抽%d名", len(s.Inspectors)-out)
}

// quotas has a line for each stratum that is not empty.
func (s drawSummary) quotas() (lines []string) {
	lines = append(lines, "应抽数量："+s.ratioText())
	for i, q := range s.Full.Quotas.Strata {
		if q.Base == 0 && q.Eligible == 0 {
			continue
		}
		line := fmt.Sprintf("  第%d层 %s %s：基数%d户，可抽%d户，应抽%d户", q.Stratum, s.Full.Rules.Kinds[q.Kind-1].Kind, s.GradeOf(i), q.Base, q.Eligible, q.Quota)
		if s.Full.Rules.Way == draw.PerGrade && q.Target > q.Quota {
			line += fmt.Sprintf("（按比例%d户，不足%d户）", q.Target, q.Target-q.Quota)
		}
		lines = append(lines, line)
	}
	for _, k := range s.Full.Quotas.Kinds {
		if k.Shortfall > 0 {
			lines = append(lines, fmt.Sprintf("  %s按比例应抽%d户，可抽对象不足，少抽%d户", k.Kind, k.Target, k.Shortfall))
		}
	}
	return lines
}

func (s drawSummary) ratioText() string {
	ratios := s.GradeRatios()
	if len(ratios) == 0 {
		return "抽查比例" + s.Task.Rules.Ratio
	}
	parts := make([]string, len(ratios))
	for i, r := range ratios {
		parts[i] = r.Grade + " " + r.Ratio
	}
	text := "抽查比例 " + strings.Join(parts, "，")
	if s.UngradedAs != "" {
		text += "（未另设，按中间等级" + s.UngradedAs + "）"
	}
	return text
}

// mostTeamless is how many cases without a team are named one by one.
const mostTeamless = 20

func (s drawSummary) teams() []string {
	without := s.Teamless()
	lines := []string{fmt.Sprintf("抽中%d户，其中未能组成检查组%d户", len(s.Full.Cases), len(without))}
	for _, c := range without[:min(len(without), mostTeamless)] {
		lines = append(lines, fmt.Sprintf("  %s：%s（%s）", c.Number, c.NoTeam.Message(), c.NoTeam))
	}
	if more := len(without) - mostTeamless; more > 0 {
		lines = append(lines, fmt.Sprintf("  另有%d户", more))
	}
	return lines
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
