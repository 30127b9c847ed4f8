package offline

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/draw"
)

const mostWitnesses = 100

func (r *Request) readWitnesses(list []string) error {
	if len(list) > mostWitnesses {
		return refused("too_many_witnesses", "见证人不得超过%d名。", mostWitnesses)
	}
	seen := map[string]bool{}
	for _, one := range list {
		name, text, ok := strings.Cut(one, "=")
		name = strings.TrimSpace(name)
		if !ok || name == "" || text == "" {
			return refused("witness_invalid", "“%s”应写作见证人姓名=录入内容。", one)
		}
		if seen[name] {
			return refused("witness_repeated", "见证人“%s”写了两次。", name)
		}
		seen[name] = true
		r.witnesses = append(r.witnesses, draw.Entry{Name: name, Value: text, Source: draw.ByCommand})
	}
	return nil
}

// entries are the witnesses' entries, made at the nominal time.
func (r *Request) entries(at time.Time) []draw.Entry {
	entries := slices.Clone(r.witnesses)
	for i := range entries {
		entries[i].OpenedAt = draw.At(at)
	}
	return entries
}

func readSecret(into []byte, option, text string) error {
	if text == "" {
		return nil
	}
	secret, err := hex.DecodeString(text)
	if err != nil || len(secret) != len(into) {
		return refused("hex_invalid", "%s应为%d位十六进制数（%d字节）。", option, 2*len(into), len(into))
	}
	if slices.Max(secret) == 0 {
		return refused("hex_zero", "%s不能全为0。", option)
	}
	copy(into, secret)
	return nil
}

// secrets are the nonce and the roster key: what was not given comes from the
// operating system.
func (r *Request) secrets() (draw.Nonce, draw.Key) {
	nonce, key := r.nonce, r.key
	if nonce == (draw.Nonce{}) {
		rand.Read(nonce[:]) // never fails: it would end the process instead
	}
	if key == (draw.Key{}) {
		rand.Read(key[:])
	}
	return nonce, key
}
