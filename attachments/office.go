package attachments

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
)

// mostParts is how many parts a document may have; an ordinary one has some dozens.
const mostParts = 10_000

// marks are the parts by which a packed document is known.
var marks = map[string]string{"word/document.xml": mediaDOCX, "xl/workbook.xml": mediaXLSX, "OFD.xml": mediaOFD}

// packed is the media type of a packed document by its table of contents, which is all
// that is read of it: nothing is unpacked.
func packed(file *io.SectionReader) (string, error) {
	archive, err := zip.NewReader(file, file.Size())
	if err != nil || len(archive.File) > mostParts {
		return "", nil //nolint:nilerr // a damaged container is no document
	}
	media := ""
	for _, part := range archive.File {
		if strings.EqualFold(path.Base(part.Name), "vbaProject.bin") {
			return "", errActive
		}
		if m, known := marks[part.Name]; known {
			media = m
		}
	}
	return media, nil
}

// macroStorage is what a container of the older formats calls the place of its macros,
// in the container's own characters (UTF-16).
var macroStorage = utf16("_VBA_PROJECT")

func utf16(ascii string) []byte {
	out := make([]byte, 0, 2*len(ascii))
	for _, c := range []byte(ascii) {
		out = append(out, c, 0)
	}
	return out
}

// withoutMacros looks for that name rather than through the container: a name that
// stands there for another reason is refused too.
func withoutMacros(file *io.SectionReader) error {
	buffer := make([]byte, 64<<10)
	kept := 0 // of the piece before: the name may lie across two
	for {
		n, err := io.ReadFull(file, buffer[kept:])
		if bytes.Contains(buffer[:kept+n], macroStorage) {
			return errActive
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err != nil {
			return err
		}
		kept = copy(buffer, buffer[len(buffer)-len(macroStorage):])
	}
}
