package attachments

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"

	"shuangsuiji/inspection/law"
	"shuangsuiji/names"
)

// Codes of refusals that HTTP has a status of its own for.
const (
	CodeTooLarge = "attachment_too_large"
	CodeType     = "attachment_type_refused"
)

// check looks further into a file of a kind.
type check func(file *io.SectionReader) error

// longestName is in characters.
const longestName = 200

// Name is the name of a file in the form in which it is kept. Characters that are not
// seen or turn others round are refused, and so are parts of a path.
//
// Errors: attachment_name_invalid.
func Name(typed string) (string, error) {
	name, ok := names.Typed(typed)
	if !ok || name == "" || utf8.RuneCountInString(name) > longestName || strings.ContainsAny(name, `/\`) || strings.HasPrefix(name, ".") {
		return "", law.Errorf(law.KindInvalid, "attachment_name_invalid", "附件名称应为1至%d个字符，不能有控制字符、不可见字符、“/”和“\\”，不能以“.”开头。", longestName)
	}
	return name, nil
}

// TooLarge refuses a file of more than [MaxSize].
func TooLarge() error {
	return law.Errorf(law.KindInvalid, CodeTooLarge, "附件不能超过%dMB。", MaxSize>>20)
}

// Judge says of which media type a file is, by its bytes. Its name must end as that
// kind of file does: otherwise a person would open it with another program than the one
// that it is for.
//
// Errors: attachment_empty, attachment_too_large, attachment_type_refused,
// attachment_ending_differs, attachment_active, picture_unreadable, picture_too_large.
func Judge(name string, file io.ReaderAt, size int64) (media string, err error) {
	switch {
	case size == 0:
		return "", law.Errorf(law.KindInvalid, "attachment_empty", "附件“%s”是空文件。", name)
	case size > MaxSize:
		return "", TooLarge()
	}
	whole := func() *io.SectionReader { return io.NewSectionReader(file, 0, size) }
	if media, err = sniffed(whole()); err != nil {
		return "", err
	}
	k, known := kindOf(media)
	if !known {
		return "", law.Errorf(law.KindInvalid, CodeType, "附件“%s”的内容不是可以上传的文件。可以上传：%s。", name, taken())
	}
	if !slices.Contains(k.endings, endingOf(name)) {
		return "", law.Errorf(law.KindInvalid, "attachment_ending_differs", "附件“%s”的内容与扩展名不符，按内容应为%s。", name, strings.Join(k.endings, "、"))
	}
	if k.check != nil {
		err = k.check(whole())
	}
	return media, err
}

// sniffed is the media type by the bytes; "" for a container of which nothing that is
// taken is the content.
func sniffed(file *io.SectionReader) (string, error) {
	m, err := mimetype.DetectReader(file)
	if err != nil {
		return "", err
	}
	for up := m; up != nil; up = up.Parent() {
		if up.Is("application/zip") {
			return packed(file)
		}
	}
	media, _, _ := strings.Cut(m.String(), ";")
	return media, nil
}

var errActive = law.Errorf(law.KindInvalid, "attachment_active", "附件中含有宏，不能上传；请另存为不含宏的文件。")
