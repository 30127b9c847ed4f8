package draw_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// anyEvidence is what a file may hold, full or public or a mixture of both.
type anyEvidence struct {
	draw.Record
	Inside   *draw.Inside   `json:"inside,omitempty"`
	Openings []draw.Opening `json:"openings,omitempty"`
	Shows    *draw.Shows    `json:"shows,omitempty"`
}

type forgery struct {
	name   string
	of     []byte
	change func(*anyEvidence)
	code   string
	says   string
}

func requireNamed(t *testing.T, forgeries []forgery) {
	t.Helper()
	for _, f := range forgeries {
		t.Run(f.name, func(t *testing.T) {
			require.NoError(t, draw.Verify(f.of))
			var e anyEvidence
			require.NoError(t, json.Unmarshal(f.of, &e))
			f.change(&e)
			changed, err := draw.Canonical(&e)
			require.NoError(t, err)
			err = draw.Verify(changed)
			require.Equal(t, f.code, codeOf(t, err), err)
			require.ErrorContains(t, err, f.says)
		})
	}
}

// TestVerifyNamesWhatWasForged: of each thing that evidence says the verifier
// tells that this is what is wrong, not only that something is.
func TestVerifyNamesWhatWasForged(t *testing.T) {
	files := evidenceFiles(t)
	full, public, teamless := files["witnessed.full"], files["witnessed.public"], files["unattended.public"]
	early := draw.At(committedAt.Add(-time.Hour))
	requireNamed(t, []forgery{
		{"algorithm", full, func(e *anyEvidence) { e.Algorithm = "ssj-draw-0" }, draw.CodeFormat, "抽取算法未知"},
		{"algorithm of the commitment", full, func(e *anyEvidence) { e.Commitment.Algorithm = "ssj-draw-0" }, draw.CodeFormat, "抽取算法未知"},
		{"full without its inside", full, func(e *anyEvidence) { e.Inside = nil }, draw.CodeFormat, "完整证据缺少内部部分"},
		{"full with what it shows", full, func(e *anyEvidence) { e.Shows = &draw.Shows{} }, draw.CodeFormat, "完整证据缺少内部部分"},
		{"full with openings", full, func(e *anyEvidence) { e.Openings = []draw.Opening{{}} }, draw.CodeFormat, "完整证据缺少内部部分"},
		{"public with an inside", public, func(e *anyEvidence) { e.Inside = &draw.Inside{} }, draw.CodeFormat, "公开证据混入内部部分"},
		{"public that does not say what it shows", public, func(e *anyEvidence) { e.Shows = nil }, draw.CodeFormat, "公开证据混入内部部分"},
		{"half", public, func(e *anyEvidence) { e.Extent = "half" }, draw.CodeFormat, "证据种类“half”未知"},
		{"no task", full, func(e *anyEvidence) { e.Commitment.Task = "" }, draw.CodeTask, "抽查任务编号"},
		{"draw zero", full, func(e *anyEvidence) { e.Commitment.Draw = 0 }, draw.CodeTask, "抽取次数 0"},

		{"stratum zero", public, func(e *anyEvidence) { e.Roster[3].Stratum = 0 }, draw.CodeRoster, "名单第 4 行的层号 0 不存在"},
		{"a stratum too many", public, func(e *anyEvidence) { e.Roster[3].Stratum = len(e.Quotas.Strata) + 1 }, draw.CodeRoster, "名单第 4 行的层号"},
		{"first lines in disorder", public, func(e *anyEvidence) { e.Roster[0], e.Roster[1] = e.Roster[1], e.Roster[0] }, draw.CodeRosterOrder, "名单第 2 行"},
		{"roster's hash", full, func(e *anyEvidence) { e.Commitment.RosterHash[0]++ }, draw.CodeRosterHash, "名单与承诺"},
		{"inspectors' hash", full, func(e *anyEvidence) { e.Commitment.InspectorsHash[0]++ }, draw.CodeInspectorsHash, "执法人员名单与承诺"},
		{"a hundred thousand inspectors", public, func(e *anyEvidence) { e.Inspectors = many(100_000) }, draw.CodeInspectorsHash, "执法人员名单与承诺"},
		{"an inspector more", public, func(e *anyEvidence) { e.Inspectors = many(100_001) }, draw.CodeInspectorLine, "执法人员超过 100000 人"},
		{"label twice", public, func(e *anyEvidence) { e.Roster[4].Label = e.Roster[3].Label }, draw.CodeRosterOrder, "名单第 5 行"},
		{"roster", public, func(e *anyEvidence) { e.Roster[4].Eligible = !e.Roster[4].Eligible }, draw.CodeRosterHash, "名单与承诺"},
		{"a line less inside", full, func(e *anyEvidence) { e.Inside.Roster = e.Inside.Roster[1:] }, draw.CodeRoster, "内部部分有"},

		{"inspectors that are not shown", teamless, func(e *anyEvidence) { e.Inspectors = []draw.InspectorLine{{Certificate: "Z1", Department: squad}} }, draw.CodeInspectorLine, "不公开检查组"},
		{"no certificate", public, func(e *anyEvidence) { e.Inspectors[1].Certificate = "" }, draw.CodeInspectorLine, "第 2 行的证号或处室无效"},
		{"no department", public, func(e *anyEvidence) { e.Inspectors[1].Department = "" }, draw.CodeInspectorLine, "第 2 行的证号或处室无效"},
		{"certificate twice", public, func(e *anyEvidence) { e.Inspectors[1].Certificate = e.Inspectors[0].Certificate }, draw.CodeInspectorLine, "第 2 行未按证号排序"},
		{"certificates in disorder", public, func(e *anyEvidence) { slices.Reverse(e.Inspectors) }, draw.CodeInspectorLine, "第 2 行未按证号排序"},
		{"an inspector less inside", full, func(e *anyEvidence) { e.Inside.Inspectors = e.Inside.Inspectors[1:] }, draw.CodeInspectorLine, "内部部分有"},
		{"department", public, func(e *anyEvidence) { e.Inspectors[1].Department = center }, draw.CodeInspectorsHash, "执法人员名单与承诺"},

		{"a stratum less", full, func(e *anyEvidence) { e.Quotas.Strata = e.Quotas.Strata[1:] }, draw.CodeQuotas, "层数或类别数"},
		{"a kind less", full, func(e *anyEvidence) { e.Quotas.Kinds = e.Quotas.Kinds[1:] }, draw.CodeQuotas, "层数或类别数"},
		{"base above the roster", public, func(e *anyEvidence) { e.Quotas.Strata[0].Base = 1000 }, draw.CodeQuotas, "第 1 层的基数 1000 不在"},
		{"base below the eligible", public, func(e *anyEvidence) { e.Quotas.Strata[biggest(e)].Base = 0 }, draw.CodeQuotas, "的基数 0 不在"},
		{"kind's base", public, func(e *anyEvidence) { e.Quotas.Kinds[1].Base++ }, draw.CodeQuotas, "的应抽数量有误"},

		{"commitment's hash", full, func(e *anyEvidence) { e.Commitment.Hash[0]++ }, draw.CodeCommitment, "承诺值与其内容不符"},
		{"witness left out", full, func(e *anyEvidence) { e.Entries = e.Entries[:1] }, draw.CodeWitnesses, "应有见证人 2 名，实有 1 名"},
		{"time of the commitment", full, func(e *anyEvidence) { e.Commitment.Time = "now" }, draw.CodeTime, "承诺公布时间无效"},
		{"outcome", full, func(e *anyEvidence) { e.Outcome = "postponed" }, draw.CodeOutcome, "“postponed”未知"},
		{"drawn and void", full, func(e *anyEvidence) { e.Void = &draw.VoidNote{Witnesses: []draw.VoidWitness{}} }, draw.CodeOutcome, "不应带有作废原因"},
		{"time of the reveal", full, func(e *anyEvidence) { e.RevealedAt = "soon" }, draw.CodeTime, "揭示时间无效"},
		{"revealed before the commitment", full, func(e *anyEvidence) { e.RevealedAt = early }, draw.CodeTime, "揭示时间无效或早于"},
		{"revealed before an entry was opened", full, func(e *anyEvidence) { e.RevealedAt = e.Commitment.Time }, draw.CodeTime, "揭示时间早于见证人"},

		{"ranks of a stratum left out", full, func(e *anyEvidence) { e.Ranks = e.Ranks[:len(e.Ranks)-1] }, draw.CodeRanks, "缺少第"},
		{"ranks of another stratum", full, func(e *anyEvidence) { e.Ranks[1].Stratum = 1 }, draw.CodeRanks, "缺少第 2 层的名次"},
		{"ranks of a stratum more", full, func(e *anyEvidence) {
			e.Ranks = append(e.Ranks, draw.Ranks{Positions: []int{}, Stratum: len(e.Ranks) + 1})
		}, draw.CodeRanks, "层数多于规则"},
		{"two ranks exchanged", files["worked-example.full"], func(e *anyEvidence) { slices.Reverse(e.Ranks[0].Positions) }, draw.CodeRanks, "第 1 层第 1 名有误"},
		{"a rank less", full, func(e *anyEvidence) { r := &e.Ranks[ranked(e)]; r.Positions = r.Positions[:len(r.Positions)-1] }, draw.CodeRanks, "名有误"},
		{"a rank more", full, func(e *anyEvidence) { r := &e.Ranks[ranked(e)]; r.Positions = append(r.Positions, 1) }, draw.CodeRanks, "多于可抽对象"},

		{"a rank more of the first stratum", files["worked-example.full"], func(e *anyEvidence) { e.Ranks[0].Positions = append(e.Ranks[0].Positions, 1) }, draw.CodeRanks, "第 1 层的名次多于可抽对象"},

		{"a case less", full, func(e *anyEvidence) { e.Cases = e.Cases[1:] }, draw.CodeCases, "应有案件"},
		{"case's position", full, func(e *anyEvidence) { e.Cases[0].Position++ }, draw.CodeCases, "第 1 个案件有误"},
		{"case's rank", full, func(e *anyEvidence) { e.Cases[0].Rank++ }, draw.CodeCases, "第 1 个案件有误"},
		{"case's stratum", full, func(e *anyEvidence) { e.Cases[0].Stratum++ }, draw.CodeCases, "第 1 个案件有误"},

		{"team", public, func(e *anyEvidence) { slices.Reverse(e.Cases[0].Team) }, draw.CodeTeam, "的检查组有误"},
		{"no team", public, func(e *anyEvidence) { e.Cases[0].NoTeam = draw.TooFew }, draw.CodeTeam, "的检查组有误"},
		{"a team that is not shown", teamless, func(e *anyEvidence) { e.Cases[0].Team = []int{1, 2} }, draw.CodeTeam, "的检查组有误"},
		{"exclusions that are not shown", teamless, func(e *anyEvidence) { e.Cases[0].Excluded = []int{1} }, draw.CodeTeam, "排除的执法人员有误"},
		{"exclusions", full, func(e *anyEvidence) { e.Cases[0].Excluded = []int{1} }, draw.CodeTeam, "排除的执法人员有误"},
		{"a case's reasons left out", full, func(e *anyEvidence) { e.Inside.Exclusions = e.Inside.Exclusions[1:] }, draw.CodeTeam, "排除原因的案件数有误"},
		{"reasons", full, func(e *anyEvidence) { e.Inside.Exclusions[0] = []draw.Absence{draw.OnLeave} }, draw.CodeTeam, "的执法人员排除原因有误"},

		{"opened though closed", teamless, func(e *anyEvidence) { e.Openings = []draw.Opening{{Code: "X", Position: 1}} }, draw.CodeOpening, "不公开被抽中对象"},
		{"an opening less", public, func(e *anyEvidence) { e.Openings = e.Openings[1:] }, draw.CodeOpening, "应公开被抽中对象"},
		{"opening of another line", public, func(e *anyEvidence) { e.Openings[0].Position++ }, draw.CodeOpening, "第 1 个公开的代码不属于案件"},
		{"opening without a code", public, func(e *anyEvidence) { e.Openings[0].Code = "" }, draw.CodeOpening, "第 1 个公开的代码不属于案件"},
		{"opening of another entity", public, func(e *anyEvidence) { e.Openings[0].Code += "1" }, draw.CodeOpening, "不是由代码"},
	})
}

