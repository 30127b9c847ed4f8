package web

import (
	"encoding/json"

	"shuangsuiji/forms"
)

// bodyOf is what was handed in with an act, its facts as they stand on record.
func bodyOf(payload, facts json.RawMessage) map[string]any {
	body := decoded(payload)
	if body == nil {
		body = map[string]any{}
	}
	if onRecord := decoded(facts); len(onRecord) > 0 {
		body[forms.FactsName] = onRecord
	}
	return body
}

// decoded is a JSON object, nil for anything else.
func decoded(raw json.RawMessage) map[string]any {
	var out map[string]any
	if len(raw) == 0 || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}
