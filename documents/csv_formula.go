package documents

import (
	"bytes"

	"golang.org/x/text/transform"
)

// textFormulas makes a field that is a formula of nothing but a text, ="0302", into
// the quoted field that it should have been: programs write it so into a csv, to keep
// its zeros, and a parser of csv takes it for a stray quote. In a csv that is in order
// none is found: within quotes each quote is doubled.
type textFormulas struct {
	delimiter byte
	before    byte // what stood before the source
}

// mostFormula is longer than any code.
const mostFormula = 128

func (f *textFormulas) Reset() { f.before = '\n' }

func (f *textFormulas) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		at := f.find(src[nSrc:])
		if at == 0 {
			field, complete := f.field(src[nSrc:], atEOF)
			if !complete {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if field != nil {
				quoted := append(append([]byte(`"=""`), field...), `"""`...)
				if len(dst)-nDst < len(quoted) {
					return nDst, nSrc, transform.ErrShortDst
				}
				nDst += copy(dst[nDst:], quoted)
				nSrc += len(field) + len(`=""`)
				f.before = '"'
				continue
			}
			at = 1
		}
		n := copy(dst[nDst:], src[nSrc:nSrc+at])
		if n > 0 {
			f.before = src[nSrc+n-1]
		}
		nDst, nSrc = nDst+n, nSrc+n
		if n < at {
			return nDst, nSrc, transform.ErrShortDst
		}
	}
	return nDst, nSrc, nil
}

// find is where the next field of the source begins that begins with an equals sign,
// or the source's length.
func (f *textFormulas) find(src []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(src[from:], '=')
		if i < 0 {
			return len(src)
		}
		before := f.before
		if from+i > 0 {
			before = src[from+i-1]
		}
		if before == '\n' || before == f.delimiter {
			return from + i
		}
		from += i + 1
	}
}

// field is the text within the formula at the source's beginning, nil if there is
// none; complete is whether the source is long enough to tell.
func (f *textFormulas) field(src []byte, atEOF bool) (field []byte, complete bool) {
	short := !atEOF && len(src) < mostFormula
	if len(src) < 2 || src[1] != '"' {
		return nil, len(src) >= 2 || atEOF
	}
	end := bytes.IndexAny(src[2:], "\"\n"+string(f.delimiter))
	if end < 0 {
		return nil, !short
	}
	if end == 0 || src[2+end] != '"' {
		return nil, true
	}
	after := src[2+end+1:]
	if len(after) == 0 && !atEOF {
		return nil, !short
	}
	if len(after) > 0 && after[0] != '\n' && after[0] != f.delimiter {
		return nil, true
	}
	return src[2 : 2+end], true
}
