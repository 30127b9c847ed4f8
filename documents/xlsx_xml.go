package documents

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlReader reads the XML of a sheet token by token. A sheet has ten tokens a row and
// column, which encoding/xml makes one by one on the heap: it takes four times as long
// as everything else. The subset is what spreadsheet programs write (UTF-8, names in
// ASCII, no document type); of anything else, and of what is not well formed, it says
// so. What it takes, encoding/xml takes too and finds the same in it, as a test has it.
type xmlReader struct {
	src     io.Reader
	buf     []byte
	at, end int // what of buf is not consumed
	limit   int // bytes since the last reset
	taken   int
	over    bool // the limit was passed

	opened []byte // the names of the open elements
	marks  []int  // where each begins
	closes bool   // the element just begun is at its end too

	// The current token, until the next is read.
	name  []byte // of an element, without its prefix
	attrs []xmlAttr
	text  []byte
}

type xmlAttr struct{ name, value []byte }

// xmlKind is a kind of token.
type xmlKind int

const (
	xmlEOF xmlKind = iota
	xmlStart
	xmlEnd
	xmlText
)

const xmlChunk = 32 << 10

var errXML = errors.New("documents: XML not well formed")

func newXMLReader(src io.Reader, limit int) *xmlReader {
	return &xmlReader{src: src, buf: make([]byte, xmlChunk), limit: limit}
}

// reset begins the count of bytes anew.
func (x *xmlReader) reset() { x.taken = 0 }

// attr is the value of an attribute of the element just begun, nil without it.
func (x *xmlReader) attr(name string) []byte {
	for _, a := range x.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// next reads a token. White space, comments and the like count as texts, or not at all.
func (x *xmlReader) next() (xmlKind, error) {
	if x.closes {
		x.closes = false
		x.pop()
		return xmlEnd, nil
	}
	for {
		n, err := x.until([]byte("<"), 0)
		if errors.Is(err, io.EOF) {
			if len(x.marks) > 0 {
				return 0, io.ErrUnexpectedEOF
			}
			if x.at == x.end {
				return xmlEOF, nil
			}
			n, err = x.end-x.at, nil
		}
		if err != nil {
			return 0, err
		}
		if n > 0 {
			x.text, err = decoded(x.consume(n))
			return xmlText, err
		}
		kind, err := x.markup()
		if err != nil || kind != xmlEOF {
			return kind, atEnd(err)
		}
	}
}

// atEnd is the error for a file that ends within a token.
func atEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// markup reads what begins with <; xmlEOF stands for what is passed over.
func (x *xmlReader) markup() (xmlKind, error) {
	if err := x.atLeast(2); err != nil {
		return 0, err
	}
	switch x.buf[x.at+1] {
	case '/':
		n, err := x.until([]byte(">"), 2)
		if err != nil {
			return 0, err
		}
		return xmlEnd, x.close(bytes.TrimRight(x.consume(n + 1)[2:n], xmlSpace))
	case '?':
		n, err := x.until([]byte("?>"), 2)
		if err != nil {
			return 0, err
		}
		return xmlEOF, checkInstruction(x.consume(n + 2)[2:n])
	case '!':
		return x.declaration()
	}
	return x.start()
}

// declaration reads a comment or characters that are taken as they are.
func (x *xmlReader) declaration() (xmlKind, error) {
	const comment, characters = "<!--", "<![CDATA["
	if err := x.atLeast(len(comment)); err != nil {
		return 0, err
	}
	if bytes.HasPrefix(x.buf[x.at:x.end], []byte(comment)) {
		n, err := x.until([]byte("--"), len(comment))
		if err != nil {
			return 0, err
		}
		if err := x.atLeast(n + 3); err != nil {
			return 0, err
		}
		if x.buf[x.at+n+2] != '>' || !validXML(x.consume(n+3)) {
			return 0, errXML
		}
		return xmlEOF, nil
	}
	if err := x.atLeast(len(characters)); err != nil {
		return 0, err
	}
	if !bytes.HasPrefix(x.buf[x.at:x.end], []byte(characters)) {
		return 0, errXML
	}
	n, err := x.until([]byte("]]>"), len(characters))
	if err != nil {
		return 0, err
	}
	x.text = x.consume(n + 3)[len(characters):n]
	if !validXML(x.text) {
		return 0, errXML
	}
	x.text = newlinesOnly(x.text)
	return xmlText, nil
}

// start reads the tag that begins an element.
func (x *xmlReader) start() (xmlKind, error) {
	n, err := x.tagEnd()
	if err != nil {
		return 0, err
	}
	tag := x.consume(n + 1)[1:n]
	x.closes = len(tag) > 0 && tag[len(tag)-1] == '/'
	if x.closes {
		tag = tag[:len(tag)-1]
	}
	name := nameOf(tag)
	if name == nil {
		return 0, errXML
	}
	x.marks = append(x.marks, len(x.opened))
	x.opened = append(x.opened, name...)
	x.name = local(name)
	x.attrs = x.attrs[:0]
	for rest := tag[len(name):]; ; {
		spaced := bytes.TrimLeft(rest, xmlSpace)
		if len(spaced) == 0 {
			return xmlStart, nil
		}
		if len(spaced) == len(rest) {
			return 0, errXML
		}
		if rest, err = x.attribute(spaced); err != nil {
			return 0, err
		}
	}
}

func (x *xmlReader) attribute(s []byte) (rest []byte, err error) {
	name := nameOf(s)
	s = bytes.TrimLeft(s[len(name):], xmlSpace)
	if name == nil || len(s) == 0 || s[0] != '=' {
		return nil, errXML
	}
	s = bytes.TrimLeft(s[1:], xmlSpace)
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' {
		return nil, errXML
	}
	n := bytes.IndexByte(s[1:], s[0])
	if n < 0 {
		return nil, errXML
	}
	value, err := decoded(s[1 : 1+n])
	if err != nil || bytes.IndexByte(s[1:1+n], '<') >= 0 {
		return nil, errXML
	}
	x.attrs = append(x.attrs, xmlAttr{name, value})
	return s[n+2:], nil
}

