package documents

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

var byteOrderMark = []byte("\xEF\xBB\xBF")

// textEncoding is how the bytes of a csv become text.
type textEncoding struct {
	gb18030 bool
	skip    int64 // bytes of the byte order mark
}

// detectEncoding reads the file once: what is valid UTF-8 is UTF-8, all else must
// be valid GB 18030, as Excel writes csv in China. Half a file in each, or
// neither, is refused before the first row is read.
func detectEncoding(file File) (textEncoding, error) {
	head := make([]byte, len(byteOrderMark))
	n, err := file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return textEncoding{}, fmt.Errorf("documents: read file: %w", err)
	}
	marked := bytes.Equal(head[:n], byteOrderMark)
	lines := &lineCounter{}
	_, err = io.Copy(lines, transform.NewReader(whole(file), encoding.UTF8Validator))
	switch {
	case err == nil && marked:
		return textEncoding{skip: int64(len(byteOrderMark))}, nil
	case err == nil:
		return textEncoding{}, nil
	case !errors.Is(err, encoding.ErrInvalidUTF8):
		return textEncoding{}, fmt.Errorf("documents: read file: %w", err)
	case marked:
		return textEncoding{}, invalid(CodeEncoding, "文件标明为UTF-8编码，但第%d行附近有不是UTF-8的内容；请用Excel另存为“CSV UTF-8（逗号分隔）”后再导入", lines.n+1)
	}
	return textEncoding{gb18030: true}, checkGB18030(file)
}

func checkGB18030(file File) error {
	text := bufio.NewReaderSize(simplifiedchinese.GB18030.NewDecoder().Reader(whole(file)), 64<<10)
	for row := 1; ; {
		r, _, err := text.ReadRune()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("documents: read file: %w", err)
		case r == utf8.RuneError:
			return invalid(CodeEncoding, "文件既不是UTF-8编码也不是GB 18030编码（第%d行附近无法识别）；请用Excel另存为“CSV UTF-8（逗号分隔）”或者xlsx后再导入", row)
		case r == '\n':
			row++
		}
	}
}

// reader gives the file's text as UTF-8 with LF at the end of each line.
func (e textEncoding) reader(file File) io.Reader {
	var r io.Reader = io.NewSectionReader(file, e.skip, file.Size()-e.skip)
	if e.gb18030 {
		r = simplifiedchinese.GB18030.NewDecoder().Reader(r)
	}
	return transform.NewReader(r, newlines{})
}

func whole(file File) io.Reader { return io.NewSectionReader(file, 0, file.Size()) }

type lineCounter struct{ n int }

func (c *lineCounter) Write(p []byte) (int, error) {
	c.n += bytes.Count(p, []byte{'\n'})
	return len(p), nil
}

// newlines makes CR LF and a CR alone (csv of old Macintosh programs) into LF.
type newlines struct{ transform.NopResetter }

func (newlines) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		if src[nSrc] != '\r' {
			end := bytes.IndexByte(src[nSrc:], '\r')
			if end < 0 {
				end = len(src) - nSrc
			}
			n := copy(dst[nDst:], src[nSrc:nSrc+end])
			nDst, nSrc = nDst+n, nSrc+n
			continue
		}
		if nSrc+1 == len(src) && !atEOF {
			return nDst, nSrc, transform.ErrShortSrc
		}
		if nSrc+1 < len(src) && src[nSrc+1] == '\n' {
			nSrc++
		}
		dst[nDst] = '\n'
		nDst, nSrc = nDst+1, nSrc+1
	}
	return nDst, nSrc, nil
}
