package web

import (
	"errors"
	"mime"
	"net/http"
	"net/url"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// mostForm is how many bytes a form may take; the interface bounds what is recorded.
const mostForm = 2 << 20

// formOf reads what a form sends.
func formOf(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	return formUpTo(w, r, mostForm)
}

// formUpTo is formOf for a form of so many bytes.
func formUpTo(w http.ResponseWriter, r *http.Request, most int64) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, most)
	err := r.ParseForm()
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		err = r.ParseMultipartForm(most) //nolint:gosec // bounded above
	}
	if err != nil {
		return nil, formError(err)
	}
	return r.PostForm, nil
}

// formError is why a form could not be read.
func formError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return law.Errorf(law.KindTooMany, door.CodeBodyTooLarge, "提交的内容超过了允许的大小。")
	}
	return law.Errorf(law.KindInvalid, "form_unreadable", "提交的内容无法读取，请返回上一页重新提交。")
}