// close ends the element begun last, which must have the name.
func (x *xmlReader) close(name []byte) error {
	if len(x.marks) == 0 || string(x.opened[x.marks[len(x.marks)-1]:]) != string(name) {
		return errXML
	}
	x.pop()
	return nil
}

// pop ends the element begun last. Its name stays until the next token.
func (x *xmlReader) pop() {
	from := x.marks[len(x.marks)-1]
	x.name = local(x.opened[from:])
	x.opened, x.marks = x.opened[:from], x.marks[:len(x.marks)-1]
	x.attrs = x.attrs[:0]
}

// skip reads on to the end of the element just begun.
func (x *xmlReader) skip() error {
	for depth := len(x.marks); len(x.marks) >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// consume takes n bytes.
func (x *xmlReader) consume(n int) []byte {
	taken := x.buf[x.at : x.at+n]
	x.at += n
	x.taken += n
	return taken
}

// until is how many bytes stand before the mark, which is looked for from there on.
func (x *xmlReader) until(mark []byte, from int) (int, error) {
	for {
		if x.end-x.at > from {
			if i := bytes.Index(x.buf[x.at+from:x.end], mark); i >= 0 {
				return from + i, nil
			}
			from = max(from, x.end-x.at-len(mark)+1)
		}
		if err := x.more(); err != nil {
			return 0, err
		}
	}
}

// tagEnd is how many bytes stand before the > of a tag, which may also stand in the
// values of its attributes.
func (x *xmlReader) tagEnd() (int, error) {
	quote := byte(0)
	for n := 1; ; {
		for ; n < x.end-x.at; n++ {
			switch c := x.buf[x.at+n]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"', c == '\'':
				quote = c
			case c == '>':
				return n, nil
			}
		}
		if err := x.more(); err != nil {
			return 0, err
		}
	}
}

