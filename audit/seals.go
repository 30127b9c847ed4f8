package audit

import (
	"encoding/hex"
	"encoding/json"

	"shuangsuiji/record"
)

// Verifier tells the office's own signatures, of keys retired since too; they stand
// outside the record.
type Verifier interface {
	VerifyKept(message, context, signature []byte) bool
}

// seals: each act is as it was sealed when it was recorded, and what a person handed
// in is what the office vouched for. Acts from before there were seals stand at the
// beginning of a subject, never behind a sealed one.
func (c *check) seals(a record.Act, before []record.Act) error {
	if c.verifier == nil {
		return nil
	}
	odd := func(code, what string) error {
		return c.found("acts", a.Subject, code, "%s第%d号记录%s。", a.Subject, a.Seq, what)
	}
	if a.Seal == "" {
		if len(before) > 0 && before[len(before)-1].Seal != "" {
			return odd("act_unsealed", "没有印记，而前一号记录有")
		}
		return nil
	}
	text, err := a.Sealed()
	if err != nil || !c.verified(text, record.ActContext, a.Seal) {
		return odd("act_altered", "与记录时所加的印记不符")
	}
	if a.Proof == "" && a.Statement == "" {
		if a.Via != "" {
			return odd("act_not_vouched_for", "没有本单位接口的证明")
		}
		return nil
	}
	var s record.Statement
	if err := json.Unmarshal([]byte(a.Statement), &s); err != nil || !c.verified([]byte(a.Statement), record.HandedInContext, a.Proof) ||
		s.Subject != a.Subject && a.Seq > 1 || s.Key != a.Key || s.Kind != a.Kind || s.By.Via != a.Via || s.PayloadHash != a.PayloadHash {
		return odd("act_not_vouched_for", "与本单位接口的证明不符")
	}
	return nil
}

func (c *check) verified(text []byte, context, signature string) bool {
	raw, err := hex.DecodeString(signature)
	return err == nil && c.verifier.VerifyKept(text, []byte(context), raw)
}

// state holds the stored state against the hash that the last act was sealed with.
func (c *check) state(table, subject, hash string, acts []record.Act) error {
	if len(acts) == 0 {
		return nil
	}
	if last := acts[len(acts)-1]; last.StateHash != "" && last.StateHash != hash {
		return c.found(table, subject, "state_altered", "%s的现状与最后一号记录所载的校验值不符。", subject)
	}
	return nil
}
