package apiclient

import (
	"errors"
	"io"
	"sync/atomic"
)

// Sized is what a request sends, from the start each time it is made.
type Sized interface {
	io.ReaderAt
	Size() int64
}

// FileError says that what was to be sent could not be read, which is not the office's fault.
type FileError struct{ Err error }

// Error is the file's own error.
func (e *FileError) Error() string { return e.Err.Error() }

// Unwrap returns it.
func (e *FileError) Unwrap() error { return e.Err }

// body is what one attempt sends. It keeps why it could not be read: the transport, which
// reads it beside the caller, says of a file that became shorter only that the request broke off.
type body struct {
	from   io.Reader
	left   int64
	failed atomic.Pointer[FileError]
}

func newBody(file Sized) *body {
	return &body{from: io.NewSectionReader(file, 0, file.Size()), left: file.Size()}
}

// Read implements [io.Reader].
func (b *body) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.left -= int64(n)
	if errors.Is(err, io.EOF) && b.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed.Store(&FileError{err})
	}
	return n, err
}

// Close implements [io.Closer]: the file is the caller's.
func (b *body) Close() error { return nil }
