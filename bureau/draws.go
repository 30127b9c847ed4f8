package bureau

import (
	"context"
	"encoding/json"
	"fmt"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Commitment is the published commitment of a task's draw; anyone may read it.
func (o *Office) Commitment(ctx context.Context, task string, number int) (json.RawMessage, error) {
	d, err := o.record.DrawHead(ctx, task, number)
	return d.Commitment, err
}

// PublicEvidence is the public evidence of a draw that was revealed or voided.
func (o *Office) PublicEvidence(ctx context.Context, task string, number int) ([]byte, error) {
	d, err := o.record.DrawHead(ctx, task, number)
	if err != nil {
		return nil, err
	}
	if d.Stage == record.DrawCommitted {
		return nil, law.Errorf(law.KindNotAllowed, "draw_not_revealed", "抽取尚未揭晓，证据在揭晓后公布。")
	}
	return o.record.DrawPart(ctx, task, number, record.PartPublic)
}

// PublicDraws are all draws by the hashes of their commitments; anyone may read
// them.
func (o *Office) PublicDraws(ctx context.Context, p record.Page) (record.Listed[record.PublicDraw], error) {
	return o.record.PublicDraws(ctx, p)
}

// TaskDraws are the draws of a task that were committed, the last one first.
//
// Errors: not_your_act, task_not_found.
func (o *Office) TaskDraws(ctx context.Context, actor law.Actor, task string) ([]record.PublicDraw, error) {
	if err := access.ReadTasks.Require(actor); err != nil {
		return nil, err
	}
	t, err := o.record.Task(ctx, task)
	if err != nil {
		return nil, err
	}
	var out []record.PublicDraw
	for n := t.Draw.Number; n > 0; n-- {
		d, err := o.record.DrawHead(ctx, task, n)
		if law.KindOf(err) == law.KindNotFound {
			continue // not yet committed
		}
		if err != nil {
			return nil, err
		}
		out = append(out, record.PublicDraw{Task: d.Task, Number: d.Number, Stage: d.Stage, Hash: d.Hash, Committed: d.Committed, Ended: d.Ended})
	}
	return out, nil
}

// FullEvidence is for the bureau and its supervisor. Each look at it stands in the
// security log.
func (o *Office) FullEvidence(ctx context.Context, actor law.Actor, task string, number int) ([]byte, error) {
	return o.fullEvidence(ctx, actor, task, number, "查看完整证据")
}

func (o *Office) fullEvidence(ctx context.Context, actor law.Actor, task string, number int, what string) ([]byte, error) {
	if err := access.ReadEvidence.Require(actor); err != nil {
		return nil, err
	}
	if _, err := o.PublicEvidence(ctx, task, number); err != nil {
		return nil, err
	}
	raw, err := o.record.DrawPart(ctx, task, number, record.PartFull)
	if err == nil {
		o.note(ctx, record.SecurityEvent{Kind: record.EventEvidenceRead, Account: actor.ID, Subject: task, Detail: fmt.Sprintf("第%d次抽取：%s", number, what)})
	}
	return raw, err
}

// Verification is the result of recomputing a draw from its evidence.
type Verification struct {
	Valid   bool   `json:"valid"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
}

// VerifyDraw recomputes a draw on record from its public evidence, against the
// commitment that was published.
func (o *Office) VerifyDraw(ctx context.Context, task string, number int) (Verification, error) {
	evidence, err := o.PublicEvidence(ctx, task, number)
	if err != nil {
		return Verification{}, err
	}
	d, err := o.record.DrawHead(ctx, task, number)
	if err != nil {
		return Verification{}, err
	}
	var published draw.Hash
	if err := published.UnmarshalText([]byte(d.Hash)); err != nil {
		return Verification{}, law.Errorf(law.KindCorrupt, "commitment_unreadable", "抽取承诺无法识别。")
	}
	return VerifyEvidence(evidence, &published), nil
}

// VerifyEvidence recomputes a draw from an evidence file, against a published
// commitment where one is given.
func VerifyEvidence(evidence []byte, published *draw.Hash) Verification {
	verdict := "验证通过：抽取结果与公布的承诺、见证内容和名单完全一致。"
	var err error
	if published != nil {
		err = draw.VerifyPublished(evidence, *published)
	} else {
		verdict = "验证通过：抽取结果与证据所载的承诺、见证内容和名单完全一致；是否与事前公布的承诺一致，没有核对。"
		err = draw.Verify(evidence)
	}
	if err == nil {
		return Verification{Valid: true, Message: verdict}
	}
	v := Verification{Message: err.Error()}
	if d, ok := asDrawError(err); ok {
		v.Code, v.Message = d.Code, d.Message
	}
	return v
}

// Opening proves to an entity where it stood in the roster of a draw.
func (o *Office) Opening(ctx context.Context, actor law.Actor, task string, number int, code string) (draw.Opening, error) {
	raw, err := o.fullEvidence(ctx, actor, task, number, "证明"+code+"在名单中的位置")
	if err != nil {
		return draw.Opening{}, err
	}
	full, err := draw.ReadFull(raw)
	if err != nil {
		return draw.Opening{}, err
	}
	opening, err := full.OpeningOf(code)
	if d, ok := asDrawError(err); ok {
		return opening, law.Errorf(law.KindNotFound, "draw_"+d.Code, "%s", d.Message)
	}
	return opening, err
}

// VerifyFile recomputes a draw from an evidence file; an empty commitment leaves
// open whether it is the one that was published.
func VerifyFile(evidence []byte, commitment string) (Verification, error) {
	if commitment == "" {
		return VerifyEvidence(evidence, nil), nil
	}
	var published draw.Hash
	if err := published.UnmarshalText([]byte(commitment)); err != nil {
		return Verification{}, law.Errorf(law.KindInvalid, "commitment_invalid", "承诺值应为64位十六进制数。")
	}
	return VerifyEvidence(evidence, &published), nil
}
