package attachments

import (
	"path"
	"slices"
	"strings"
)

// MaxSize is how many bytes a file may have.
const MaxSize = 20 << 20

// kind is a kind of file that is taken.
type kind struct {
	media   string
	endings []string // the first is the usual one
	// shown: browsers show it by themselves and run nothing of it.
	shown bool
	check check
}

const (
	mediaJPEG = "image/jpeg"
	mediaPNG  = "image/png"
	mediaWebP = "image/webp"
	mediaDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	mediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaOFD  = "application/ofd"
)

// kinds are all that is taken. Each media type is that of [sniffed].
var kinds = []kind{
	{mediaJPEG, []string{".jpg", ".jpeg"}, true, picture},
	{mediaPNG, []string{".png"}, true, picture},
	{mediaWebP, []string{".webp"}, true, picture},
	{"image/heic", []string{".heic", ".heif"}, false, nil},
	{"image/heif", []string{".heif", ".heic"}, false, nil},
	{"application/pdf", []string{".pdf"}, true, nil},
	{mediaDOCX, []string{".docx"}, false, nil},
	{mediaXLSX, []string{".xlsx"}, false, nil},
	{mediaOFD, []string{".ofd"}, false, nil}, // GB/T 33190
	// The older formats of Office and WPS are containers whose inside not every program
	// marks alike.
	{"application/msword", []string{".doc", ".wps"}, false, withoutMacros},
	{"application/vnd.ms-excel", []string{".xls", ".et"}, false, withoutMacros},
	{"application/x-ole-storage", []string{".doc", ".wps", ".xls", ".et"}, false, withoutMacros},
	{"audio/mpeg", []string{".mp3"}, false, nil},
	{"audio/mp4", []string{".m4a"}, false, nil},
	{"audio/x-m4a", []string{".m4a"}, false, nil},
	{"audio/wav", []string{".wav"}, false, nil},
	{"audio/amr", []string{".amr"}, false, nil},
	{"video/mp4", []string{".mp4", ".m4a"}, false, nil},
	{"video/quicktime", []string{".mov"}, false, nil},
	{"video/webm", []string{".webm"}, false, nil},
}

func kindOf(media string) (kind, bool) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.media == media })
	if i < 0 {
		return kind{}, false
	}
	return kinds[i], true
}

// Shown reports whether a browser may show a file of the media type in place; all
// others are downloaded.
func Shown(media string) bool {
	k, known := kindOf(media)
	return known && k.shown
}

// taken names the endings of everything that is taken, for a refusal.
func taken() string {
	var all []string
	for _, k := range kinds {
		for _, ending := range k.endings {
			if ending = strings.TrimPrefix(ending, "."); !slices.Contains(all, ending) {
				all = append(all, ending)
			}
		}
	}
	return strings.Join(all, "、")
}

func endingOf(name string) string { return strings.ToLower(path.Ext(name)) }
