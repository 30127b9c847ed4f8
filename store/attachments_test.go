package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

const (
	senderU1 = "account:u1"
	senderU2 = "account:u2"
)

var (
	ample      = record.AttachmentQuota{Since: monday.Add(-time.Hour), Bytes: 1 << 30}
	everything = access.Reach{Everything: true}
)

// sentFile is a file of so many bytes that are like no other's.
func sentFile(seed int64, size int) (record.Attachment, []byte) {
	body := make([]byte, size)
	rand.New(rand.NewSource(seed)).Read(body)
	sum := sha256.Sum256(body)
	return record.Attachment{SHA256: hex.EncodeToString(sum[:]), Name: "现场𠮷照片.jpg", Type: "image/jpeg", Size: int64(size), Sent: monday}, body
}

// send keeps a file of the sender's.
func send(t *testing.T, s *store.Store, sender string, seed int64, size int) record.Attachment {
	t.Helper()
	a, body := sentFile(seed, size)
	kept, first, err := s.KeepAttachment(t.Context(), sender, a, bytes.NewReader(body), ample)
	require.NoError(t, err)
	require.True(t, first)
	require.Equal(t, a, kept)
	return a
}

// carrying records an act of u1 on the case that names the files.
func carrying(t *testing.T, s *store.Store, no, key string, files ...record.Attachment) error {
	t.Helper()
	w := writtenWith(t, s, key, files...)
	_, _, err := s.RecordCase(t.Context(), no, key, record.Asking{}, func(c cases.Case, a law.Actor) (record.CaseWrite, error) {
		out, err := step(key, func(*cases.Case) {})(c, a)
		out.Act.PayloadID, out.Act.PayloadHash, out.Act.Via = w.ID, w.Hash, law.ViaAccount
		return out, err
	})
	return err
}

func writtenWith(t *testing.T, s *store.Store, key string, files ...record.Attachment) record.Written {
	t.Helper()
	var form record.Submission[struct{}]
	for _, f := range files {
		form.Evidence = append(form.Evidence, record.Evidence{Name: "照片", SHA256: f.SHA256})
	}
	form.Evidence = append(form.Evidence, record.Evidence{Name: "纸质存档"})
	body, err := json.Marshal(form)
	require.NoError(t, err)
	w, err := record.NewWritten(body)
	require.NoError(t, err)
	_, err = s.BeginRequest(t.Context(), record.Request{Person: "u1", Route: "r", Key: key, BodyHash: "h", Created: monday, Written: w})
	require.NoError(t, err)
	return w
}

// bytesOf reads a file as it is kept.
func bytesOf(t *testing.T, s *store.Store, a record.Attachment) []byte {
	t.Helper()
	var all []byte
	for int64(len(all)) < a.Size {
		part, err := s.AttachmentPart(t.Context(), a.SHA256, int64(len(all)))
		require.NoError(t, err)
		require.NotEmpty(t, part)
		all = append(all, part...)
	}
	return all
}

