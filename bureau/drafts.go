package bureau

import (
	"context"
	"unicode/utf8"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// DraftRecord keeps what people have typed and not handed in.
type DraftRecord interface {
	// SaveDraft answers the draft with its new revision.
	//
	// Errors: draft_stale, draft_handed_in, drafts_too_many.
	SaveDraft(ctx context.Context, account string, d record.Draft, mostDrafts int) (record.Draft, error)
	// Errors: draft_not_found.
	Draft(ctx context.Context, account, subject string, act law.ActKind) (record.Draft, error)
	// Drafts are all of the account without their entries, the latest first.
	Drafts(ctx context.Context, account string) ([]record.Draft, error)
	DropDraft(ctx context.Context, account, subject string, act law.ActKind) error
}

const (
	// longestDraft is what an act's form may have too, in bytes.
	longestDraft = 1 << 20
	// mostDrafts of one account: nobody fills in so many forms at once.
	mostDrafts = 200
	// The lengths of what names a draft, in characters.
	longestSubject, longestAct = 80, 64
)

// SaveDraft saves what the actor has typed into a form, upon the revision that the
// actor's page has of it (0: none), and answers its new revision. It goes with the
// request of its key: once the act is done it is gone. Nothing of it is on record.
//
// Errors: draft_invalid, draft_too_large, draft_stale, draft_handed_in, drafts_too_many.
func (o *Office) SaveDraft(ctx context.Context, actor law.Actor, d record.Draft) (record.Draft, error) {
	if err := (Call{Key: d.Key}).check(); err != nil {
		return d, err
	}
	if !within(d.Subject, longestSubject) || !within(string(d.Act), longestAct) || d.Revision < 0 || d.Seen < 0 {
		return d, law.Errorf(law.KindInvalid, "draft_invalid", "暂存的表单没有写明办理的对象和事项。")
	}
	if n := sizeOf(d.Entries); n > longestDraft {
		return d, law.Errorf(law.KindInvalid, "draft_too_large", "表单内容超过%dKB，没有保存。", longestDraft>>10)
	}
	d.Saved = registers.Recorded(o.now())
	return o.record.SaveDraft(ctx, actor.ID, d, mostDrafts)
}

func within(name string, longest int) bool {
	return name != "" && utf8.ValidString(name) && utf8.RuneCountInString(name) <= longest
}

func sizeOf(entries map[string][]string) (bytes int) {
	for name, values := range entries {
		bytes += len(name)
		for _, v := range values {
			bytes += len(v)
		}
	}
	return bytes
}

// Draft is what the actor has typed for an act on the subject.
//
// Errors: draft_not_found.
func (o *Office) Draft(ctx context.Context, actor law.Actor, subject string, act law.ActKind) (record.Draft, error) {
	return o.record.Draft(ctx, actor.ID, subject, act)
}

// Drafts are the actor's own, without their entries, the latest first.
func (o *Office) Drafts(ctx context.Context, actor law.Actor) ([]record.Draft, error) {
	return o.record.Drafts(ctx, actor.ID)
}

// DropDraft throws one of the actor's away.
func (o *Office) DropDraft(ctx context.Context, actor law.Actor, subject string, act law.ActKind) error {
	return o.record.DropDraft(ctx, actor.ID, subject, act)
}
