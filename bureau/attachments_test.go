package bureau_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

func drawing(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, image.NewGray(image.Rect(0, 0, 700, 350))))
	return out.Bytes()
}

func TestAttachmentIsReadAsItCame(t *testing.T) {
	d := newDesk(t)
	sender := d.actor(d.account("sender", ownDepartment, law.RoleInspector))
	// Several pieces: an audio file of which only the head says anything.
	sound := append([]byte("#!AMR\n"), bytes.Repeat([]byte{0x3c, 0x55, 0x00}, 500_000)...)
	a, err := d.office.StoreAttachment(t.Context(), sender, "询问录音.amr", bytes.NewReader(sound))
	require.NoError(t, err)
	require.Equal(t, "audio/amr", a.Type)
	found, err := d.office.Attachment(t.Context(), sender, a.SHA256)
	require.NoError(t, err)
	require.Equal(t, a, found)
	content := d.office.OpenAttachment(t.Context(), found)
	got, err := io.ReadAll(content)
	require.NoError(t, err)
	require.Equal(t, sound, got)
	for _, from := range []int64{0, 1, 512 << 10, int64(len(sound)) - 3} {
		_, err := content.Seek(from-int64(len(sound)), io.SeekEnd)
		require.NoError(t, err)
		got, err := io.ReadAll(content)
		require.NoError(t, err)
		require.Equal(t, sound[from:], got)
	}
	_, err = content.Seek(-1, io.SeekStart)
	require.Error(t, err)
	_, err = d.office.SmallPicture(t.Context(), sender, a.SHA256)
	require.ErrorIs(t, err, &law.Error{Code: "no_small_picture"})
}

// TestAttachmentsOfComplaints: what an entity adds to a complaint only the supervisor
// sees, as the complaint itself.
func TestAttachmentsOfComplaints(t *testing.T) {
	d := newDesk(t)
	d.entities(1)
	task := tasks.Task{ID: "2024001-001", Department: ownDepartment}
	d.tasks(task)
	c := d.open(task, 1, "冀B-1", "冀B-2")
	entity := law.EntityActor(c.Entity)
	entity.By = law.By{Via: law.ViaEntityLink, ID: "link"}
	a, err := d.office.StoreAttachment(t.Context(), entity, "证据.png", bytes.NewReader(drawing(t)))
	require.NoError(t, err)
	form, err := json.Marshal(record.Submission[struct{}]{Evidence: []record.Evidence{{Name: "证据", SHA256: a.SHA256}}})
	require.NoError(t, err)
	w, err := record.NewWritten(form)
	require.NoError(t, err)
	_, err = d.store.BeginRequest(t.Context(), record.Request{Person: "link", Route: "r", Key: "k", BodyHash: "h", Created: morning, Written: w})
	require.NoError(t, err)
	_, _, err = d.store.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		c.Seq++
		act := systemAct(cases.ActComplain)
		act.Actor, act.ActorRole, act.Via, act.PayloadID, act.PayloadHash = entity.ID, law.RoleEntity, law.ViaEntityLink, w.ID, w.Hash
		return record.CaseWrite{Case: c, Act: act}, nil
	})
	require.NoError(t, err)
	for role, may := range map[law.Role]bool{law.RoleSupervisor: true, law.RoleBureauHead: false, law.RoleClerk: false} {
		_, err := d.office.Attachment(t.Context(), d.actor(d.account(string(role), ownDepartment, role)), a.SHA256)
		require.Equal(t, may, err == nil, "%s: %v", role, err)
		require.True(t, permitted(err, "not_your_act"))
	}
}

// TestAttachmentsOnTheirWay: one person who sends slowly takes nobody else's place.
func TestAttachmentsOnTheirWay(t *testing.T) {
	d := newDesk(t)
	slow, other := d.actor(d.account("slow", ownDepartment, law.RoleClerk)), d.actor(d.account("other", ownDepartment, law.RoleClerk))
	var ends []*io.PipeWriter
	done := make(chan error)
	for range 4 {
		r, w := io.Pipe()
		ends = append(ends, w)
		go func() {
			_, err := d.office.StoreAttachment(d.Context(), slow, "图.png", r)
			done <- err
		}()
		_, err := w.Write(drawing(t)[:8]) // taken: it has its place
		require.NoError(t, err)
	}
	_, err := d.office.StoreAttachment(t.Context(), slow, "图.png", bytes.NewReader(drawing(t)))
	require.ErrorIs(t, err, &law.Error{Code: "attachments_busy"})
	_, err = d.office.StoreAttachment(t.Context(), other, "图.png", bytes.NewReader(drawing(t)))
	require.NoError(t, err)
	for _, w := range ends {
		require.NoError(t, w.CloseWithError(io.ErrUnexpectedEOF))
		require.ErrorIs(t, <-done, io.ErrUnexpectedEOF)
	}
	_, err = d.office.StoreAttachment(t.Context(), slow, "图.png", bytes.NewReader(drawing(t)))
	require.NoError(t, err)
}
