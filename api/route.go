package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// route is one row of the surface.
type route struct {
	method, path string
	tag          string
	summary      string // what it does, in Chinese
	description  string
	way          door.Way
	who          string            // in Chinese; what each role may then do is the use case's to say
	roles        []law.Role        // those of staff who may, whatever the subject; nil: it depends on it
	status       int               // of success, 200 unless said
	body         *huma.RequestBody // of a route that reads its body itself
	reply        map[string]*huma.MediaType
	refusal      reflect.Type // of a 422 that says more than a Problem
	do           endpoint
}

// endpoint is a typed handler whose types only huma needs to know.
type endpoint interface {
	register(*server, huma.API, huma.Operation)
}

type handler[I, O any] struct {
	do func(context.Context, *I) (*O, error)
	// refused, if any, puts an error into the words of the request.
	refused func(error) error
}

func to[I, O any](fn func(context.Context, *I) (*O, error)) endpoint { return handler[I, O]{do: fn} }

// toAct is for those whose body is an [actBody].
func toAct[I, O any](fn func(context.Context, *I) (*O, error)) endpoint {
	return handler[I, O]{do: fn, refused: inBody}
}

func (h handler[I, O]) register(s *server, api huma.API, op huma.Operation) {
	huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := h.do(ctx, in)
		if err != nil && h.refused != nil {
			err = h.refused(err)
		}
		var refused *importProblem
		if errors.As(err, &refused) {
			return nil, refused
		}
		if err != nil {
			return nil, s.door.Problem(ctx, err)
		}
		return out, nil
	})
}

// nothing is the input or reply of a route that has none.
type nothing struct{}

const (
	schemeSession = "session"
	schemeToken   = "token"
)

// mount registers the table and returns the OpenAPI document made of it.
func (s *server) mount(engine *gin.Engine) *huma.OpenAPI {
	api := humagin.New(engine, huma.Config{OpenAPI: s.document(), DefaultFormat: "application/json",
		Formats: map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}})
	nameTypes(api.OpenAPI().Components.Schemas)
	for _, r := range s.routes() {
		op := r.operation(s, api.OpenAPI().Components.Schemas)
		r.do.register(s, api, op)
		if r.body != nil { // told afterwards: huma reads the bodies that it knows of
			operationOf(api.OpenAPI().Paths[r.path], r.method).RequestBody = r.body
		}
	}
	nameFacts(api.OpenAPI().Components.Schemas)
	return api.OpenAPI()
}

// operationOf is the operation of a path of which the handler reads the body itself.
func operationOf(path *huma.PathItem, method string) *huma.Operation {
	if method == http.MethodPut {
		return path.Put
	}
	return path.Post
}

func (r route) operation(s *server, schemas huma.Registry) huma.Operation {
	op := huma.Operation{
		OperationID: operationID(r.method, r.path), Method: r.method, Path: r.path, Tags: []string{r.tag},
		Summary: r.summary, Description: r.describe(), DefaultStatus: r.status, MaxBodyBytes: s.limits.Body, BodyReadTimeout: s.door.Limits().Deadline,
		RejectUnknownQueryParameters: true,
		Middlewares:                  huma.Middlewares{s.admit(r.way)},
		Responses: map[string]*huma.Response{"default": {Description: "未能办理，原因见code和detail",
			Content: map[string]*huma.MediaType{door.ProblemType: {Schema: schemas.Schema(problemSchema, true, "")}}}},
	}
	if r.reply != nil {
		op.Responses["200"] = &huma.Response{Description: "成功", Content: r.reply}
	} else {
		op.Responses[statusText(r.status)] = &huma.Response{Description: "成功"}
	}
	if r.refusal != nil {
		op.Responses["422"] = &huma.Response{Description: "内容有误，没有导入", Content: map[string]*huma.MediaType{door.ProblemType: {Schema: schemas.Schema(r.refusal, true, "")}}}
	}
	switch r.way.For {
	case door.Staff:
		op.Security = []map[string][]string{{schemeSession: {}}, {schemeToken: {}}}
	case door.Persons:
		op.Security = []map[string][]string{{schemeSession: {}}}
	default:
		op.Security = []map[string][]string{}
	}
	return op
}

func (r route) describe() string {
	parts := []string{"办理人：" + r.who + "。"}
	if r.description != "" {
		parts = append(parts, r.description)
	}
	return strings.Join(parts, "\n\n")
}

func statusText(status int) string {
	if status == http.StatusNoContent {
		return "204"
	}
	if status == http.StatusCreated {
		return "201"
	}
	return "200"
}

// operationID is made of method and path: get-api-cases-no.
func operationID(method, path string) string {
	words := strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune("/{}.", r) })
	return strings.Join(slices.Insert(words, 0, strings.ToLower(method)), "-")
}
