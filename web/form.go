package web

import (
	"errors"
	"mime"
	"net/http"
	"net/url"

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
		err = r.ParseMultipartForm(most)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, law.Errorf(law.KindTooMany, "body_too_large", "提交的内容超过了允许的大小。")
	case err != nil:
		return nil, law.Errorf(law.KindInvalid, "form_unreadable", "提交的内容无法读取，请返回上一页重新提交。")
	}
	return r.PostForm, nil
}
