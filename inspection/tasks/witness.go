package tasks

import (
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// 见证 (文件四(一)): entries are sealed, then opened, and a seal that nobody opens
// voids the draw. What the draw could not be revealed with is refused here: once
// it stands on record there is no way back.

var sealForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// sealEntry takes a witness's seal, or what the clerk types in for a witness:
// that is opened from the beginning and marked unsealed for ever.
func (tr *transition) sealEntry(f SealEntry) error {
	// The name goes into the seal's hash as it stands.
	if f.Witness == "" || f.Witness != strings.TrimSpace(f.Witness) {
		return law.Errorf(law.KindInvalid, "witness_required", "必须写明见证人，姓名前后不能有空格。")
	}
	if slices.ContainsFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness }) {
		return law.Errorf(law.KindDuplicate, "witness_sealed", "该见证人已经封存。")
	}
	if witnesses(tr.act.Actor) == f.Unsealed || (f.Unsealed && f.Seal != "") || (!f.Unsealed && f.Entry != "") {
		return law.Errorf(law.KindInvalid, "seal_or_entry", "见证人应只提交封存值；由经办代为录入的只能是未封存的内容。")
	}
	w := WitnessState{Name: f.Witness, Seal: f.Seal, Unsealed: f.Unsealed, By: tr.act.Actor.ID, SealedAt: tr.act.Entered}
	switch {
	case f.Unsealed && f.Entry == "":
		return law.Errorf(law.KindInvalid, "entry_required", "必须填写见证内容。")
	case f.Unsealed:
		w.Entry, w.Opened, w.OpenedAt = f.Entry, true, tr.act.Entered
	case !sealForm.MatchString(f.Seal):
		return law.Errorf(law.KindInvalid, "seal_invalid", "封存值应为64位小写十六进制数。")
	case slices.ContainsFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Unsealed }):
		// ssj-draw-1 knows no entry that is open before the last seal is in.
		return law.Errorf(law.KindNotAllowed, "entry_open_already", "已有代为录入的未封存内容，其后不能再封存；其余见证内容由经办代为录入。")
	}
	entry, err := w.forDraw()
	if err != nil {
		return err
	}
	if err := entry.Check(); err != nil {
		return plans.Plainly(err)
	}
	tr.t.Draw.Witnesses = append(tr.t.Draw.Witnesses, w)
	return nil
}

// openEntry holds the opening against the seal before it goes on record.
func (tr *transition) openEntry(f OpenEntry) error {
	i := slices.IndexFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness })
	if i < 0 {
		return law.Errorf(law.KindInvalid, "witness_unknown", "没有该见证人的封存。")
	}
	w := &tr.t.Draw.Witnesses[i]
	if w.By != tr.act.Actor.ID {
		return law.Errorf(law.KindForbidden, "not_your_seal", "只能启封本人封存、尚未启封的内容。")
	}
	if f.Entry == "" {
		return law.Errorf(law.KindInvalid, "entry_required", "必须填写见证内容。")
	}
	if salt, err := hex.DecodeString(f.Salt); err != nil || len(salt) < draw.MinWitnessSalt || len(salt) > draw.MaxWitnessSalt {
		return law.Errorf(law.KindInvalid, "salt_invalid", "盐值应为%d至%d个字节的十六进制数。", draw.MinWitnessSalt, draw.MaxWitnessSalt)
	}
	var commitment draw.Hash
	if err := commitment.UnmarshalText([]byte(tr.t.Draw.Commitment)); err != nil {
		return law.Errorf(law.KindCorrupt, "commitment_unreadable", "抽取承诺无法识别。")
	}
	w.Entry, w.Salt, w.Opened, w.OpenedAt = f.Entry, f.Salt, true, tr.act.Entered
	entry, err := w.forDraw()
	if err != nil {
		return err
	}
	if err := entry.Check(); err != nil {
		return plans.Plainly(err)
	}
	if err := entry.CheckSeal(commitment); err != nil {
		return law.Errorf(law.KindInvalid, "seal_mismatch", "启封内容与封存值不一致，请核对内容和盐值。")
	}
	return nil
}

// voidDraw: nothing but a seal that was not opened voids a draw. Its evidence
// stays; the next draw has a number of its own.
func (tr *transition) voidDraw(f VoidDraw) error {
	if !slices.ContainsFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness && !w.Opened }) {
		return law.Errorf(law.KindInvalid, "seal_not_outstanding", "该见证人没有未启封的封存；抽取不能因其他理由作废。")
	}
	void := tr.t.Draw.Number
	tr.t.Draw = DrawState{Number: void + 1, Voided: tr.t.Draw.Voided + 1}
	tr.t.Stage = StagePreparing
	tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk), "第%d次抽取因见证人“%s”未启封而作废，请重新拟定抽取方案。", void, f.Witness)
	return nil
}

// Entries are the witnesses' entries in the draw's words.
func (t Task) Entries() ([]draw.Entry, error) {
	var out []draw.Entry
	for _, w := range t.Draw.Witnesses {
		e, err := w.forDraw()
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func (w WitnessState) forDraw() (draw.Entry, error) {
	e := draw.Entry{Name: w.Name, Value: w.Entry, Source: draw.Sealed}
	if w.Opened {
		e.OpenedAt = draw.At(w.OpenedAt)
	}
	if w.Unsealed {
		e.Source = draw.ByClerk
		return e, nil
	}
	if err := e.Seal.UnmarshalText([]byte(w.Seal)); err != nil {
		return e, law.Errorf(law.KindCorrupt, "seal_unreadable", "见证人“%s”的封存值无法识别。", w.Name)
	}
	salt, err := hex.DecodeString(w.Salt)
	if err != nil {
		return e, law.Errorf(law.KindCorrupt, "salt_unreadable", "见证人“%s”的盐值无法识别。", w.Name)
	}
	e.SealedAt, e.Salt = draw.At(w.SealedAt), salt
	return e, nil
}
