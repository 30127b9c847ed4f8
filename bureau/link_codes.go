package bureau

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"math/big"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// The second factor of a link is six digits, from the paper that came with it or
// from a mail to the address in the register.
const (
	codeDigits = 6
	// triesBeforePause wrong codes in a row stop a link for pauseOfCode, and so does
	// every such number more; triesBeforeLock stop it for good. A guess is right with
	// 15 in a million.
	triesBeforePause = 5
	triesBeforeLock  = 15
	pauseOfCode      = 15 * time.Minute
)

var errCodeRequired = law.Errorf(law.KindForbidden, "link_code_required", "办理事项须填写通知书上或者邮件中的6位验证码。")

// newCode is six random digits; rand.Int does not fail on the system's source.
func newCode() string {
	n, _ := rand.Int(rand.Reader, big.NewInt(1_000_000))
	return fmt.Sprintf("%0*d", codeDigits, n)
}

// codeContext binds a kept code to its link.
func codeContext(l record.Link) string { return "link code\x00" + l.Hash }

// keptCode is what the record keeps of a code. A plain hash of six digits would be
// reversed at once; this takes the office's key as well.
func (o *Office) keptCode(code string, l record.Link) (string, error) {
	signature, err := o.sign(code, codeContext(l))
	return base64.RawStdEncoding.EncodeToString(signature), err
}

func (o *Office) rightCode(code string, l record.Link) (bool, error) {
	signature, err := base64.RawStdEncoding.DecodeString(l.Code)
	if err != nil {
		return false, law.Errorf(law.KindCorrupt, "link_code_damaged", "链接的验证码已被改动，请换发链接。")
	}
	return o.signed(code, codeContext(l), signature)
}

// checkCode takes a code for an act by a link, and counts the wrong ones. Each try
// is judged under the link's lock, so that many at once are no more tries.
//
// A link of before codes has none; it ends by itself soon.
//
// Errors: link_code_required, link_code_wrong, link_code_paused, link_locked.
func (o *Office) checkCode(ctx context.Context, l record.Link, code string) error {
	if l.Generation == 0 {
		return nil
	}
	if code == "" {
		return errCodeRequired
	}
	right, err := o.rightCode(code, l)
	if err != nil {
		return err
	}
	var before, after record.Link
	var verdict error
	err = o.record.ChangeLink(ctx, l.Hash, func(l *record.Link) {
		before = *l
		verdict = judgeCode(l, right, registers.Recorded(o.now()))
		after = *l
	})
	if err != nil {
		return err
	}
	if after.Tries > before.Tries {
		e := record.SecurityEvent{Kind: record.EventLinkCodeWrong, Subject: l.Subject, Detail: named(l) + "的验证码有误"}
		if !after.Locked.IsZero() {
			e.Kind, e.Detail = record.EventLinkLocked, named(l)+"因验证码多次有误已锁定，须换发"
		}
		o.note(ctx, e)
	}
	return verdict
}

// judgeCode judges one try at the moment, and counts it.
func judgeCode(l *record.Link, right bool, now time.Time) error {
	switch {
	case !l.Ended.IsZero():
		return errLinkEnded
	case !l.Locked.IsZero():
		return law.Errorf(law.KindForbidden, "link_locked", "验证码多次有误，链接已锁定，请联系检查组换发。")
	case now.Before(l.Paused):
		return law.Errorf(law.KindForbidden, "link_code_paused", "验证码多次有误，请%d分钟后再试。", 1+int(l.Paused.Sub(now)/time.Minute))
	case right:
		l.Tries, l.Paused = 0, time.Time{}
		return nil
	}
	l.Tries++
	switch {
	case l.Tries >= triesBeforeLock:
		l.Locked = now
		return law.Errorf(law.KindForbidden, "link_locked", "验证码多次有误，链接已锁定，请联系检查组换发。")
	case l.Tries%triesBeforePause == 0:
		l.Paused = now.Add(pauseOfCode)
		return law.Errorf(law.KindForbidden, "link_code_wrong", "验证码有误。已连续%d次有误，请%d分钟后再试。", l.Tries, int(pauseOfCode.Minutes()))
	}
	return law.Errorf(law.KindForbidden, "link_code_wrong", "验证码有误，还可以试%d次。", triesBeforePause-l.Tries%triesBeforePause)
}
