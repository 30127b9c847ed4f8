package bureau

import (
	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
)

// Option changes what the office stands on.
type Option func(*Office)

// WithSeals gives the office its keys. Without them it makes no links, shows no code at
// the door and neither offers nor asks for a second factor.
func WithSeals(s seal.Keys) Option { return func(o *Office) { o.seals = s } }

// errNoKeys is a process that was started without the office's keys.
var errNoKeys = law.Errorf(law.KindInternal, "keys_missing", "程序启动时没有取得本单位的密钥，不能签发链接和检查码。")

// sign signs with the office's key.
func (o *Office) sign(message, context string) ([]byte, error) {
	if o.seals == nil {
		return nil, errNoKeys
	}
	return o.seals.Sign([]byte(message), []byte(context)), nil
}

// signed reports whether the office signed it itself.
func (o *Office) signed(message, context string, signature []byte) (bool, error) {
	if o.seals == nil {
		return false, errNoKeys
	}
	return o.seals.Verify([]byte(message), []byte(context), signature), nil
}