// TestVerifyNamesWhichNameIsWrong of those that the rules only hash.
func TestVerifyNamesWhichNameIsWrong(t *testing.T) {
	full := evidenceFiles(t)["targeted-one-ratio.full"]
	requireNamed(t, []forgery{
		{"a grade less", full, func(e *anyEvidence) { e.Inside.Names.Scale = e.Inside.Names.Scale[1:] }, draw.CodeRuleNames, "风险等级名称的个数"},
		{"a grade without a name", full, func(e *anyEvidence) { e.Inside.Names.Scale[1].Text = "" }, draw.CodeRuleNames, "第 2 个风险等级的名称"},
		{"a grade of no name that fits its hash", full, func(e *anyEvidence) {
			n := &e.Inside.Names.Scale[1]
			n.Text, e.Rules.Scale[1].Hash = "", draw.H("name", []byte("grade"), n.Salt[:], nil)
		}, draw.CodeRuleNames, "第 2 个风险等级的名称"},
		{"a condition of no words that fits its hash", full, func(e *anyEvidence) {
			n := &e.Inside.Names.Conditions[0]
			n.Text, e.Rules.Conditions[2].Hash = "", draw.H("name", []byte("condition"), n.Salt[:], nil)
		}, draw.CodeRuleNames, "第 3 个定向条件的内容"},
		{"another grade", full, func(e *anyEvidence) { e.Inside.Names.Scale[1].Text = "Z级" }, draw.CodeRuleNames, "第 2 个风险等级的名称"},
		{"another salt", full, func(e *anyEvidence) { e.Inside.Names.Scale[1].Salt[0]++ }, draw.CodeRuleNames, "第 2 个风险等级的名称"},
		{"a grade twice", full, func(e *anyEvidence) {
			e.Inside.Names.Scale[1], e.Rules.Scale[1].Hash = e.Inside.Names.Scale[0], e.Rules.Scale[0].Hash
		}, draw.CodeRuleNames, "第 2 个风险等级的名称"},
		{"a condition less", full, func(e *anyEvidence) { e.Inside.Names.Conditions = []draw.Name{} }, draw.CodeRuleNames, "缺少第 3 个定向条件的内容"},
		{"another condition", full, func(e *anyEvidence) { e.Inside.Names.Conditions[0].Text = "风险等级：高" }, draw.CodeRuleNames, "第 3 个定向条件的内容与规则中的哈希不符"},
		{"a condition without words", full, func(e *anyEvidence) { e.Inside.Names.Conditions[0].Text = "" }, draw.CodeRuleNames, "第 3 个定向条件的内容与规则中的哈希不符"},
		{"a condition more", full, func(e *anyEvidence) { e.Inside.Names.Conditions = append(e.Inside.Names.Conditions, draw.Name{}) }, draw.CodeRuleNames, "多于规则"},

		{"entity without a code", full, func(e *anyEvidence) { e.Inside.Roster[4].Code = "" }, draw.CodeRoster, "名单第 5 行的代码或排除原因无效"},
		{"reason that is none", full, func(e *anyEvidence) { e.Inside.Roster[4].Reason = "because" }, draw.CodeRoster, "名单第 5 行的代码或排除原因无效"},
		{"kind out of the rules", full, func(e *anyEvidence) { e.Inside.Roster[4].Kind = "用人单位" }, draw.CodeRoster, "名单第 5 行的类别或风险等级不在规则中"},
		{"grade out of the rules", full, func(e *anyEvidence) { e.Inside.Roster[4].Grade = "Z级" }, draw.CodeRoster, "名单第 5 行的类别或风险等级不在规则中"},
		{"another stratum", full, func(e *anyEvidence) { e.Roster[4].Stratum = e.Roster[4].Stratum%len(e.Quotas.Strata) + 1 }, draw.CodeRoster, "名单第 5 行的层号与其类别"},
		{"eligible with a reason", full, func(e *anyEvidence) { e.Roster[4].Eligible = !e.Roster[4].Eligible }, draw.CodeRoster, "名单第 5 行是否可抽"},
		{"inspector's facts", full, func(e *anyEvidence) { e.Inside.Inspectors[2].ValidUntil = "2024" }, draw.CodeInspectorLine, "执法人员名单第 3 行无效"},
		{"inspector's salt", full, func(e *anyEvidence) { e.Inside.Inspectors[2].Salt[0]++ }, draw.CodeInspectorLine, "执法人员名单第 3 行的内部内容"},
	})
}

