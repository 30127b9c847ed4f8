package door

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"strconv"

	"shuangsuiji/attachments"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
)

// Problem is every refusal (RFC 9457): Code is stable and for programs, Detail is
// for people and in Chinese.
type Problem struct {
	Type      string         `json:"type" doc:"urn:ssj:problem:加code" example:"urn:ssj:problem:act_not_at_this_stage"`
	Title     string         `json:"title" doc:"问题类别"`
	Status    int            `json:"status" doc:"HTTP状态码"`
	Code      string         `json:"code" doc:"稳定的错误代码，供程序使用" example:"act_not_at_this_stage"`
	Detail    string         `json:"detail" doc:"说明，供人阅读"`
	Errors    []FieldProblem `json:"errors,omitempty" doc:"逐项错误"`
	RequestID string         `json:"requestId,omitempty" doc:"请求编号，报告故障时请提供"`

	retryAfter int // seconds, 0 for no advice
}

// FieldProblem is one wrong value of a request.
type FieldProblem struct {
	Field   string `json:"field" doc:"字段位置，如body.facts.on"`
	Value   string `json:"value,omitempty" doc:"收到的值"`
	Message string `json:"message" doc:"错误说明"`
}

// Error implements error with the Chinese detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus, ContentType and GetHeaders are named as huma asks of errors.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of every problem, whatever the caller would like.
func (p *Problem) ContentType(string) string { return ProblemType }

// GetHeaders are what the reply says beside its body.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="shuangsuiji"`)
	}
	return h
}

// SetHeaders sets what the reply says beside its body, be that JSON or a page.
func (p *Problem) SetHeaders(h http.Header) { maps.Copy(h, p.GetHeaders()) }

// Answer answers with the problem as JSON. What does not arrive is logged: whoever
// asked may have left.
func (d *Door) Answer(w http.ResponseWriter, r *http.Request, p *Problem) {
	if err := p.writeJSON(w); err != nil {
		d.log.WarnContext(r.Context(), "problem not sent whole", "request", p.RequestID, "code", p.Code, "error", err)
	}
}

func (p *Problem) writeJSON(w http.ResponseWriter) error {
	p.SetHeaders(w.Header())
	body, err := json.Marshal(p)
	if err != nil { // strings and numbers only
		w.WriteHeader(http.StatusInternalServerError)
		return err
	}
	w.Header().Set("Content-Type", ProblemType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(p.Status)
	_, err = w.Write(body)
	return err
}

// ProblemType is the media type of problems.
const ProblemType = "application/problem+json"

// ProblemURN stands before a problem's code in its type.
const ProblemURN = "urn:ssj:problem:"

// answer is what a kind of error says over HTTP.
type answer struct {
	status int
	title  string
}

// answers is the one mapping from the domain's kinds of error.
var answers = map[law.ErrorKind]answer{
	law.KindInvalid:     {http.StatusUnprocessableEntity, "内容有误"},
	law.KindForbidden:   {http.StatusForbidden, "无权办理"},
	law.KindNotAllowed:  {http.StatusConflict, "现在不能办理"},
	law.KindNotFound:    {http.StatusNotFound, "没有找到"},
	law.KindDuplicate:   {http.StatusConflict, "已经存在"},
	law.KindStale:       {http.StatusPreconditionFailed, "内容已经过时"},
	law.KindKeyReused:   {http.StatusUnprocessableEntity, "幂等键已被使用"},
	law.KindUnavailable: {http.StatusServiceUnavailable, "暂时不可用"},
	law.KindTooMany:     {http.StatusTooManyRequests, "超出限制"},
	law.KindUnauthentic: {http.StatusUnauthorized, "未登录"},
	law.KindCorrupt:     {http.StatusInternalServerError, "系统故障"},
	law.KindInternal:    {http.StatusInternalServerError, "系统故障"},
}

// ofCode are the refusals that HTTP has a status of its own for, whatever their kind.
var ofCode = map[string]int{
	documents.CodeTooLarge:   http.StatusRequestEntityTooLarge,
	attachments.CodeTooLarge: http.StatusRequestEntityTooLarge,
	attachments.CodeType:     http.StatusUnsupportedMediaType,
	CodeBodyTooLarge:         http.StatusRequestEntityTooLarge,
}

// CodeBodyTooLarge refuses a request or a form that is longer than it may be.
const CodeBodyTooLarge = "body_too_large"

const (
	retryUnavailable = 5 // seconds after which a repeat makes sense
	adviceRepeat     = "请稍后使用同一个幂等键（Idempotency-Key）重试，不会重复办理。"
	detailInternal   = "系统发生故障，本次请求没有完成。请将请求编号告知管理员。"
)

// codeDeadline and others name what only this package refuses.
const (
	codeDeadline = "deadline_exceeded"
	codeInternal = "internal"
)

// ProblemOf makes the reply to an error. Faults of the software are replaced by one
// sentence; [Door.Problem] logs them first.
func ProblemOf(err error, requestID string) *Problem {
	var made *Problem
	if errors.As(err, &made) {
		if made.RequestID == "" {
			made.RequestID = requestID
		}
		return made
	}
	var e *law.Error
	switch {
	case errors.As(err, &e):
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		e = law.Errorf(law.KindUnavailable, codeDeadline, "未能在规定时间内办完，是否已经记录尚不确定。")
	default:
		e = law.Errorf(law.KindInternal, codeInternal, "%s", detailInternal)
	}
	a, ok := answers[e.Kind]
	if !ok {
		a = answers[law.KindInternal]
	}
	p := &Problem{Type: ProblemURN + e.Code, Title: a.title, Status: a.status, Code: e.Code, Detail: e.Message, RequestID: requestID}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, FieldProblem(f))
	}
	switch {
	case a.status == http.StatusInternalServerError:
		p.Detail = detailInternal
	case e.Kind == law.KindUnavailable:
		p.retryAfter = retryUnavailable
		p.Detail += adviceRepeat
	}
	if status, own := ofCode[e.Code]; own {
		p.Status = status
	}
	p.atEdge(err)
	return p
}

// Problem makes the reply to an error and logs what the reply does not say.
func (d *Door) Problem(ctx context.Context, err error) *Problem {
	p := ProblemOf(err, RequestID(ctx))
	if p.Status == http.StatusInternalServerError || p.Status == http.StatusServiceUnavailable {
		d.log.ErrorContext(ctx, "request failed", "request", p.RequestID, "code", p.Code, "error", err)
	}
	return p
}
