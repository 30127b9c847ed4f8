package cases

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 检查结果书面告知 (国办发〔2024〕54号): what was decided is told to the entity in writing
// before it is made public.

// ActTellResult names the act.
const ActTellResult law.ActKind = "tell_result"

// Told is how the result reached the entity.
type Told struct {
	Method law.ServiceMethod `json:"method"`
	On     calendar.Date     `json:"on"`
}

// TellResult: the result was told to the entity in writing.
type TellResult struct {
	Method law.ServiceMethod `json:"method"`
	On     calendar.Date     `json:"on"`
}

func (TellResult) Kind() law.ActKind { return ActTellResult }

// owesResult: the result is still to be told. An entity that cannot be found, for
// whom an alternate may step in, cannot be told.
func (c Case) owesResult() bool {
	if !c.Under(law.DutyWrittenResult) || c.Told != nil || c.Result == nil {
		return false
	}
	edition, err := c.Governing()
	if err != nil {
		return false
	}
	rule, _ := edition.Outcome(c.Result.Outcome)
	return !rule.Replaceable
}

func (c Case) resultUntold() error {
	if c.Told != nil {
		return law.Errorf(law.KindDuplicate, "result_told", "检查结果已经书面告知检查对象。")
	}
	return nil
}

func (c Case) resultToldFirst() error {
	if c.owesResult() {
		return law.Errorf(law.KindNotAllowed, "result_not_told", "检查结果尚未书面告知检查对象，不能公示。")
	}
	return nil
}

func (t *transition) tellResult(f TellResult) error {
	if f.Method.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "service_method_unknown", "送达方式应为直接送达、邮寄送达、电子邮件或者短信。")
	}
	if err := t.PastDay(f.On, t.c.Result.ConfirmedOn, "告知日期", "认定之日"); err != nil {
		return err
	}
	t.c.Told = &Told{Method: f.Method, On: f.On}
	t.Meet(law.DeadlineTellResult, f.On.Start())
	return nil
}
