package api

import (
	"context"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"shuangsuiji/attachments"
	"shuangsuiji/door"
	"shuangsuiji/record"
)

// AttachmentPath names an attachment by its own hash.
type AttachmentPath struct {
	SHA256 string `path:"sha256" pattern:"^[0-9a-f]{64}$" patternDescription:"64位小写十六进制数" doc:"文件内容的SHA-256"`
}

// AttachmentUpload is a file as it comes in: the handler reads the body itself.
type AttachmentUpload struct {
	AttachmentPath
	Name    string `query:"name" required:"true" minLength:"1" maxLength:"200" doc:"文件名称，须带扩展名" example:"现场照片01.jpg"`
	request huma.Context
}

// Resolve implements huma.Resolver.
func (in *AttachmentUpload) Resolve(ctx huma.Context) []error {
	in.request = ctx
	return nil
}

// storedAttachment answers 201 to who sends a file for the first time, 200 afterwards.
type storedAttachment struct {
	Status int
	Body   record.Attachment
}

func stored(a record.Attachment, first bool) *storedAttachment {
	if first {
		return &storedAttachment{Status: http.StatusCreated, Body: a}
	}
	return &storedAttachment{Status: http.StatusOK, Body: a}
}

// body is the request's, no more than an attachment may have.
func (in *AttachmentUpload) body() *noted {
	return &noted{Reader: limitedBody(humagin.Unwrap(in.request), attachments.MaxSize)}
}

func (s *server) storeAttachment(ctx context.Context, in *AttachmentUpload) (*storedAttachment, error) {
	body := in.body()
	a, first, err := s.office.StoreAttachmentAs(ctx, personOf(ctx).Actor, in.SHA256, in.Name, body)
	if err != nil {
		return nil, body.or(err)
	}
	return stored(a, first), nil
}

type linkUpload struct {
	Secret string `path:"secret" maxLength:"200" doc:"链接中的密钥"`
	LinkHeaders
	AttachmentUpload
}

func (s *server) storeAttachmentByEntity(ctx context.Context, in *linkUpload) (*storedAttachment, error) {
	body := in.body()
	a, first, err := s.office.StoreAttachmentByEntityLink(ctx, in.Secret, in.Code, in.SHA256, in.Name, body)
	if err != nil {
		return nil, body.or(err)
	}
	return stored(a, first), nil
}

// noted notes why reading ended before its end.
type noted struct {
	io.Reader
	err error
}

// Read implements io.Reader.
func (n *noted) Read(p []byte) (int, error) {
	read, err := n.Reader.Read(p)
	if err != nil && err != io.EOF { // readers return it bare
		n.err = err
	}
	return read, err
}

// or is what is said of the body where that did not arrive, else the error.
func (n *noted) or(err error) error {
	if n.err != nil {
		return bodyError(n.err)
	}
	return err
}

// The policies of what people sent: nothing of it runs. Browsers show a PDF in a part
// of their own, which a sandbox would leave empty.
const (
	attachmentPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
	pdfPolicy        = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
)

func (s *server) attachment(ctx context.Context, in *AttachmentPath) (*huma.StreamResponse, error) {
	a, err := s.office.Attachment(ctx, personOf(ctx).Actor, in.SHA256)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		c := humagin.Unwrap(hc)
		h := c.Writer.Header()
		h.Set("Content-Type", a.Type)
		h.Set("Content-Disposition", mime.FormatMediaType(disposition(a.Type), map[string]string{"filename": a.Name}))
		h.Set("Content-Security-Policy", attachmentPolicy)
		if a.Type == "application/pdf" {
			h.Set("Content-Security-Policy", pdfPolicy)
		}
		revalidated(h, a.SHA256)
		content := s.office.OpenAttachment(ctx, a)
		body := &noted{Reader: content}
		http.ServeContent(c.Writer, c.Request, "", time.Time{}, struct {
			io.Reader
			io.Seeker
		}{body, content})
		if body.err != nil {
			s.log.Warn("attachment not sent whole", "request", door.RequestID(ctx), "sha256", a.SHA256, "error", body.err)
		}
	}}, nil
}

func disposition(media string) string {
	if attachments.Shown(media) {
		return "inline"
	}
	return "attachment"
}

// revalidated lets the reader's own browser keep it, and ask each time whether its
// reader may still see it.
func revalidated(h http.Header, tag string) {
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+tag+`"`)
}

// smallPicture answers with a picture that this program made itself.
type smallPicture struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Cache       string `header:"Cache-Control"`
	Body        []byte
}

func (s *server) smallPicture(ctx context.Context, in *AttachmentPath) (*smallPicture, error) {
	body, err := s.office.SmallPicture(ctx, personOf(ctx).Actor, in.SHA256)
	return &smallPicture{ContentType: smallType, Policy: attachmentPolicy, Cache: "private, max-age=3600", Body: body}, err
}

const smallType = "image/jpeg"
