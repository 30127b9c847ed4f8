package apiclient

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Problem is the API's refusal of a request.
type Problem struct {
	Status    int          `json:"status"`
	Code      string       `json:"code"`
	Detail    string       `json:"detail"`
	Errors    []FieldError `json:"errors"`
	RequestID string       `json:"requestId"`

	body []byte
}

// FieldError is one wrong value of a request.
type FieldError struct {
	Field   string `json:"field"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

// Error is one line in Chinese with the code.
func (p *Problem) Error() string {
	var said strings.Builder
	said.WriteString(p.Detail)
	for i, e := range p.Errors {
		if i == 3 {
			fmt.Fprintf(&said, "；等%d处", len(p.Errors))
			break
		}
		fmt.Fprintf(&said, "；%s：%s", e.Field, e.Message)
	}
	fmt.Fprintf(&said, "（%s）", p.Code)
	if p.Status >= http.StatusInternalServerError && p.RequestID != "" {
		fmt.Fprintf(&said, "，请求编号%s", p.RequestID)
	}
	return said.String()
}

// Decode reads what the refusal says beyond the common fields.
func (p *Problem) Decode(into any) error { return json.Unmarshal(p.body, into) }

// away reports whether the same request may succeed a little later.
func (p *Problem) away() bool {
	return p.Status == http.StatusServiceUnavailable || p.Status == http.StatusTooManyRequests
}

// problemOf reads a refusal; what is no problem document comes from something
// else than the API.
func problemOf(address string, status int, body []byte) *Problem {
	p := &Problem{body: body}
	if err := json.Unmarshal(body, p); err != nil || p.Code == "" {
		p.Detail = fmt.Sprintf("%s的回答无法识别（HTTP %d），请核对接口地址", address, status)
		p.Code = "answer_unknown"
	}
	p.Status = status
	return p
}

// AwayError says that nobody answers at the address.
type AwayError struct {
	Address string
	Err     error
}

// Error names the address and the way out.
func (e *AwayError) Error() string {
	return fmt.Sprintf("连不上接口%s：%v。请确认系统已经启动，或者另行指明接口地址（api_away）", e.Address, e.Err)
}

// Unwrap returns the network's error.
func (e *AwayError) Unwrap() error { return e.Err }
