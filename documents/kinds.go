package documents

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"github.com/gabriel-vasile/mimetype"
)

// What people have at hand where a table is asked for, with what to do about it.
const (
	adviseSheet = "请用Excel或者WPS表格打开，另存为xlsx后再导入"
	adviseWord  = "请将其中的表格复制到Excel或者WPS表格中，另存为xlsx后再导入"
	adviseZIP   = "请先解压，再导入其中的xlsx或者csv文件"
	adviseImage = "其中的文字无法读取，请提供原来的表格文件（xlsx或者csv）"
)

// kind is what a file is that is no table, and what to do about it.
type kind struct{ name, advice string }

func (k kind) refusal() error {
	return invalid(CodeFormat, "文件是%s，不是xlsx或者csv；%s", k.name, k.advice)
}

// binaryKinds are those that their first bytes tell, by their media types.
var binaryKinds = map[string]kind{
	"application/pdf":               {"PDF", "请提供原来的表格文件（xlsx或者csv）"},
	"application/x-rar-compressed":  {"压缩包（rar）", adviseZIP},
	"application/x-7z-compressed":   {"压缩包（7z）", adviseZIP},
	"application/gzip":              {"压缩包（gz）", adviseZIP},
	"application/x-tar":             {"压缩包（tar）", adviseZIP},
	"application/x-bzip2":           {"压缩包（bz2）", adviseZIP},
	"application/x-xz":              {"压缩包（xz）", adviseZIP},
	"image/jpeg":                    {"图片（jpg）", adviseImage},
	"image/png":                     {"图片（png）", adviseImage},
	"image/gif":                     {"图片（gif）", adviseImage},
	"image/bmp":                     {"图片（bmp）", adviseImage},
	"image/tiff":                    {"图片（tif）", adviseImage},
	"image/webp":                    {"图片（webp）", adviseImage},
	"image/heic":                    {"图片（heic）", adviseImage},
	"image/heif":                    {"图片（heif）", adviseImage},
	"video/mp4":                     {"视频", adviseImage},
	"application/x-ole-storage":     {"旧版Office文件", adviseSheet},
	"application/vnd.sqlite3":       {"数据库", adviseImage},
	"application/x-msaccess":        {"Access数据库", adviseSheet},
	"application/x-dbf":             {"dbf数据库", adviseSheet},
	"application/vnd.ms-outlook":    {"邮件", "请保存其中的附件，再导入附件"},
	"application/vnd.ms-excel":      {"旧版Excel文件（xls）", adviseSheet},
	"application/msword":            {"Word文档（doc）", adviseWord},
	"application/vnd.ms-powerpoint": {"演示文稿（ppt）", adviseWord},
}

// textKinds are written in letters, and saved by web pages and other systems under
// the ending xls.
var textKinds = map[string]kind{
	"text/html": {"网页（html，可能以xls为扩展名）", adviseSheet},
	"text/xml":  {"XML文件（可能以xls为扩展名）", adviseSheet},
	"text/rtf":  {"写字板文档（rtf）", adviseWord},
}

// headOf is as much of a file as tells its kind.
const headOf = 4096

