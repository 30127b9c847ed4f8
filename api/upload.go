package api

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/scratch"
)

func limitedBody(c *gin.Context, limit int64) io.Reader {
	return http.MaxBytesReader(c.Writer, c.Request.Body, limit)
}

// bodyError says what went wrong with reading a request.
func bodyError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return requestProblem(http.StatusRequestEntityTooLarge, "", nil)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return requestProblem(http.StatusRequestTimeout, "", nil)
	}
	return law.Errorf(law.KindInvalid, "body_unreadable", "没有收到完整的内容，请重新上传。")
}

// upload is a file that was sent, on disk while it is read.
type upload struct{ *os.File }

// Size implements documents.File.
func (u upload) Size() int64 {
	info, err := u.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

// receive keeps the file of a request: the whole body, or the part named file of
// a form.
func receive(c *gin.Context, limit int64) (u upload, done func() error, err error) {
	body := limitedBody(c, limit)
	kind, parameters, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err == nil && kind == "multipart/form-data" {
		if body, err = partNamed(multipart.NewReader(body, parameters["boundary"]), "file"); err != nil {
			return u, nil, err
		}
	}
	file, err := scratch.File()
	if err != nil {
		return u, nil, err
	}
	if _, err := io.Copy(file, body); err != nil {
		return u, nil, errors.Join(bodyError(err), file.Close())
	}
	return upload{file}, file.Close, nil
}

// receiveImport keeps the file of an import, once it is the caller's turn. The caller
// has asked whether the account may import at all.
func (s *server) receiveImport(c *gin.Context) (u upload, done func() error, err error) {
	leave, err := s.office.ImportTurn(c.Request.Context())
	if err != nil {
		if law.KindOf(err) == law.KindTooMany {
			err = door.Later(err, retryImport)
		}
		return u, nil, err
	}
	u, discard, err := receive(c, s.limits.Import)
	if err != nil {
		leave()
		return u, nil, err
	}
	return u, func() error { defer leave(); return discard() }, nil
}

// retryImport is after what time another import may find its turn.
const retryImport = 15 * time.Second

func partNamed(form *multipart.Reader, name string) (io.Reader, error) {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, law.Errorf(law.KindInvalid, "file_missing", "表单中没有名为%s的文件。", name)
		}
		if err != nil {
			return nil, bodyError(err)
		}
		if strings.EqualFold(part.FormName(), name) {
			return part, nil
		}
	}
}