// TestVerifyNamesWhatAVoidDrawMayNotHold: it has no outcome, and says why.
func TestVerifyNamesWhatAVoidDrawMayNotHold(t *testing.T) {
	files := evidenceFiles(t)
	full, public := files["void.full"], files["void.public"]
	const outcome = "作废的抽取不应有随机数、种子、名次或案件"
	requireNamed(t, []forgery{
		{"no reason", full, func(e *anyEvidence) { e.Void = nil }, draw.CodeOutcome, outcome},
		{"nonce", full, func(e *anyEvidence) { e.Nonce = testNonce(7) }, draw.CodeOutcome, outcome},
		{"seed", full, func(e *anyEvidence) { e.Seed = testSeed(1) }, draw.CodeOutcome, outcome},
		{"reveal", full, func(e *anyEvidence) { e.RevealedAt = draw.At(committedAt.Add(5 * time.Hour)) }, draw.CodeOutcome, outcome},
		{"ranks", full, func(e *anyEvidence) { e.Ranks = []draw.Ranks{{Positions: []int{}, Stratum: 1}} }, draw.CodeOutcome, outcome},
		{"cases", full, func(e *anyEvidence) { e.Cases = []draw.Case{{Number: "1", Position: 1, Rank: 1, Stratum: 1}} }, draw.CodeOutcome, outcome},
		{"exclusions", full, func(e *anyEvidence) { e.Inside.Exclusions = [][]draw.Absence{{}} }, draw.CodeOutcome, outcome},
		{"openings", public, func(e *anyEvidence) { e.Openings = []draw.Opening{{Code: "X", Position: 1}} }, draw.CodeOutcome, outcome},
		{"shows who was drawn", public, func(e *anyEvidence) { e.Shows.Drawn = true }, draw.CodeOutcome, outcome},
		{"another witness to blame", full, func(e *anyEvidence) { e.Void.Witnesses[0].Name = "某" }, draw.CodeOutcome, "作废原因有误"},
		{"time", full, func(e *anyEvidence) { e.Void.Time = "soon" }, draw.CodeTime, "作废时间无效"},
		{"void before the commitment", full, func(e *anyEvidence) { e.Void.Time = draw.At(committedAt.Add(-time.Hour)) }, draw.CodeTime, "作废时间无效或早于"},
		{"void before the opening", full, func(e *anyEvidence) { e.Void.Time = e.Commitment.Time }, draw.CodeTime, "作废时间早于见证人"},
	})
	var e anyEvidence
	require.NoError(t, json.Unmarshal(files["witnessed.full"], &e))
	e.Outcome, e.Nonce, e.Seed, e.RevealedAt, e.Ranks, e.Cases, e.Inside.Exclusions = draw.Voided, draw.Nonce{}, draw.Hash{}, "", []draw.Ranks{}, []draw.Case{}, [][]draw.Absence{}
	e.Void = &draw.VoidNote{Time: draw.At(committedAt.Add(5 * time.Hour)), Witnesses: []draw.VoidWitness{{Name: e.Entries[0].Name, Reason: draw.SealMismatch}}}
	changed, err := draw.Canonical(&e)
	require.NoError(t, err)
	require.Equal(t, draw.CodeNotVoid, codeOf(t, draw.Verify(changed)), "every seal was opened and fits")
}

