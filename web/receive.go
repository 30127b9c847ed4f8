package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// mostActForm is how many bytes the form of an act may take with its files, each of which
// the office bounds besides.
const mostActForm = 96 << 20

// partOverhead is what a part of a form takes besides its name and value, in memory and on
// a page that carries it on: many empty ones are many bytes.
const partOverhead = 64

// filesOf is the ending of an input that takes files; before it stands the field whose
// rows they become.
const filesOf = ".files"

// keepFile keeps a file that a form brings.
type keepFile func(name string, body io.Reader) (record.Attachment, error)

// received is what a form brought.
type received struct {
	values url.Values
	files  []sentFile
	// passed: files came and were not kept, since nobody was logged in.
	passed bool
}

// sentFile is one file, kept, or refused.
type sentFile struct {
	field   string
	kept    record.Attachment
	refused error
}

// receive reads the form of an act part by part. Files go to keep as they come in, and
// are passed over where that is nil: whoever is not logged in stores nothing.
func receive(w http.ResponseWriter, r *http.Request, keep keepFile) (received, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		values, err := formOf(w, r)
		return received{values: values}, err
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostActForm)
	parts, err := r.MultipartReader()
	if err != nil {
		return received{}, formError(err)
	}
	out, left := received{values: url.Values{}}, int64(mostForm)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return out, formError(err)
		}
		if field, is := strings.CutSuffix(part.FormName(), filesOf); is {
			if err := out.take(field, part, keep); err != nil {
				return out, formError(err)
			}
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, left+1))
		if left -= int64(len(part.FormName()) + len(value) + partOverhead); err == nil && left < 0 {
			err = &http.MaxBytesError{Limit: mostForm}
		}
		if err != nil {
			return out, formError(err)
		}
		out.values.Add(part.FormName(), string(value))
	}
	out.list()
	r.PostForm = out.values
	return out, nil
}

// take keeps a file, or notes why not; an error is of the form itself.
func (s *received) take(field string, part *multipart.Part, keep keepFile) error {
	if part.FileName() == "" { // an input that was left empty
		return nil
	}
	if keep == nil {
		s.passed = true
		return nil
	}
	kept, err := keep(part.FileName(), part)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	s.files = append(s.files, sentFile{field: field, kept: kept, refused: err})
	return nil
}

// list puts the files that were kept into the rows of their fields.
func (s *received) list() {
	for _, f := range s.files {
		if f.refused != nil {
			continue
		}
		row := f.field + "." + strconv.Itoa(forms.NextRow(s.values, f.field)) + "."
		s.values.Set(row+"name", f.kept.Name)
		s.values.Set(row+"sha256", f.kept.SHA256)
		s.values.Set(row+"type", f.kept.Type)
	}
}

// refused is why files were not kept, at their fields; nil where all were.
func (s *received) refused() error {
	var bad law.Invalid
	for _, f := range s.files {
		var why *law.Error
		switch {
		case f.refused == nil:
		case errors.As(f.refused, &why) && why.Kind != law.KindInternal && why.Kind != law.KindUnavailable:
			bad.Add(law.Path(f.field), "", "%s", why.Message)
		default:
			return f.refused
		}
	}
	return bad.Err("attachments_invalid", "附件")
}
