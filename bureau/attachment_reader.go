package bureau

import (
	"errors"
	"fmt"
	"io"
)

// attachmentReader reads a file part by part, as it is asked for.
type attachmentReader struct {
	size, at int64
	part     func(offset int64) ([]byte, error)
	ahead    []byte // read already, from at on
}

// Read implements io.Reader.
func (r *attachmentReader) Read(p []byte) (int, error) {
	if r.at >= r.size {
		return 0, io.EOF
	}
	if len(r.ahead) == 0 {
		part, err := r.part(r.at)
		if err != nil {
			return 0, err
		}
		if len(part) == 0 {
			return 0, fmt.Errorf("bureau: attachment ends at %d of %d bytes: %w", r.at, r.size, io.ErrUnexpectedEOF)
		}
		r.ahead = part
	}
	n := copy(p, r.ahead)
	r.at, r.ahead = r.at+int64(n), r.ahead[n:]
	return n, nil
}

// Seek implements io.Seeker.
func (r *attachmentReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.size
	}
	if offset < 0 {
		return r.at, errors.New("bureau: seek before the beginning of an attachment")
	}
	if offset != r.at {
		r.at, r.ahead = offset, nil
	}
	return offset, nil
}
