package law

// Seen is what a person saw of a case or a task when deciding on an act. The act
// is refused once something else has happened since, also where that is still on
// its way when the act is sent. The zero value asks for nothing.
type Seen struct {
	Stage string `json:"stage,omitempty"` // code of the stage
	// Seq is the number of acts on record; a negative one was never true.
	Seq int `json:"seq,omitempty"`
}

// Standing is where a subject stands.
type Standing struct {
	Stage string // code
	Name  string // in Chinese
	Seq   int    // acts on record
}

// StillOf compares with the subject as it stands.
func (s Seen) StillOf(now Standing) error {
	if s.Stage != "" && s.Stage != now.Stage {
		return Errorf(KindStale, "stale_view", "您看到的内容已经过时：现处“%s”阶段，请刷新后再办理。", now.Name)
	}
	if s.Seq != 0 && s.Seq != now.Seq {
		return Errorf(KindStale, "stale_view", "您看到的内容已经过时：其间已有新的办理记录，请刷新后再办理。")
	}
	return nil
}
