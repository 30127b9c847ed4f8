package law

import (
	"encoding/json"
	"fmt"
)

// Copy is a copy of a subject that shares nothing with it, for an act to be performed
// on: what is refused half way has changed nothing. It goes through JSON, as every
// subject must anyway: a field that does not survive that is found at the first act.
func Copy[S any](subject S) (S, error) {
	var out S
	raw, err := json.Marshal(subject)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		return out, fmt.Errorf("copy %T: %w", subject, err)
	}
	return out, nil
}