// TestVerifyCountsTheBaseItself in full evidence, which shows who was left out:
// quotas that are sound for another base are not the draw's.
func TestVerifyCountsTheBaseItself(t *testing.T) {
	tried := 0
	for _, s := range scenarios(t) {
		full := s.run(t)
		lines := make([]int, len(full.Quotas.Strata))
		for _, l := range full.Roster {
			lines[l.Stratum-1]++
		}
		counts := make([]draw.Count, len(lines))
		for i, q := range full.Quotas.Strata {
			counts[i] = draw.Count{Base: q.Base, Eligible: q.Eligible}
		}
		for i, q := range full.Quotas.Strata {
			if lines[i] == q.Base {
				continue
			}
			tried++
			other := slices.Clone(counts)
			other[i].Base++
			forged := *full
			var err error
			forged.Quotas, err = draw.ComputeQuotas(full.Rules, other)
			require.NoError(t, err)
			require.Equal(t, draw.CodeQuotas, codeOf(t, draw.Verify(encode(t, &forged))), "%s, stratum %d", s.name, i+1)
		}
	}
	require.Positive(t, tried)
}

// many are inspectors of whom nothing is wrong but their number.
func many(n int) []draw.InspectorLine {
	lines := make([]draw.InspectorLine, n)
	for i := range lines {
		lines[i] = draw.InspectorLine{Certificate: fmt.Sprintf("Z%06d", i), Department: squad}
	}
	return lines
}

// biggest is the place of the stratum with most who are eligible.
func biggest(e *anyEvidence) int {
	at := 0
	for i, s := range e.Quotas.Strata {
		if s.Eligible > e.Quotas.Strata[at].Eligible {
			at = i
		}
	}
	return at
}

// ranked is the place of a stratum with ranks.
func ranked(e *anyEvidence) int {
	return slices.IndexFunc(e.Ranks, func(r draw.Ranks) bool { return len(r.Positions) > 0 })
}
