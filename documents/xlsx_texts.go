package documents

import (
	"bufio"
	"errors"
	"os"
	"strconv"
	"strings"
	"unicode/utf16"
)

// sharedTexts are the texts that the cells of an xlsx point to. What does not fit in
// memory lies in a temporary file.
type sharedTexts struct {
	ends []int64 // of each text in held, or in the file
	held strings.Builder
	all  string // held, once all are read

	file *os.File
	out  *bufio.Writer
}

// heldTexts is how many bytes of texts are held in memory.
const heldTexts = 32 << 20

func (t *sharedTexts) add(text, tempDir string) (err error) {
	if t.file == nil && t.held.Len()+len(text) > heldTexts {
		if t.file, err = os.CreateTemp(tempDir, "documents-"); err != nil {
			return err
		}
		t.out = bufio.NewWriter(t.file)
		if _, err := t.out.WriteString(t.held.String()); err != nil {
			return err
		}
		t.held.Reset()
	}
	if t.file != nil {
		_, err = t.out.WriteString(text)
	} else {
		t.held.WriteString(text)
	}
	t.ends = append(t.ends, t.start(len(t.ends))+int64(len(text)))
	return err
}

func (t *sharedTexts) done() error {
	t.all = t.held.String()
	if t.out == nil {
		return nil
	}
	return t.out.Flush()
}

func (t *sharedTexts) start(i int) int64 {
	if i == 0 {
		return 0
	}
	return t.ends[i-1]
}

// at is the text of that number; an error if there is none.
func (t *sharedTexts) at(number string) (string, error) {
	i, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || i < 0 || i >= len(t.ends) {
		return "", errSheet
	}
	from, to := t.start(i), t.ends[i]
	if t.file == nil {
		return t.all[from:to], nil
	}
	text := make([]byte, to-from)
	if _, err := t.file.ReadAt(text, from); err != nil {
		return "", err
	}
	return string(text), nil
}

// Close removes the temporary file.
func (t *sharedTexts) Close() error {
	if t.file == nil {
		return nil
	}
	err := errors.Join(t.file.Close(), os.Remove(t.file.Name()))
	t.file = nil
	return err
}

// readTexts reads the shared strings; no single one passes the limit of a row.
func (p *parts) readTexts() error {
	f := p.files[sharedStrings]
	if f == nil {
		return nil
	}
	part, err := f.Open()
	if err != nil {
		return damaged("共享字符串")
	}
	x := newXMLReader(part, p.o.MaxRowBytes+xmlBuffer)
	err = errors.Join(p.walkTexts(x), part.Close(), p.texts.done())
	switch {
	case known(err), errors.Is(err, os.ErrPermission), errors.Is(err, os.ErrNotExist):
		return err
	case x.over:
		return tooLarge("xlsx文件中有超过%s的单元格", megabytes(int64(p.o.MaxRowBytes)))
	case err != nil:
		return damaged("共享字符串")
	}
	return nil
}

func (p *parts) walkTexts(x *xmlReader) error {
	for {
		kind, err := x.next()
		switch {
		case err != nil:
			return err
		case kind == xmlEOF:
			return nil
		case kind != xmlStart || string(x.name) != "si":
			continue
		case len(p.texts.ends) == maxTexts:
			return tooLarge("xlsx文件中不同的文本超过%d个的上限，请分成几个文件导入", maxTexts)
		}
		x.reset()
		s, err := readText(x)
		if err != nil {
			return err
		}
		if err := p.texts.add(s, p.o.TempDir); err != nil {
			return err
		}
		x.reset()
	}
}

// readText is the text of an element just begun: of all its runs, without how they
// are pronounced.
func readText(x *xmlReader) (string, error) {
	var text string
	for depth := len(x.marks); len(x.marks) >= depth; {
		kind, err := x.next()
		if err == nil && kind == xmlStart {
			switch string(x.name) {
			case "t":
				var part string
				part, err = x.characters()
				text += part
			case "rPh":
				err = x.skip()
			}
		}
		if err != nil {
			return "", err
		}
	}
	return unescaped(text), nil
}

// characters is the text up to the end of the element just begun.
func (x *xmlReader) characters() (text string, _ error) {
	for {
		kind, err := x.next()
		switch {
		case err != nil:
			return "", err
		case kind == xmlText:
			text += string(x.text)
		case kind == xmlStart:
			if err := x.skip(); err != nil {
				return "", err
			}
		case kind == xmlEnd:
			return text, nil
		}
	}
}

// unescaped puts the characters in place of the escapes _xHHHH_, by which xlsx writes
// those that XML cannot hold.
func unescaped(s string) string {
	const length = len("_x000D_")
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var out strings.Builder
	for ; at >= 0; at = strings.Index(s, "_x") {
		out.WriteString(s[:at])
		s = s[at:]
		if len(s) >= length && s[length-1] == '_' {
			if code, err := strconv.ParseUint(s[2:length-1], 16, 16); err == nil && !utf16.IsSurrogate(rune(code)) {
				out.WriteRune(rune(code))
				s = s[length:]
				continue
			}
		}
		out.WriteString("_x")
		s = s[2:]
	}
	return out.String() + s
}
