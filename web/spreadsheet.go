package web

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"io"
	"net/http"
	"slices"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// sent is a spreadsheet that a form sends: as a file, pasted from Excel, or carried on
// from the page that showed what would come in.
type sent struct{ content []byte }

// The inputs of a form that sends one.
const (
	inputFile    = "file"
	inputPasted  = "pasted"
	inputCarried = "carried"
)

// mostSpreadsheet is how many bytes of a spreadsheet the page takes, since it carries
// them on; larger ones go through the interface.
const mostSpreadsheet = 6 << 20

// mostImportForm leaves room for them in the encoding in which they are carried on.
const mostImportForm = mostSpreadsheet*4/3 + 1<<16

// sentBy finds the spreadsheet of the form, which is one of the table.
//
// Errors: file_missing, body_too_large, body_unreadable.
func sentBy(r *http.Request, table bureau.TableForm) (sent, error) {
	content, err := uploaded(r)
	if err != nil || len(content) > 0 {
		return sent{content}, err
	}
	if pasted := r.PostFormValue(inputPasted); strings.TrimSpace(pasted) != "" {
		content, err := csvOf(pasted, table)
		return sent{content}, err
	}
	if carried := r.PostFormValue(inputCarried); carried != "" {
		content, err := base64.StdEncoding.DecodeString(carried)
		if err != nil {
			return sent{}, errUnreadable
		}
		return sent{content}, nil
	}
	return sent{}, law.Errorf(law.KindInvalid, "file_missing", "请选择文件，或者从Excel粘贴内容。")
}

var errUnreadable = law.Errorf(law.KindInvalid, "body_unreadable", "没有收到完整的内容，请重新上传。")

func uploaded(r *http.Request) ([]byte, error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File[inputFile]) == 0 {
		return nil, nil
	}
	header := r.MultipartForm.File[inputFile][0]
	if header.Size > mostSpreadsheet {
		return nil, law.Errorf(law.KindTooMany, door.CodeBodyTooLarge, "文件超过本页的上限，请分成几个文件导入，或者由管理员通过接口导入。")
	}
	file, err := header.Open()
	if err != nil {
		return nil, errUnreadable
	}
	content, err := io.ReadAll(file)
	if closed := file.Close(); err != nil || closed != nil {
		return nil, errUnreadable
	}
	return content, nil
}

// csvOf makes a csv of what was copied from Excel, cells between tabs. Without a
// header, as it is known in files, all is content: the columns are then the template's.
func csvOf(pasted string, table bureau.TableForm) ([]byte, error) {
	reader := csv.NewReader(strings.NewReader(pasted))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = '\t', true, -1
	lines, err := reader.ReadAll()
	if err != nil {
		return nil, law.Errorf(law.KindInvalid, "paste_unreadable", "粘贴的内容无法读取，请从Excel整行复制，或者上传文件。")
	}
	if !table.Titled(lines) {
		lines = slices.Insert(lines, 0, table.Titles())
	}
	var out bytes.Buffer
	writer := csv.NewWriter(&out)
	if err := writer.WriteAll(lines); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// carried is the content as a page carries it on.
func (s sent) carried() string { return base64.StdEncoding.EncodeToString(s.content) }

// kind is the media type of the content.
func (s sent) kind() (string, error) {
	format, err := documents.Detect(bytes.NewReader(s.content))
	return format.ContentType(), err
}