// attachmentsKept: the bytes are kept once whoever sends them; each sender has the own
// name for them and sees the own only.
func attachmentsKept(t *testing.T, s *store.Store) {
	ctx := t.Context()
	a, body := sentFile(1, 1<<20+17)
	_, first, err := s.KeepAttachment(ctx, senderU1, a, bytes.NewReader(body), ample)
	require.NoError(t, err)
	require.True(t, first)
	require.Equal(t, body, bytesOf(t, s, a))
	part, err := s.AttachmentPart(ctx, a.SHA256, 1<<20+10)
	require.NoError(t, err)
	require.Equal(t, body[1<<20+10:], part)
	_, err = s.AttachmentPart(ctx, a.SHA256, 4<<20)
	requireCode(t, err, law.KindNotFound, "attachment_not_found")

	again := a
	again.Name, again.Sent = "另一名称.jpg", monday.Add(time.Hour)
	kept, first, err := s.KeepAttachment(ctx, senderU1, again, bytes.NewReader(body), ample)
	require.NoError(t, err)
	require.False(t, first)
	require.Equal(t, a.Name, kept.Name)
	_, err = s.Attachment(ctx, a.SHA256, record.AttachmentReach{Sender: senderU2, Within: everything, Tasks: true})
	requireCode(t, err, law.KindNotFound, "attachment_not_found")
	_, first, err = s.KeepAttachment(ctx, senderU2, again, bytes.NewReader(body), ample)
	require.NoError(t, err)
	require.True(t, first)
	for sender, want := range map[string]record.Attachment{
		senderU1: {SHA256: a.SHA256, Name: a.Name, Type: a.Type, Size: a.Size, Sent: again.Sent}, senderU2: again,
	} {
		got, err := s.Attachment(ctx, a.SHA256, record.AttachmentReach{Sender: sender})
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	var files, pieces int
	require.NoError(t, store.Select(ctx, s, &files, "SELECT COUNT(*) FROM files"))
	require.NoError(t, store.Select(ctx, s, &pieces, "SELECT COUNT(*) FROM file_pieces"))
	require.Equal(t, 1, files)
	require.Equal(t, 3, pieces)

	small, body := sentFile(2, 10)
	_, _, err = s.KeepAttachment(ctx, senderU1, small, bytes.NewReader(body), record.AttachmentQuota{Since: monday, Bytes: a.Size + 9})
	requireCode(t, err, law.KindTooMany, "attachments_quota")
	_, _, err = s.KeepAttachment(ctx, senderU1, small, bytes.NewReader(body), record.AttachmentQuota{Since: again.Sent.Add(time.Second), Bytes: 10})
	require.NoError(t, err, "what was sent before does not count")
	_, _, err = s.KeepAttachment(ctx, senderU1, a, bytes.NewReader(nil), record.AttachmentQuota{})
	require.NoError(t, err, "what is there already is not read and does not count")
}

// attachmentsSentAtOnce: several who send the same file at once each have it.
func attachmentsSentAtOnce(t *testing.T, s *store.Store) {
	a, body := sentFile(1, 600<<10)
	requireNone(t, together(func(w int) error {
		_, _, err := s.KeepAttachment(t.Context(), []string{senderU1, senderU2}[w%2], a, bytes.NewReader(body), ample)
		return err
	}))
	require.Equal(t, body, bytesOf(t, s, a))
	off, err := s.FilesOff(t.Context())
	require.NoError(t, err)
	require.Empty(t, off)
}

// attachmentsBound: an act carries what its person sent or the subject has already, and
// is refused with what is neither.
func attachmentsBound(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	other := newCase(taskID, 2, 5)
	openCases(t, s, other)
	first, second, foreign := send(t, s, senderU1, 1, 100), send(t, s, senderU1, 2, 100), send(t, s, senderU2, 3, 100)
	missing := func(sender, subject string, files ...record.Attachment) []string {
		var hashes []string
		for _, f := range files {
			hashes = append(hashes, f.SHA256)
		}
		out, err := s.AttachmentsMissing(ctx, sender, subject, hashes)
		require.NoError(t, err)
		return out
	}
	require.Empty(t, missing(senderU1, c.No, first, second))
	require.Equal(t, []string{foreign.SHA256}, missing(senderU1, c.No, first, foreign))
	require.Empty(t, missing(senderU1, c.No))

	err := carrying(t, s, c.No, "foreign", first, foreign)
	e := requireCode(t, err, law.KindInvalid, "attachments_missing")
	require.Equal(t, "evidence.1.sha256", e.Fields[0].Field)
	require.Len(t, e.Fields, 1)
	got, err := s.Case(ctx, c.No)
	require.NoError(t, err)
	require.Equal(t, 1, got.Seq, "a refused act writes nothing")

	require.NoError(t, carrying(t, s, c.No, "two", first, second, first))
	require.NoError(t, carrying(t, s, c.No, "none"))
	of, err := s.ActAttachments(ctx, c.No)
	require.NoError(t, err)
	require.Len(t, of, 1)
	require.ElementsMatch(t, []record.Attachment{first, second}, of[2])

	// From then on it is the subject's, for whoever acts on it and on what comes of it.
	p := openProceeding(t, s, newProceeding(c, law.ProceedingPenalty, 1))
	require.Empty(t, missing(senderU2, c.No, first))
	require.Empty(t, missing(senderU2, p.No, first))
	require.Equal(t, []string{first.SHA256}, missing(senderU2, other.No, first))
	w := writtenWith(t, s, "proceeding", first)
	_, _, err = s.RecordProceeding(ctx, p.No, "k", record.Asking{}, func(p proceedings.Proceeding, _ law.Actor) (record.ProceedingWrite, error) {
		p.Seq++
		return record.ProceedingWrite{Proceeding: p, Act: record.Act{Kind: "x", Name: "x", Clause: "x", Actor: "u2", ActorRole: law.RoleInspector, Via: law.ViaAccount,
			Happened: monday, Entered: monday, Recorded: monday, PayloadID: w.ID, PayloadHash: w.Hash}}, nil
	})
	require.NoError(t, err)
	of, err = s.ActAttachments(ctx, p.No)
	require.NoError(t, err)
	require.Equal(t, map[int][]record.Attachment{2: {first}}, of)

	for _, statement := range []string{"UPDATE attachments SET hash = 'x'", "DELETE FROM attachments", "UPDATE files SET size = 1", "UPDATE file_pieces SET piece = 9"} {
		require.Error(t, store.Exec(ctx, s, statement), statement)
	}
	require.Error(t, store.Exec(ctx, s, "DELETE FROM files WHERE hash = '"+first.SHA256+"'"), "an act carries it")
}

// attachmentsWithinReach: who may read a subject reads what its acts carry, but for what
// only others may read.
func attachmentsWithinReach(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	file, second := send(t, s, senderU1, 1, 100), send(t, s, senderU1, 2, 100)
	require.NoError(t, carrying(t, s, c.No, "k", file))
	w := writtenWith(t, s, "task", second)
	_, _, err := s.RecordTask(ctx, taskID, "k", record.Asking{}, func(at record.TaskAtHand) (record.TaskWrite, error) {
		task := at.Task
		task.Seq++
		act := importAct(task)
		act.Actor, act.Via, act.PayloadID, act.PayloadHash = "u1", law.ViaAccount, w.ID, w.Hash
		return record.TaskWrite{Task: task, Act: act}, nil
	})
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		reach          record.AttachmentReach
		ofCase, ofTask bool
	}{
		"nobody":             {record.AttachmentReach{Sender: senderU2}, false, false},
		"the sender":         {record.AttachmentReach{Sender: senderU1}, true, true},
		"all":                {record.AttachmentReach{Within: everything, Tasks: true}, true, true},
		"the team":           {record.AttachmentReach{Within: access.Reach{Certificate: "冀B02"}}, true, false},
		"another inspector":  {record.AttachmentReach{Within: access.Reach{Certificate: "冀B09"}, Tasks: true}, false, true},
		"the department":     {record.AttachmentReach{Within: access.Reach{Departments: []string{"劳动关系科"}}}, true, false},
		"another department": {record.AttachmentReach{Within: access.Reach{Departments: []string{"财务科"}}}, false, false},
		"not of such acts":   {record.AttachmentReach{Within: everything, But: []law.ActKind{cases.ActServeNotice}}, false, false},
	} {
		for of, may := range map[string]bool{file.SHA256: tt.ofCase, second.SHA256: tt.ofTask} {
			got, err := s.Attachment(ctx, of, tt.reach)
			if !may {
				requireCode(t, err, law.KindNotFound, "attachment_not_found")
				continue
			}
			require.NoError(t, err, name)
			require.Equal(t, of, got.SHA256, name)
		}
	}
}

