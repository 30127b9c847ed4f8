package bureau_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func TestDrafts(t *testing.T) {
	d := newDesk(t)
	one, two := d.actor(d.account("one", ownDepartment, law.RoleClerk)), d.actor(d.account("two", ownDepartment, law.RoleClerk))
	form := record.Draft{Subject: "case/2024001-001-0001", Act: "serve_notice", Key: "k", Entries: map[string][]string{"facts.on": {"明天"}}, Seen: 1}
	saved, err := d.office.SaveDraft(t.Context(), one, form)
	require.NoError(t, err)
	require.Equal(t, 1, saved.Revision)
	got, err := d.office.Draft(t.Context(), one, form.Subject, form.Act)
	require.NoError(t, err)
	require.Equal(t, saved, got)
	_, err = d.office.Draft(t.Context(), two, form.Subject, form.Act)
	require.ErrorIs(t, err, &law.Error{Code: "draft_not_found"}, "the own ones only")
	none, err := d.office.Drafts(t.Context(), two)
	require.NoError(t, err)
	require.Empty(t, none)
	require.NoError(t, d.office.DropDraft(t.Context(), two, form.Subject, form.Act))
	all, err := d.office.Drafts(t.Context(), one)
	require.NoError(t, err)
	require.Len(t, all, 1)

	for code, change := range map[string]func(*record.Draft){
		"idempotency_key_required": func(f *record.Draft) { f.Key = "" },
		"draft_invalid":            func(f *record.Draft) { f.Subject = "" },
		"draft_too_large":          func(f *record.Draft) { f.Entries = map[string][]string{"narrative": {strings.Repeat("长", 400_000)}} },
		"draft_stale":              func(f *record.Draft) { f.Revision = 7 },
	} {
		wrong := form
		change(&wrong)
		_, err := d.office.SaveDraft(t.Context(), one, wrong)
		var e *law.Error
		require.True(t, errors.As(err, &e), code)
		require.Equal(t, code, e.Code)
	}
}
