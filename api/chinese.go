package api

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"shuangsuiji/door"
)

// huma keeps its error model and the texts of its validation in package variables.
// They are set once, before any interface is made: the texts are copied into the
// schemas.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		return requestProblem(status, message, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		p := requestProblem(status, message, errs)
		p.RequestID = door.RequestID(ctx.Context())
		return p
	}
	for text, chinese := range map[*string]string{
		&validation.MsgUnexpectedProperty:             "没有这个字段",
		&validation.MsgExpectedRFC3339DateTime:        "应为带时区的时间，如2024-04-19T17:30:00+08:00",
		&validation.MsgExpectedRFC3339Date:            "应为日期，如2024-04-19",
		&validation.MsgExpectedRFC3339Time:            "应为时间，如17:30:00",
		&validation.MsgExpectedRFC5322Email:           "应为电子邮件地址（%v）",
		&validation.MsgExpectedRFC3986URI:             "应为网址（%v）",
		&validation.MsgExpectedBoolean:                "应为true或者false",
		&validation.MsgExpectedNumber:                 "应为数字",
		&validation.MsgExpectedInteger:                "应为整数",
		&validation.MsgExpectedString:                 "应为文本",
		&validation.MsgExpectedBase64String:           "应为Base64编码",
		&validation.MsgExpectedArray:                  "应为列表",
		&validation.MsgExpectedObject:                 "应为对象",
		&validation.MsgExpectedArrayItemsUnique:       "不能有重复的值",
		&validation.MsgExpectedOneOf:                  "应为下列之一：%s",
		&validation.MsgExpectedMinimumNumber:          "不能小于%v",
		&validation.MsgExpectedExclusiveMinimumNumber: "应大于%v",
		&validation.MsgExpectedMaximumNumber:          "不能大于%v",
		&validation.MsgExpectedExclusiveMaximumNumber: "应小于%v",
		&validation.MsgExpectedMinLength:              "长度不能少于%d",
		&validation.MsgExpectedMaxLength:              "长度不能超过%d",
		&validation.MsgExpectedBePattern:              "应为%s",
		&validation.MsgExpectedMatchPattern:           "格式不正确，应符合%s",
		&validation.MsgExpectedMinItems:               "不能少于%d项",
		&validation.MsgExpectedMaxItems:               "不能超过%d项",
		&validation.MsgExpectedMinProperties:          "不能少于%d项",
		&validation.MsgExpectedMaxProperties:          "不能超过%d项",
		&validation.MsgExpectedRequiredProperty:       missingField + "%s",
	} {
		*text = chinese
	}
}

const missingField = "缺少必填字段"

// spoken are the texts of huma and encoding/json that stand in no variable.
var spoken = []struct {
	pattern *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^required (\w+) parameter is missing$`), "缺少必填参数"},
	{regexp.MustCompile(`^unknown query parameter$`), "没有这个查询参数"},
	{regexp.MustCompile(`^invalid integer`), "应为整数"},
	{regexp.MustCompile(`^invalid float`), "应为数字"},
	{regexp.MustCompile(`^invalid boolean`), "应为true或者false"},
	{regexp.MustCompile(`^invalid date/time`), "应为带时区的时间，如2024-04-19T17:30:00+08:00"},
	{regexp.MustCompile(`^unknown content type`), "不支持的内容类型，应为application/json"},
	{regexp.MustCompile(`invalid character|unexpected end|unexpected EOF`), "不是有效的JSON"},
	{regexp.MustCompile(`^json: cannot unmarshal`), "字段的类型不正确"},
	{regexp.MustCompile(`^parsing time|unparsable`), "格式不正确"},
}

var hasChinese = regexp.MustCompile(`\p{Han}`)

func inChinese(text string) string {
	if hasChinese.MatchString(text) {
		return text
	}
	for _, s := range spoken {
		if s.pattern.MatchString(text) {
			return s.chinese
		}
	}
	return "内容不正确"
}

// longestEcho is how much of a wrong value a reply repeats.
const longestEcho = 100

// secretFields are never repeated.
var secretFields = []string{"password", "secret", "salt", "entry", "authorization"}

// requestProblem is the reply to a request that never reached its handler.
func requestProblem(status int, message string, errs []error) *door.Problem {
	p := &door.Problem{Status: status, Code: "request_invalid", Title: "内容有误"}
	switch status {
	case http.StatusRequestEntityTooLarge:
		p.Code, p.Title, p.Detail = door.CodeBodyTooLarge, "内容过大", "提交的内容超过了允许的大小。"
	case http.StatusRequestTimeout:
		p.Code, p.Title, p.Detail = "body_timeout", "接收超时", "没有在规定时间内收到完整的内容，请重试。"
	case http.StatusUnsupportedMediaType:
		p.Code, p.Title = "content_type_unsupported", "不支持的内容类型"
	case http.StatusNotAcceptable:
		p.Code, p.Title = "not_acceptable", "不支持的内容类型"
	case http.StatusInternalServerError:
		return door.ProblemOf(errors.New(message), "")
	}
	if message == "request body is required" {
		p.Detail = "请求没有内容，应为JSON。"
	}
	for _, err := range errs {
		p.Errors = append(p.Errors, fieldProblem(err))
	}
	for _, f := range p.Errors {
		if f.Field == "header.Idempotency-Key" {
			p.Code = "idempotency_key_required"
		}
	}
	if p.Detail == "" {
		p.Detail = "提交的内容有误。"
		if n := len(p.Errors); n > 0 {
			p.Detail = fmt.Sprintf("提交的内容有%d处错误，第一处：%s %s。", n, p.Errors[0].Field, p.Errors[0].Message)
		}
	}
	p.Type = door.ProblemURN + p.Code
	return p
}

func fieldProblem(err error) door.FieldProblem {
	detailer, ok := err.(huma.ErrorDetailer)
	if !ok {
		return door.FieldProblem{Message: inChinese(err.Error())}
	}
	d := detailer.ErrorDetail()
	f := door.FieldProblem{Field: dotted(d.Location), Message: inChinese(d.Message)}
	// huma names the object in which a field is missing; a page looks for the field.
	if missing, is := strings.CutPrefix(f.Message, missingField); is {
		f.Field, f.Message = f.Field+"."+missing, "必须填写"
	}
	switch v := d.Value.(type) {
	case string:
		f.Value = v
	case float64, bool, int, int64:
		f.Value = fmt.Sprint(v)
	}
	lower := strings.ToLower(f.Field)
	for _, secret := range secretFields {
		if strings.Contains(lower, secret) || lower == "body" {
			f.Value = ""
		}
	}
	if r := []rune(f.Value); len(r) > longestEcho {
		f.Value = string(r[:longestEcho]) + "…"
	}
	return f
}
