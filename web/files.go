package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/record"
)

// fileLine is a file that was handed in with an act.
type fileLine struct {
	Name, Note string
	Address    string // "" where the file itself is not kept under its hash
	Small      string // address of the picture made small; "" for what is no picture
	Kept       string // where else it is kept
}

// handedIn are the files of an act, those of its items and of the paper that it was entered
// from among them.
func handedIn(payload json.RawMessage) []fileLine {
	var written record.Submission[json.RawMessage]
	if len(payload) == 0 || json.Unmarshal(payload, &written) != nil {
		return nil
	}
	all := slices.Clone(written.Evidence)
	for _, code := range slices.Sorted(maps.Keys(written.Items)) {
		for _, e := range written.Items[code].Evidence {
			e.Name = code + " " + e.Name
			all = append(all, e)
		}
	}
	if written.EnteredFor != nil {
		all = append(all, written.EnteredFor.Scan...)
	}
	out := make([]fileLine, len(all))
	for i, e := range all {
		out[i] = fileOf(e)
	}
	return out
}

func fileOf(e record.Evidence) fileLine {
	line := fileLine{Name: e.Name, Note: e.Note}
	switch {
	case e.SHA256 != "":
		line.Address = "/api/attachments/" + e.SHA256
		if strings.HasPrefix(e.Type, "image/") {
			line.Small = line.Address + "/small"
		}
	case len(e.Content) > 0:
		line.Kept = "随办理记录保存"
	default:
		line.Kept = "纸质存档"
	}
	return line
}
