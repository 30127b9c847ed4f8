package inspection

// Seen is what a person saw of a case or a task when deciding on an act. The act
// is refused once something else has happened since, also where that is still on
// its way when the act is sent. The zero value asks for nothing.
type Seen struct {
	Stage string `json:"stage,omitempty"` // code of the stage
	// Seq is the number of acts on record; a negative one was never true.
	Seq int `json:"seq,omitempty"`
}

// StillOf compares with the case as it stands.
func (s Seen) StillOf(c Case) error { return s.still(string(c.Stage), c.Stage.Chinese(), c.Seq) }

// StillOfTask compares with the task as it stands.
func (s Seen) StillOfTask(t Task) error { return s.still(string(t.Stage), t.Stage.Chinese(), t.Seq) }

// StillOfProceeding compares with the proceeding as it stands.
func (s Seen) StillOfProceeding(p Proceeding) error {
	return s.still(string(p.Stage), p.Stage.Chinese(), p.Seq)
}

func (s Seen) still(stage, name string, seq int) error {
	if s.Stage != "" && s.Stage != stage {
		return Errorf(KindStale, "stale_view", "您看到的内容已经过时：现处“%s”阶段，请刷新后再办理。", name)
	}
	if s.Seq != 0 && s.Seq != seq {
		return Errorf(KindStale, "stale_view", "您看到的内容已经过时：其间已有新的办理记录，请刷新后再办理。")
	}
	return nil
}
