package record

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"shuangsuiji/inspection/law"
)

// NamedFile is a file that a submission names by its hash, without its content.
type NamedFile struct {
	Field  law.Path // of the hash, within the submission
	SHA256 string
	Name   string // as the submission calls it
}

// FilesNamed are the files that a submission names, in the order in which it does.
// Evidence without a hash is kept on paper; what comes with its content is kept in the
// submission itself.
func FilesNamed(body []byte) ([]NamedFile, error) {
	var s struct {
		Evidence []evidenceNamed `json:"evidence"`
		Items    map[string]struct {
			Evidence []evidenceNamed `json:"evidence"`
		} `json:"items"`
		EnteredFor struct {
			Scan []evidenceNamed `json:"scan"`
		} `json:"enteredFor"`
	}
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, err
	}
	out := filesNamed(nil, "evidence", s.Evidence)
	for _, code := range slices.Sorted(maps.Keys(s.Items)) {
		out = filesNamed(out, law.Path("items").Join(code).Join("evidence"), s.Items[code].Evidence)
	}
	return filesNamed(out, "enteredFor.scan", s.EnteredFor.Scan), nil
}

// evidenceNamed is [Evidence] without its content, which may be long.
type evidenceNamed struct {
	Name    string          `json:"name"`
	SHA256  string          `json:"sha256"`
	Content json.RawMessage `json:"content"`
}

func filesNamed(all []NamedFile, at law.Path, evidence []evidenceNamed) []NamedFile {
	for i, e := range evidence {
		if e.SHA256 != "" && len(e.Content) == 0 {
			all = append(all, NamedFile{Field: at.Join(strconv.Itoa(i)).Join("sha256"), SHA256: e.SHA256, Name: e.Name})
		}
	}
	return all
}

// HashesOf are the hashes of the files, each once, in order.
func HashesOf(files []NamedFile) []string {
	hashes := make([]string, len(files))
	for i, f := range files {
		hashes[i] = f.SHA256
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// AttachmentsMissing refuses an act that names files which are not there, or not its
// person's to name: it names each in its field within the submission.
func AttachmentsMissing(named []NamedFile, missing []string) error {
	var wrong law.Invalid
	for _, f := range named {
		if slices.Contains(missing, f.SHA256) {
			wrong.Add(f.Field, f.SHA256, "附件“%s”没有上传，或者不是您上传的；请先上传，只有纸质材料的不填SHA-256。", f.Name)
		}
	}
	return wrong.Err(CodeAttachmentsMissing, "附件")
}

// CodeAttachmentsMissing is the code of that refusal, whose fields are those of the
// submission and not of its facts.
const CodeAttachmentsMissing = "attachments_missing"
