package draw

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// evidence is what a file may hold, full or public.
type evidence struct {
	Record
	Inside   *Inside   `json:"inside,omitempty"`
	Openings []Opening `json:"openings,omitempty"`
	Shows    *Shows    `json:"shows,omitempty"`
}

// decode reads an evidence file. Only the canonical text is accepted: then
// there is one way to read it, in every language, and no byte without a
// meaning.
func decode(data []byte) (*evidence, error) {
	var e evidence
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return nil, syntaxError(err)
	}
	m := &matcher{want: data}
	err := writeCanonical(m, &e)
	switch {
	case errors.Is(err, errDiffers), err == nil && m.at != len(data):
		return nil, failf(CodeNotCanonical, "证据文件不是规范格式：自第 %d 字节起与规范写法不同", m.at+1)
	case err != nil:
		return nil, failf(CodeNotCanonical, "证据文件不是规范格式：%v", err)
	}
	return &e, nil
}

func syntaxError(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return failf(CodeSyntax, "证据文件在第 %d 字节处不是有效的 JSON", syntax.Offset)
	case errors.As(err, &kind):
		return failf(CodeSyntax, "证据文件中“%s”的类型不对（第 %d 字节）", kind.Field, kind.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return failf(CodeSyntax, "证据文件为空或不完整")
	default:
		return failf(CodeSyntax, "证据文件无法读取：%v", err)
	}
}

var errDiffers = errors.New("differs")

// matcher compares what is written to it with what is wanted.
type matcher struct {
	want []byte
	at   int
}

func (m *matcher) Write(p []byte) (int, error) {
	rest := m.want[m.at:]
	for i := range p {
		if i >= len(rest) || rest[i] != p[i] {
			m.at += i
			return i, errDiffers
		}
	}
	m.at += len(p)
	return len(p), nil
}

// ReadFull reads full evidence. It does not verify it.
//
// Errors: CodeSyntax, CodeNotCanonical, CodeFormat.
func ReadFull(data []byte) (*FullEvidence, error) {
	e, err := decode(data)
	if err != nil {
		return nil, err
	}
	if e.Extent != Full || e.Inside == nil {
		return nil, failf(CodeFormat, "这不是完整证据")
	}
	return &FullEvidence{Record: e.Record, Inside: *e.Inside}, nil
}

// ReadPublic reads public evidence. It does not verify it.
//
// Errors: CodeSyntax, CodeNotCanonical, CodeFormat.
func ReadPublic(data []byte) (*PublicEvidence, error) {
	e, err := decode(data)
	if err != nil {
		return nil, err
	}
	if e.Extent != Public || e.Shows == nil {
		return nil, failf(CodeFormat, "这不是公开证据")
	}
	return &PublicEvidence{Record: e.Record, Openings: e.Openings, Shows: *e.Shows}, nil
}
