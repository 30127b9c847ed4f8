package api

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

// TestFieldsOfActsAreInTheBody: whatever takes an act's form puts the law's fields into
// it, and nothing else does.
func TestFieldsOfActsAreInTheBody(t *testing.T) {
	acts := 0
	for _, r := range newServer(unopened(silent)).routes() {
		do := reflect.ValueOf(r.do)
		body, has := do.FieldByName("do").Type().In(1).Elem().FieldByName("Body")
		act := has && strings.HasPrefix(body.Type.Name(), "actBody[")
		require.Equal(t, act, !do.FieldByName("refused").IsNil(), "%s %s", r.method, r.path)
		if act {
			facts, found := body.Type.FieldByName("Facts")
			require.True(t, found)
			require.Equal(t, "body."+facts.Tag.Get("json"), string(factsInBody))
			acts++
		}
	}
	require.Greater(t, acts, len(caseActs)+len(taskActs))
}

func TestARefusalIsPutIntoTheBody(t *testing.T) {
	refused := law.Errorf(law.KindInvalid, "visit_invalid", "有误")
	refused.Fields = []law.FieldError{{Field: "mode", Value: "x", Message: "方式不对"}, {Field: "findings.R1", Message: "没有填写"}}
	var e *law.Error
	require.ErrorAs(t, inBody(fmt.Errorf("in passing: %w", refused)), &e)
	require.Equal(t, &law.Error{Kind: law.KindInvalid, Code: "visit_invalid", Message: "有误", Fields: []law.FieldError{
		{Field: "body.facts.mode", Value: "x", Message: "方式不对"}, {Field: "body.facts.findings.R1", Message: "没有填写"}}}, e)
	require.Equal(t, "mode", refused.Fields[0].Field, "whose error it is keeps it")
	for _, other := range []error{errors.New("away"), law.Errorf(law.KindStale, "stale_view", "已变化")} {
		require.Same(t, other, inBody(other))
	}
}
