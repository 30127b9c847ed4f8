package documents

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"shuangsuiji/inspection/law"
)

// Format is a kind of spreadsheet file; its text is the file's extension.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	// PlainCSV is a csv for programs, without a byte order mark and with LF. It is
	// only written: read, it is a csv like any other.
	PlainCSV Format = "plain csv"
)

// ParseFormat reads a format's name, as in a request for an export.
func ParseFormat(s string) (Format, error) {
	switch f := Format(strings.ToLower(strings.TrimSpace(s))); f {
	case CSV, XLSX:
		return f, nil
	}
	return "", invalid(CodeFormat, "不支持“%s”格式，请选择xlsx或者csv", excerpt(s, 20))
}

// ContentType is the format's media type.
func (f Format) ContentType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// File is a spreadsheet to read; [bytes.Reader], [strings.Reader] and
// [io.SectionReader] are Files.
type File interface {
	io.ReaderAt
	Size() int64
}

var (
	zipMagic = []byte("PK\x03\x04")
	zipEmpty = []byte("PK\x05\x06")
	oleMagic = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	utf16LE  = []byte("\xFF\xFE")
	utf16BE  = []byte("\xFE\xFF")
)

// Detect tells the format by the file's content, whatever its name says.
func Detect(file File) (Format, error) {
	head := make([]byte, headOf)
	n, err := file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("documents: read file: %w", err)
	}
	head = head[:n]
	switch {
	case n == 0:
		return "", invalid(CodeFormat, "文件是空的")
	case bytes.HasPrefix(head, zipMagic):
		return XLSX, nil
	case bytes.HasPrefix(head, oleMagic):
		return "", compound(file, head).refusal()
	case bytes.HasPrefix(head, zipEmpty):
		return "", kind{"空的压缩包（zip）", adviseZIP}.refusal()
	case bytes.HasPrefix(head, utf16LE), bytes.HasPrefix(head, utf16BE):
		return "", invalid(CodeEncoding, "文件是UTF-16编码（Excel的“Unicode文本”），请另存为“CSV UTF-8（逗号分隔）”或者xlsx后再导入")
	}
	if k, is := foreign(head); is {
		return "", k.refusal()
	}
	return CSV, nil
}

func checkSize(file File, format Format, o Options) error {
	most := o.MaxBytes
	if format == XLSX {
		most = min(most, o.MaxXLSX)
	}
	if file.Size() > most {
		return law.Errorf(law.KindTooMany, CodeTooLarge, "文件大小为%s，超过%s的上限", megabytes(file.Size()), megabytes(most))
	}
	return nil
}

// megabytes rounds upwards, so that a file over its limit never shows the same
// figure as the limit or less.
func megabytes(n int64) string {
	const unit = 1 << 20
	if n < unit {
		return fmt.Sprintf("%d字节", n)
	}
	return fmt.Sprintf("%.2fMB", float64(n)/unit)
}
