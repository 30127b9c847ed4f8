package activities

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"shuangsuiji/inspection"
)

// messageID is the same for the same thing told to the same person, so that a
// mail delivered twice is recognised.
func messageID(domain, subject, key, person string) string {
	if domain == "" {
		domain = "shuangsuiji.invalid"
	}
	sum := sha256.Sum256([]byte(subject + "\x00" + key + "\x00" + person))
	return "<" + hex.EncodeToString(sum[:16]) + "@" + domain + ">"
}

func unmarshal(raw []byte, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return inspection.Errorf(inspection.KindInvalid, "act_facts_unreadable", "办理内容的格式不正确：%v", err)
	}
	return nil
}

func marshal(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return raw, nil
}