func (x *xmlReader) atLeast(n int) error {
	for x.end-x.at < n {
		if err := x.more(); err != nil {
			return err
		}
	}
	return nil
}

// more reads on, behind what is not consumed yet.
func (x *xmlReader) more() error {
	if x.taken+x.end-x.at > x.limit {
		x.over = true
		return errRowTooLong
	}
	if x.at > 0 {
		x.end = copy(x.buf, x.buf[x.at:x.end])
		x.at = 0
	}
	if x.end == len(x.buf) {
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	n, err := x.src.Read(x.buf[x.end:])
	x.end += n
	if n > 0 {
		return nil
	}
	return err
}

const xmlSpace = " \t\r\n"

// nameOf is the name at the beginning, nil if there is none that is taken.
func nameOf(s []byte) []byte {
	n, colons := 0, 0
	for ; n < len(s); n++ {
		c := s[n]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == '_':
		case n > 0 && (c >= '0' && c <= '9' || c == '.' || c == '-'):
		case n > 0 && c == ':' && colons == 0 && n+1 < len(s) && (s[n+1]|0x20 >= 'a' && s[n+1]|0x20 <= 'z' || s[n+1] == '_'):
			colons++
		case c == '>', c == '=', c == ' ', c == '\t', c == '\r', c == '\n':
			if n == 0 {
				return nil
			}
			return s[:n]
		default:
			return nil
		}
	}
	if n == 0 {
		return nil
	}
	return s
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// checkInstruction refuses the mark of another encoding.
func checkInstruction(s []byte) error {
	if !validXML(s) || nameOf(s) == nil {
		return errXML
	}
	if string(nameOf(s)) != "xml" {
		return nil
	}
	for _, part := range [][2]string{{"version", "1.0"}, {"encoding", "utf-8"}} {
		_, after, stated := bytes.Cut(s, []byte(part[0]+"="))
		if !stated {
			continue
		}
		if len(after) < 2 || after[0] != '"' && after[0] != '\'' {
			return errXML
		}
		value, _, closed := bytes.Cut(after[1:], after[:1])
		if !closed || !bytes.EqualFold(value, []byte(part[1])) {
			return errXML
		}
	}
	return nil
}

// decoded is a text with its references replaced and its line ends made LF.
func decoded(s []byte) ([]byte, error) {
	if !validXML(s) || bytes.Contains(s, []byte("]]>")) {
		return nil, errXML
	}
	s = newlinesOnly(s)
	at := bytes.IndexByte(s, '&')
	if at < 0 {
		return s, nil
	}
	out := make([]byte, 0, len(s))
	for ; at >= 0; at = bytes.IndexByte(s, '&') {
		out = append(out, s[:at]...)
		end := bytes.IndexByte(s[at:], ';')
		if end < 0 {
			return nil, errXML
		}
		r, ok := reference(string(s[at+1 : at+end]))
		if !ok {
			return nil, errXML
		}
		out = utf8.AppendRune(out, r)
		s = s[at+end+1:]
	}
	return append(out, s...), nil
}

// reference is the character that a reference stands for.
func reference(s string) (rune, bool) {
	switch s {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	if len(s) < 2 || s[0] != '#' {
		return 0, false
	}
	digits, base := s[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) || !validXML(utf8.AppendRune(nil, rune(n))) {
		return 0, false
	}
	return rune(n), true
}

// validXML reports whether s is UTF-8 of characters that XML allows.
func validXML(s []byte) bool {
	ascii := true
	for _, c := range s {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.Valid(s) && !bytes.Contains(s, []byte("\uFFFE")) && !bytes.Contains(s, []byte("\uFFFF"))
}

// newlinesOnly makes CR LF and CR into LF.
func newlinesOnly(s []byte) []byte {
	if bytes.IndexByte(s, '\r') < 0 {
		return s
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(s, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}