// foreign tells files that are neither csv nor xlsx by their first bytes.
func foreign(head []byte) (kind, bool) {
	m := mimetype.Detect(head)
	for ; m != nil; m = m.Parent() {
		name, _, _ := strings.Cut(m.String(), ";")
		// A csv may well begin with two letters that a picture begins with.
		if k, is := binaryKinds[name]; is && (bytes.IndexByte(head, 0) >= 0 || name == "application/pdf") {
			return k, true
		}
		if k, is := textKinds[name]; is {
			return k, true
		}
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n")
	beginning := bytes.ToLower(start[:min(len(start), 1024)])
	switch {
	case bytes.HasPrefix(beginning, []byte("mime-version:")), bytes.HasPrefix(beginning, []byte("from:")) && bytes.Contains(beginning, []byte("mime-version:")):
		return kind{"单个文件网页（mht，可能以xls为扩展名）", adviseSheet}, true
	case bytes.HasPrefix(beginning, []byte("<?xml")):
		return textKinds["text/xml"], true
	case bytes.HasPrefix(beginning, []byte("<")) && (bytes.Contains(beginning, []byte("<table")) || bytes.Contains(beginning, []byte("<html"))):
		return textKinds["text/html"], true
	}
	return kind{}, false
}

// packed tells a zip file that is no xlsx by the names of its parts.
func (p *parts) packed() (kind, bool) {
	holds := func(prefix string) bool {
		for name := range p.files {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case holds("xl/workbook.bin"):
		return kind{"Excel二进制工作簿（xlsb）", adviseSheet}, true
	case holds("xl/"):
		return kind{}, false
	case holds("word/"):
		return kind{"Word文档（docx）", adviseWord}, true
	case holds("ppt/"):
		return kind{"演示文稿（pptx）", adviseWord}, true
	case holds("ofd.xml"):
		return kind{"版式文档（ofd）", "请提供原来的表格文件（xlsx或者csv）"}, true
	case holds("index/"):
		return kind{"Numbers表格", "请在Numbers中导出为xlsx后再导入"}, true
	case holds("content.xml"):
		if strings.Contains(p.mediaType(), "text") {
			return kind{"文字文档（odt）", adviseWord}, true
		}
		return kind{"OpenDocument表格（ods）", adviseSheet}, true
	case holds("[content_types].xml"):
		return kind{}, false // an xlsx whose parts lie elsewhere, or a damaged one
	}
	return kind{"压缩包（zip）", adviseZIP}, true
}

// mediaType is what an OpenDocument file says of itself.
func (p *parts) mediaType() string {
	f := p.files["mimetype"]
	if f == nil {
		return ""
	}
	r, err := f.Open()
	if err != nil {
		return ""
	}
	text := make([]byte, 100)
	n, _ := r.Read(text) // what is not read tells nothing, and nothing hangs on it
	if err := r.Close(); err != nil {
		return ""
	}
	return string(text[:n])
}

// The names of the streams by which files of older Office programs are told.
var oleStreams = []struct {
	stream string
	kind   kind
}{
	{"EncryptedPackage", kind{"设有密码的Office文件", "请用Excel或者WPS表格打开，取消密码并另存为xlsx后再导入"}},
	{"WordDocument", kind{"旧版Word文档（doc或者wps）", adviseWord}},
	{"PowerPoint Document", kind{"旧版演示文稿（ppt或者dps）", adviseWord}},
	{"Workbook", kind{"旧版Excel文件（xls或者et）", "请取消密码（设有的）并" + strings.TrimPrefix(adviseSheet, "请")}},
	{"Book", kind{"旧版Excel文件（xls）", "请取消密码（设有的）并" + strings.TrimPrefix(adviseSheet, "请")}},
}

// compound tells a file of an older Office program, by the directory that its header
// points to.
func compound(file File, head []byte) kind {
	const shift, directory = 30, 48
	unknown := kind{"旧版Excel（xls）文件或者设有密码的文件", "请取消密码，" + strings.TrimPrefix(adviseSheet, "请")}
	if len(head) < directory+4 {
		return unknown
	}
	size := int64(1) << (binary.LittleEndian.Uint16(head[shift:]) & 15)
	names := make([]byte, 16<<10)
	n, _ := file.ReadAt(names, (int64(binary.LittleEndian.Uint32(head[directory:]))+1)*size) // the end of the file is none of its faults
	for _, s := range oleStreams {
		if bytes.Contains(names[:n], utf16Name(s.stream)) {
			return s.kind
		}
	}
	return unknown
}

// utf16Name is a stream's name as a directory has it, between entries of zeros.
func utf16Name(s string) []byte {
	var out []byte
	for _, c := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, c)
	}
	return append(out, 0, 0)
}
