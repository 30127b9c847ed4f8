package law

import (
	"encoding/json"
	"errors"
	"time"
)

// ActKind names an act, as in the record, the API's paths and the tables.
type ActKind string

// Facts are the coded part of an act: codes, dates and numbers that decide the
// next stage or period. Narratives and personal data are not facts; they stay in
// the record's payload.
type Facts interface{ Kind() ActKind }

// Act is one thing done by somebody. An act's two times are kept apart: when it
// happened, and (in the record) when it was entered.
type Act struct {
	Kind     ActKind         `json:"kind"`
	Actor    Actor           `json:"actor,omitzero"` // as the record knows the person; no message carries it
	Happened time.Time       `json:"happened"`       // UTC
	Entered  time.Time       `json:"entered"`        // UTC, the business clock when it is recorded
	Reasoned bool            `json:"reasoned,omitempty"`
	Facts    json.RawMessage `json:"facts,omitempty"`
}

// NewAct makes an act of its facts. It happened when it was entered unless said
// otherwise.
func NewAct(actor Actor, entered time.Time, facts Facts) (Act, error) {
	raw, err := json.Marshal(facts)
	if err != nil {
		return Act{}, err
	}
	return Act{Kind: facts.Kind(), Actor: actor, Happened: entered, Entered: entered, Facts: raw}, nil
}

// FactsOf reads the facts of an act; one without any has their zero value.
//
// Errors: act_facts_unreadable.
func FactsOf[F Facts](a Act) (F, error) {
	var f F
	if len(a.Facts) == 0 {
		return f, nil
	}
	err := json.Unmarshal(a.Facts, &f)
	if err == nil {
		return f, nil
	}
	unreadable := Errorf(KindInvalid, "act_facts_unreadable", "办理内容的格式不正确。")
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		unreadable.Fields = []FieldError{{Field: wrong.Field, Value: wrong.Value, Message: "格式不正确"}}
	}
	return f, unreadable
}

// NotTheSame: nobody approves what the same person proposed, nor by way of a
// delegated power on either side.
func NotTheSame(a Actor, what string, proposers ...string) error {
	for _, p := range proposers {
		if a.SamePerson(p) {
			return Errorf(KindForbidden, "own_proposal", "提出人与批准人不能是同一人，本项应由他人%s。", what)
		}
	}
	return nil
}