// uploadsForgotten: what no act carries goes after its time, its bytes with the last who
// sent them; what an act carries stays.
func uploadsForgotten(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	carried, orphan, shared := send(t, s, senderU1, 1, 100), send(t, s, senderU1, 2, 100), send(t, s, senderU1, 3, 700<<10)
	require.NoError(t, carrying(t, s, c.No, "k", carried))
	later, body := sentFile(3, 700<<10)
	later.Sent = monday.AddDate(0, 0, 10)
	_, _, err := s.KeepAttachment(ctx, senderU2, later, bytes.NewReader(body), ample)
	require.NoError(t, err)
	for seed := range int64(15) {
		send(t, s, senderU1, 100+seed, 10)
	}
	requireNone(t, together(func(int) error {
		_, err := s.PurgeUploads(ctx, monday.AddDate(0, 0, 1))
		return err
	}))
	var left []string
	require.NoError(t, store.Select(ctx, s, &left, "SELECT hash FROM files"))
	require.ElementsMatch(t, []string{carried.SHA256, shared.SHA256}, left)
	require.Equal(t, body, bytesOf(t, s, later))
	_, err = s.Attachment(ctx, orphan.SHA256, record.AttachmentReach{Sender: senderU1})
	requireCode(t, err, law.KindNotFound, "attachment_not_found")
	_, err = s.Attachment(ctx, carried.SHA256, record.AttachmentReach{Within: everything})
	require.NoError(t, err)
	require.ErrorIs(t, carrying(t, s, c.No, "late", orphan), &law.Error{Code: "attachments_missing"})
	off, err := s.FilesOff(ctx)
	require.NoError(t, err)
	require.Empty(t, off)
}

// uploadsForgottenMeanwhile: an act that names a file while it is being forgotten either
// carries it whole or is refused.
func uploadsForgottenMeanwhile(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	for round := range int64(5) {
		file := send(t, s, senderU1, round, 600<<10)
		errs := together(func(w int) error {
			if w == 0 {
				return carrying(t, s, c.No, "k"+file.SHA256, file)
			}
			_, err := s.PurgeUploads(ctx, monday.AddDate(0, 0, 1))
			return err
		})
		requireNone(t, errs[1:])
		_, err := s.Attachment(ctx, file.SHA256, record.AttachmentReach{Within: everything})
		if errs[0] == nil {
			require.NoError(t, err)
			require.Len(t, bytesOf(t, s, file), 600<<10)
		} else {
			requireCode(t, errs[0], law.KindInvalid, "attachments_missing")
			requireCode(t, err, law.KindNotFound, "attachment_not_found")
		}
	}
}

// filesOff: a file that is not what its hash says is found. Only who may migrate can
// change one.
func filesOff(t *testing.T, s *store.Store) {
	whole, short := send(t, s, senderU1, 1, 700<<10), send(t, s, senderU1, 2, 700<<10)
	require.NoError(t, store.Exec(t.Context(), s, "DELETE FROM file_pieces WHERE piece = 1 AND hash = '"+short.SHA256+"'"))
	off, err := s.FilesOff(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{short.SHA256}, off)
	require.NotContains(t, off, whole.SHA256)
}
