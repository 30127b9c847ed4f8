package activities

import (
	"encoding/json"
	"fmt"

	"shuangsuiji/inspection"
)

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
