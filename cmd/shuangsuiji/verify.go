package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
)

type verifyCommand struct {
	Evidence   string `arg:"" help:"evidence file, full or public" type:"existingfile"`
	Commitment string `help:"the commitment hash that was published before the draw" placeholder:"HASH"`
}

// Help shows the command at work.
func (verifyCommand) Help() string {
	return `由证据文件重新计算整个抽取，不需要系统、数据库或者网络。完整证据和公开证据都可以核对。
相符的，退出码为0，并列出重新计算了哪些内容；不符的，退出码为3，指出第一处不同及其代码。

证据只能证明抽取结果出自其承诺；承诺是否在抽取之前公布，请用--commitment与当时公布的承诺值核对。

  shuangsuiji verify evidence.json
  shuangsuiji verify public.json --commitment 826c0a9fb0ce8c12dd2c005b62bd0342c76edaf7307b10d8a00c759130595613`
}

func (v verifyCommand) Run(out io.Writer) error {
	evidence, err := os.ReadFile(v.Evidence)
	if err != nil {
		return err
	}
	result, err := bureau.VerifyFile(evidence, v.Commitment)
	if err != nil {
		return err
	}
	if !result.Valid {
		return law.Errorf(law.KindCorrupt, result.Code, "%s不能通过验证，第一处不同：%s", v.Evidence, result.Message)
	}
	lines, err := recomputed(evidence, v.Commitment != "")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n%s\n", result.Message, strings.Join(lines, "\n"))
	return err
}

// recomputed says what of a file that verifies was computed anew.
func recomputed(evidence []byte, published bool) (lines []string, err error) {
	var e struct {
		draw.Record
		Shows *draw.Shows `json:"shows"`
	}
	if err := json.Unmarshal(evidence, &e); err != nil {
		return nil, fmt.Errorf("read verified evidence: %w", err)
	}
	say := func(format string, args ...any) { lines = append(lines, "  "+fmt.Sprintf(format, args...)) }
	full := e.Extent == draw.Full
	extent := "公开证据"
	if full {
		extent = "完整证据"
	}
	eligible, ranked := 0, 0
	for _, l := range e.Roster {
		if l.Eligible {
			eligible++
		}
	}
	for _, r := range e.Ranks {
		ranked += len(r.Positions)
	}
	say("文件：%s，任务%s第%d次抽取", extent, e.Commitment.Task, e.Commitment.Draw)
	say("名单：%d户，可抽%d户，次序和名单哈希%s相符%s", len(e.Roster), eligible, e.Commitment.RosterHash, onlyFull(full, "，逐户标签、等级和排除原因的哈希相符"))
	if full || e.Shows.Teams {
		say("执法检查人员：%d名，哈希%s相符", len(e.Inspectors), e.Commitment.InspectorsHash)
	} else {
		say("执法检查人员：本证据不公开，其哈希%s已计入承诺", e.Commitment.InspectorsHash)
	}
	quota, none := 0, 0
	for _, q := range e.Quotas.Strata {
		quota += q.Quota
	}
	for _, c := range e.Cases {
		if c.NoTeam != "" {
			none++
		}
	}
	say("应抽数量：重新计算%d层，共%d户；规则和数量的哈希%s相符", len(e.Quotas.Strata), quota, e.Commitment.RulesHash)
	say("承诺值：%s相符%s", e.Commitment.Hash, map[bool]string{true: "，与抽取前公布的相同", false: "（未与抽取前公布的承诺值核对）"}[published])
	say("见证：%s", attendanceText(e.Attendance, len(e.Entries)))
	if e.Outcome == draw.Voided {
		say("结果：抽取作废，因见证人未启封或者启封不符，已核对")
	} else {
		say("种子：由承诺、随机数和见证内容得出%s，相符", e.Seed)
		say("名次：重新排出%d户，抽中%d户，案件编号相符", ranked, len(e.Cases))
		if full || e.Shows.Teams {
			say("检查组：重新抽取%d个，未能组成%d个，相符", len(e.Cases)-none, none)
		}
		if !full && e.Shows.Drawn {
			say("抽中对象：公开的%d户代码与名单标签相符", len(e.Cases))
		}
	}
	say("证据摘要：%s相符", e.Digest)
	return lines, nil
}

func onlyFull(full bool, text string) string {
	if full {
		return text
	}
	return ""
}
