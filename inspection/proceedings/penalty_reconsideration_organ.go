package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 移交复议机关执行: a decision that the reconsideration changed, or that was mediated
// there, is enforced by the reconsideration organ or on its application; one that was
// upheld, by whoever took it (行政复议法第78条).
const (
	ActHandOverExecution law.ActKind = "hand_over_execution"
	ActRecordOrganResult law.ActKind = "record_organ_result"
)

// HandOverExecution: the file was handed to the reconsideration organ for it to enforce
// the decision.
type HandOverExecution struct {
	On calendar.Date `json:"on"`
}

// RecordOrganResult: what came of the enforcement by the reconsideration organ.
type RecordOrganResult struct {
	On     calendar.Date `json:"on"`
	Result OrganResult   `json:"result"`
}

func (HandOverExecution) Kind() law.ActKind { return ActHandOverExecution }
func (RecordOrganResult) Kind() law.ActKind { return ActRecordOrganResult }

// OrganResult is what came of the enforcement by the reconsideration organ.
type OrganResult string

// The results of the reconsideration organ.
const (
	OrganEnforced      OrganResult = "organ_enforced"      // 执行完毕
	OrganUnenforceable OrganResult = "organ_unenforceable" // 终结执行，或者人民法院不准予执行
)

// OrganResults are both.
var OrganResults = []OrganResult{OrganEnforced, OrganUnenforceable}

var organNames = map[OrganResult]string{OrganEnforced: "复议机关执行完毕", OrganUnenforceable: "终结执行或者不准予执行"}

// Chinese is its name.
func (r OrganResult) Chinese() string { return organNames[r] }

// handOverExecution: not while the entity can still sue, and not within the term for
// payment or performance.
func (t *transition) handOverExecution(f HandOverExecution) error {
	x := &t.p.Penalty.Execution
	if err := t.PastDay(f.On, x.LitigationOver, "移交日期", "起诉期限届满或者调解书、裁判生效之日"); err != nil {
		return err
	}
	if !f.On.After(x.LitigationOver) {
		return law.Errorf(law.KindNotAllowed, "litigation_time_running", "起诉期限至%s届满，此前不能移交执行。", x.LitigationOver.ChineseString())
	}
	if last := t.p.dueDay(); !f.On.After(last) {
		return law.Errorf(law.KindNotAllowed, "term_running", "履行期限至%s届满，此前不能移交执行。", last.ChineseString())
	}
	x.HandedOn = f.On
	t.Meet(law.DeadlineExecutionHandover, f.On.Start())
	t.OpenFrom(law.DeadlineOrganResult, f.On)
	return nil
}

func (t *transition) recordOrganResult(f RecordOrganResult) error {
	x := &t.p.Penalty.Execution
	if err := t.PastDay(f.On, x.HandedOn, "复议机关执行日期", "移交执行之日"); err != nil {
		return err
	}
	if f.Result.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "organ_result_unknown", "必须写明复议机关的执行结果。")
	}
	x.Organ, x.OrganOn = f.Result, f.On
	t.Meet(law.DeadlineOrganResult, f.On.Start())
	return nil
}

// organEnforces: a reconsideration set the terms that now hold, or they were mediated
// there. A lawsuit afterwards is against the reconsideration organ (行政诉讼法第26条第二款).
func (p Proceeding) organEnforces() bool {
	for _, r := range p.Penalty.Remedies {
		if r.Kind == RemedyReconsideration && (r.Outcome == RemedyChanged || r.Outcome == RemedyMediated) {
			return true
		}
	}
	return false
}

// ownEnforcement refuses 催告 and the application to the court where they are the
// reconsideration organ's.
func (p Proceeding) ownEnforcement() error {
	if p.organEnforces() {
		return law.Errorf(law.KindNotAllowed, "reconsideration_organ_enforces", "决定经行政复议变更或者调解的，由行政复议机关依法强制执行或者申请人民法院强制执行（行政复议法第七十八条），本单位不催告、不申请，应当移交复议机关执行。")
	}
	return nil
}

func (p Proceeding) handoverOpen() error {
	x := p.Penalty.Execution
	if !p.organEnforces() {
		return law.Errorf(law.KindNotAllowed, "own_enforcement", "决定没有经行政复议变更或者调解，不移交复议机关执行（行政复议法第七十八条）。")
	}
	if !x.HandedOn.IsZero() {
		return law.Errorf(law.KindDuplicate, "execution_handed_over", "已经移交复议机关执行。")
	}
	if p.discharged() == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_owed", "决定已经履行，无需移交执行。")
	}
	if p.remedyPending() == nil {
		return law.Errorf(law.KindNotAllowed, "remedy_pending", "行政复议或者行政诉讼正在进行，不能移交执行。")
	}
	if x.LitigationOver.IsZero() {
		return law.Errorf(law.KindNotAllowed, "litigation_time_running", "起诉期限尚未届满，不能移交执行。")
	}
	return nil
}

func (p Proceeding) handedOver() error {
	if p.Penalty.Execution.HandedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "execution_not_handed_over", "尚未移交复议机关执行。")
	}
	if p.Penalty.Execution.Organ != "" {
		return law.Errorf(law.KindDuplicate, "organ_done", "复议机关的执行结果已经记录。")
	}
	return nil
}
