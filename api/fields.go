package api

import (
	"errors"
	"regexp"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// A page hangs each message on the input that it is about. The fields of a refusal are
// therefore paths of the request, in one notation whoever refuses: "body.facts.on",
// "body.facts.parts.0.fen".

// factsInBody is where an [actBody] has the facts.
const factsInBody = law.Path("body.facts")

// inBody makes the fields of an act's refusal paths of the request: the law names them
// within the facts, and attachments and a party's details stand beside those.
func inBody(err error) error {
	var e *law.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return err
	}
	within := factsInBody
	if record.OfSubmission(e.Code) {
		within = "body"
	}
	moved := *e
	moved.Fields = make([]law.FieldError, len(e.Fields))
	for i, f := range e.Fields {
		f.Field = string(within.Join(f.Field))
		moved.Fields[i] = f
	}
	return &moved
}

var index = regexp.MustCompile(`\[(\d+)\]`)

// dotted is a path as huma writes it, "body.parts[0].fen", in our notation.
func dotted(path string) string { return index.ReplaceAllString(path, ".$1") }
