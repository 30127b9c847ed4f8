package web

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// told is what was said, as a template sees it.
type told struct {
	Label, Text string
	Parts       []told
}

// flat is what was said in one line for each text, with the labels that lead to it.
func flat(t *testing.T, of teller, a bureau.ActView) []string {
	t.Helper()
	raw, err := json.Marshal(of.said(a))
	require.NoError(t, err)
	var all []told
	require.NoError(t, json.Unmarshal(raw, &all))
	return lines("", all)
}

func lines(at string, all []told) []string {
	var out []string
	for _, one := range all {
		if one.Text != "" {
			out = append(out, at+one.Label+"："+one.Text)
		}
		out = append(out, lines(at+one.Label+" › ", one.Parts)...)
	}
	return out
}

func onPaper(t *testing.T, facts law.Facts) bureau.ActView {
	t.Helper()
	raw, err := json.Marshal(facts)
	require.NoError(t, err)
	payload, err := json.Marshal(record.Submission[law.Facts]{Facts: facts, Reason: "因故", Narrative: "经过",
		Items: map[string]record.ItemNote{"R1": {Facts: "无许可证"}}, Evidence: []record.Evidence{{Name: "照片"}}})
	require.NoError(t, err)
	return bureau.ActView{Act: record.Act{Kind: facts.Kind(), Facts: raw}, Payload: payload}
}

var tellerOfTests = teller{forms: forms.Case, items: []registers.Item{{Code: "R1", Name: "无证经营"}}, reasoned: func(law.ActKind) bool { return true },
	people: people{accounts: colleagues{{ID: "head", Name: "科长甲"}}, inspectors: map[string]registers.Inspector{"Z1": {Certificate: "Z1", Name: "张三"}}}}

// What was written stands under the labels of the act's form, codes by their names, items
// and inspectors by theirs, sums in yuan.
func TestWhatWasWritten(t *testing.T) {
	served := flat(t, tellerOfTests, onPaper(t, cases.ServeNotice{Method: law.ServedByMail}))
	require.Contains(t, served, "送达方式：邮寄送达")
	require.Contains(t, served, "理由：因故")
	require.Contains(t, served, "附件和证据 › 第1项 › 名称：照片")

	visit := flat(t, tellerOfTests, onPaper(t, cases.RecordVisit{Mode: cases.ModeOnSite, CertificatesShown: true, Findings: map[string]law.Finding{"R1": law.FindingProblem}}))
	require.Contains(t, visit, "逐项结论 › R1 无证经营：发现问题")
	require.Contains(t, visit, "是否出示执法证件：是")
	require.Contains(t, visit, "查明的事实 › R1 无证经营 › 查明的事实：无许可证")

	replaced := flat(t, tellerOfTests, onPaper(t, cases.ReplaceInspector{Out: "Z1"}))
	require.Contains(t, replaced, "被更换人员的执法证件号：张三（Z1）")

	ofPenalty := tellerOfTests
	ofPenalty.forms = forms.Proceeding
	paid := flat(t, ofPenalty, onPaper(t, proceedings.RecordPayment{Fen: 2_000_50, For: proceedings.PenaltyFine}))
	require.Contains(t, paid, "款项：罚款")
	require.Contains(t, paid, "金额：2000.50元")
}

// What was erased or withheld says nothing; facts stay.
func TestWhatIsLeftOfAnErasedAct(t *testing.T) {
	a := onPaper(t, cases.ServeNotice{Method: law.ServedByMail})
	a.Payload, a.Erased = nil, true
	require.Equal(t, []string{"送达方式：邮寄送达"}, flat(t, tellerOfTests, a))
	require.Empty(t, tellerOfTests.said(bureau.ActView{Act: record.Act{Kind: cases.ActComplain}, Withheld: true}))
}

// A step of the system says which period it is about.
func TestWhatTheSystemDid(t *testing.T) {
	reminder := onPaper(t, law.Lapse{Moment: law.Moment{Deadline: law.DeadlineSelfCheck, Step: "before_3"}})
	require.Equal(t, []string{"自查期限：提醒"}, flat(t, tellerOfTests, reminder))
}

func TestWhoActed(t *testing.T) {
	who := func(a record.Act) string { return tellerOfTests.who(bureau.ActView{Act: a}) }
	require.Equal(t, "科室负责人 科长甲", who(record.Act{Actor: "head", ActorRole: law.RoleSectionHead}))
	require.Equal(t, "检查对象", who(record.Act{Actor: "91130283MA00000000", ActorRole: law.RoleEntity}))
	require.Equal(t, "见证人 李四", who(record.Act{Actor: "w-0123", ActorRole: law.RoleWitness, Facts: json.RawMessage(`{"witness":"李四"}`)}))
	require.Equal(t, "系统", who(record.Act{Actor: law.System.ID, ActorRole: law.RoleSystem}))
}

// Files stand with where each of them is: under its hash, in the record, on paper.
func TestFilesOfAnAct(t *testing.T) {
	payload, err := json.Marshal(record.Submission[struct{}]{Evidence: []record.Evidence{{Name: "现场照片", Type: "image/jpeg", SHA256: "ab12"}, {Name: "台账", Type: "application/pdf", SHA256: "cd34"}},
		Items:      map[string]record.ItemNote{"R1": {Evidence: []record.Evidence{{Name: "笔录", Content: []byte("x")}}}},
		EnteredFor: &record.EnteredFor{Scan: []record.Evidence{{Name: "自查报告", Note: "原件"}}}})
	require.NoError(t, err)
	require.Equal(t, []fileLine{{Name: "现场照片", Address: "/api/attachments/ab12", Small: "/api/attachments/ab12/small"}, {Name: "台账", Address: "/api/attachments/cd34"},
		{Name: "R1 笔录", Kept: "随办理记录保存"}, {Name: "自查报告", Note: "原件", Kept: "纸质存档"}}, handedIn(payload))
	require.Empty(t, handedIn(nil))
	require.Empty(t, handedIn(json.RawMessage(`"x"`)))
}
