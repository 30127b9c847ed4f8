package activities

import (
	"errors"
	"fmt"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/seal"
)

// drawSecret is one of the two secrets of a draw.
type drawSecret string

const (
	secretNonce     drawSecret = "nonce"
	secretRosterKey drawSecret = "roster key"
)

// place is where a secret belongs: sealed for one draw, it opens in no other.
func (s drawSecret) place(d record.Draw) []byte {
	return fmt.Appendf(nil, "draw\x00%s\x00%d\x00%s", d.Task, d.Number, s)
}

// errNoKeys is a process that was started without the office's keys.
var errNoKeys = law.Errorf(law.KindInternal, "keys_missing", "程序启动时没有取得本单位的密钥，不能锁定名单或者揭晓抽取。")

func (a *Activities) sealed(d record.Draw, what drawSecret, plain []byte) ([]byte, error) {
	if a.seals == nil {
		return nil, errNoKeys
	}
	return a.seals.Seal(plain, what.place(d))
}

// unsealed opens what a draw keeps sealed, into a secret of known length. A draw of
// before there were seals keeps it plain.
func (a *Activities) unsealed(d record.Draw, what drawSecret, kept, into []byte) error {
	if seal.Sealed(kept) {
		if a.seals == nil {
			return errNoKeys
		}
		plain, err := a.seals.Open(kept, what.place(d))
		if errors.Is(err, seal.ErrUnknownKey) {
			return law.Errorf(law.KindInternal, "key_unknown", "抽查任务%s第%d次抽取是用另一密钥密封的，请把原密钥放回密钥文件。", d.Task, d.Number)
		}
		if err != nil {
			return law.Errorf(law.KindCorrupt, "draw_secret_damaged", "抽查任务%s第%d次抽取密封的内容已被改动。", d.Task, d.Number)
		}
		kept = plain
	}
	if len(kept) != len(into) {
		return law.Errorf(law.KindCorrupt, "draw_secret_damaged", "抽查任务%s第%d次抽取密封的内容已被改动。", d.Task, d.Number)
	}
	copy(into, kept)
	return nil
}
