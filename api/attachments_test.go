package api

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/attachments"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func photograph(t *testing.T, width int) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, width, 400)), nil))
	return out.Bytes()
}

func sha256Of(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}

func attachmentAt(file []byte) string { return "/api/attachments/" + sha256Of(file) }

// attach sends a file under the name as the account.
func (b *bench) attach(who string, file []byte, name string) answered {
	b.Helper()
	return b.request(who, http.MethodPut, attachmentAt(file)+"?name="+url.QueryEscape(name), file, "Content-Type", "application/octet-stream")
}

func TestAttachments(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	c := b.theCase(no)
	lead, second := c.Team[0], c.Team[1]
	outsider := ""
	for id := range b.tokens {
		if strings.HasPrefix(id, "YS-") && !c.Team.Has(id) {
			outsider = id
		}
	}
	photo := photograph(t, 1200)

	var kept record.Attachment
	b.attach(lead, photo, "门头 照片.jpg").is(http.StatusCreated).into(&kept)
	require.Equal(t, sha256Of(photo), kept.SHA256)
	require.Equal(t, "image/jpeg", kept.Type)
	b.attach(lead, photo, "另一名称.jpg").is(http.StatusOK).into(&kept)
	require.Equal(t, "门头 照片.jpg", kept.Name)

	t.Run("refused", func(t *testing.T) {
		b := b.in(t)
		html := []byte("<!DOCTYPE html><html><script>alert(1)</script></html>")
		b.attach(lead, html, "照片.jpg").is(http.StatusUnsupportedMediaType, attachments.CodeType)
		b.attach(lead, photo, "照片\u202egpj.exe").is(http.StatusUnprocessableEntity, "attachment_name_invalid")
		b.attach(lead, photo, "../照片.jpg").is(http.StatusUnprocessableEntity, "attachment_name_invalid")
		b.attach(lead, photo, "照片.html").is(http.StatusUnprocessableEntity, "attachment_ending_differs")
		b.attach(lead, make([]byte, attachments.MaxSize+1), "照片.jpg").is(http.StatusRequestEntityTooLarge, "body_too_large")
		b.attach("admin", photo, "照片.jpg").is(http.StatusForbidden, "not_your_act")
		b.request(lead, http.MethodPut, attachmentAt([]byte("another"))+"?name=a.jpg", photo).is(http.StatusUnprocessableEntity, "hash_differs")
		b.request(lead, http.MethodPut, attachmentAt(photo), photo).is(http.StatusUnprocessableEntity, "request_invalid")
		b.request(lead, http.MethodPut, "/api/attachments/"+strings.ToUpper(sha256Of(photo))+"?name=a.jpg", photo).is(http.StatusUnprocessableEntity, "request_invalid")
		b.get(lead, attachmentAt(html)).is(http.StatusNotFound, "attachment_not_found")
	})

	t.Run("the sender's alone until an act names it", func(t *testing.T) {
		b := b.in(t)
		require.Equal(t, http.StatusOK, b.request(lead, http.MethodHead, attachmentAt(photo), nil).status)
		for _, other := range []string{second, outsider, "clerk", "director", "supervisor", "admin"} {
			require.Equal(t, http.StatusNotFound, b.request(other, http.MethodHead, attachmentAt(photo), nil).status, other)
			b.get(other, attachmentAt(photo)).is(http.StatusNotFound, "attachment_not_found")
			b.get(other, attachmentAt(photo)+"/small").is(http.StatusNotFound, "attachment_not_found")
		}
	})

	serve := func(who string, evidence ...map[string]any) answered {
		b.Helper()
		return b.request(who, http.MethodPost, "/api/cases/"+no+"/acts/serve_notice", testForm{
			"facts": cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}, "evidence": evidence}, "Idempotency-Key", rand.Text())
	}
	paper := map[string]any{"name": "送达回证（纸质存档）"}
	missing := serve(second, paper, map[string]any{"name": "照片", "sha256": sha256Of(photo)}).is(http.StatusUnprocessableEntity, record.CodeAttachmentsMissing)
	require.Equal(t, []string{"body.evidence.1.sha256"}, missing.fields(), "another's attachment")
	serve(lead, paper, map[string]any{"name": "照片", "sha256": sha256Of(photo)}).is(http.StatusOK)

	t.Run("then of all who read the case", func(t *testing.T) {
		b := b.in(t)
		for _, reader := range []string{lead, second, "clerk", "head", "director", "legal", "supervisor"} {
			got := b.get(reader, attachmentAt(photo)).is(http.StatusOK)
			require.Equal(t, photo, []byte(got.text), reader)
		}
		for _, other := range []string{outsider, "admin"} {
			b.get(other, attachmentAt(photo)).is(http.StatusNotFound, "attachment_not_found")
		}
	})

	t.Run("as it is served", func(t *testing.T) {
		b := b.in(t)
		whole := b.get("clerk", attachmentAt(photo)).is(http.StatusOK)
		require.Equal(t, "image/jpeg", whole.header.Get("Content-Type"))
		require.Equal(t, "nosniff", whole.header.Get("X-Content-Type-Options"))
		require.Equal(t, attachmentPolicy, whole.header.Get("Content-Security-Policy"))
		require.Equal(t, "private, no-cache", whole.header.Get("Cache-Control"))
		require.Equal(t, "inline; filename*=utf-8''"+url.PathEscape("门头 照片.jpg"), whole.header.Get("Content-Disposition"))
		part := b.request("clerk", http.MethodGet, attachmentAt(photo), nil, "Range", "bytes=10-19")
		require.Equal(t, http.StatusPartialContent, part.status)
		require.Equal(t, photo[10:20], []byte(part.text))
		require.Equal(t, http.StatusNotModified, b.request("clerk", http.MethodGet, attachmentAt(photo), nil, "If-None-Match", whole.header.Get("ETag")).status)
		require.Equal(t, http.StatusNotFound, b.request("admin", http.MethodGet, attachmentAt(photo), nil, "If-None-Match", whole.header.Get("ETag")).status)

		small := b.get("clerk", attachmentAt(photo)+"/small").is(http.StatusOK)
		head, err := jpeg.DecodeConfig(strings.NewReader(small.text))
		require.NoError(t, err)
		require.Equal(t, 320, head.Width)

		pdf := []byte("%PDF-1.7\n1 0 obj")
		b.attach("clerk", pdf, "函.pdf").is(http.StatusCreated)
		require.Equal(t, pdfPolicy, b.get("clerk", attachmentAt(pdf)).is(http.StatusOK).header.Get("Content-Security-Policy"))
		b.get("clerk", attachmentAt(pdf)+"/small").is(http.StatusNotFound, "no_small_picture")
		sound := []byte("#!AMR\n\x3c\x00")
		b.attach("clerk", sound, "录音.amr").is(http.StatusCreated)
		require.True(t, strings.HasPrefix(b.get("clerk", attachmentAt(sound)).is(http.StatusOK).header.Get("Content-Disposition"), "attachment;"))
	})

	t.Run("of an entity, by its link", func(t *testing.T) {
		b := b.in(t)
		link := b.entityLink(lead, no)
		scan := photograph(t, 64)
		at := "/entity/" + link.Secret + "/attachments/" + sha256Of(scan) + "?name=" + url.QueryEscape("营业执照.jpg")
		b.request("", http.MethodPut, at, scan).is(http.StatusForbidden)
		b.request("", http.MethodPut, at, scan, "X-Link-Code", link.Code).is(http.StatusCreated)
		answers := map[string]cases.SelfCheckAnswer{}
		for _, item := range c.Items {
			answers[item] = cases.SelfCheckAnswer{}
		}
		report := testForm{"facts": cases.FileSelfCheck{On: b.today(), Answers: answers}, "evidence": []map[string]any{{"name": "执照", "sha256": sha256Of(scan)}, {"name": "照片", "sha256": sha256Of(photo)}}}
		b.request("", http.MethodPost, "/entity/"+link.Secret+"/acts/file_self_check", report, link.withCode(rand.Text())...).is(http.StatusOK)
		b.get("clerk", attachmentAt(scan)).is(http.StatusOK)
		b.get(outsider, attachmentAt(scan)).is(http.StatusNotFound)
	})
}
