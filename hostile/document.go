package hostile

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// document is the office's OpenAPI document, as far as an attacker reads it: which
// addresses there are, and what a well-formed request looks like. Only a well-formed
// one gets as far as the question who may.
type document struct {
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`

	routes []route // all that it names, in order
}

type operation struct {
	Parameters []struct {
		Name, In string
		Required bool
		Schema   schema
	}
	RequestBody *struct {
		Content map[string]struct{ Schema schema }
	}
}

type schema struct {
	Ref        string            `json:"$ref"`
	Type       kinds             `json:"type"`
	Format     string            `json:"format"`
	Pattern    string            `json:"pattern"`
	Enum       []any             `json:"enum"`
	Required   []string          `json:"required"`
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	MinItems   int               `json:"minItems"`
	MinLength  int               `json:"minLength"`
	Minimum    *float64          `json:"minimum"`
}

// kinds is one type, or several of which the first is meant.
type kinds []string

// UnmarshalJSON implements json.Unmarshaler.
func (k *kinds) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*k = kinds{one}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(k))
}

// route is one address with its method.
type route struct{ method, path string }

func (r route) String() string { return r.method + " " + r.path }

func readDocument(ctx context.Context, c *caller) (d document, err error) {
	a := c.do(ctx, http.MethodGet, "/openapi.json", nil)
	if !a.ok() {
		return d, fmt.Errorf("the office's own document: %s", a)
	}
	if err := json.Unmarshal(a.body, &d); err != nil {
		return d, err
	}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(d.Paths[path])) {
			d.routes = append(d.routes, route{strings.ToUpper(method), path})
		}
	}
	return d, nil
}

func (d document) operation(r route) operation { return d.Paths[r.path][strings.ToLower(r.method)] }

// form is a well-formed body for the route, nil where it takes none. What is a file
// is a text that is none.
func (d document) form(r route) any {
	body := d.operation(r).RequestBody
	if body == nil {
		return nil
	}
	content, isJSON := body.Content["application/json"]
	if !isJSON || content.Schema.Format == "binary" {
		return []byte("不是表格")
	}
	return d.value(content.Schema, 0)
}

// deepest bounds a schema that holds itself.
const deepest = 12

// value is the least that the schema takes.
func (d document) value(s schema, depth int) any {
	if name, is := strings.CutPrefix(s.Ref, "#/components/schemas/"); is {
		s = d.Components.Schemas[name]
	}
	if depth > deepest {
		return nil
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	switch kind := slices.Concat(s.Type, kinds{""})[0]; kind {
	case "object":
		out := map[string]any{}
		for _, name := range s.Required {
			out[name] = d.value(s.Properties[name], depth+1)
		}
		return out
	case "array":
		out := []any{}
		for range s.MinItems {
			out = append(out, d.value(*s.Items, depth+1))
		}
		return out
	case "integer", "number":
		if s.Minimum != nil {
			return *s.Minimum
		}
		return 1
	case "boolean":
		return false
	case "string":
		return text(s)
	}
	return map[string]any{}
}

// text is a text of the schema's format. A date is one on which the demonstration's
// clock stands.
func text(s schema) string {
	switch s.Format {
	case "date":
		return "2024-04-01"
	case "date-time":
		return "2024-04-01T09:00:00+08:00"
	}
	if strings.Contains(s.Pattern, "0-9a-f") {
		return strings.Repeat("0a", 32)
	}
	return strings.Repeat("试", max(1, s.MinLength))
}

// sent is the form of an act with the reason that many need.
func (d document) sent(r route) any {
	form := d.form(r)
	if act, is := form.(map[string]any); is && strings.Contains(r.path, "/acts/") || isFiling(r) {
		if _, has := act["facts"]; !has {
			act["facts"] = map[string]any{}
		}
		act["reason"] = "试"
		return act
	}
	return form
}

func isFiling(r route) bool {
	return strings.HasSuffix(r.path, "/feedback") || strings.HasSuffix(r.path, "/objections")
}
