package api

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// Leads and leave are for those who draw and answer for it, whichever way they are
// asked for; each export and each look at full evidence is on record.
func TestLeadsAndLeaveAreForSome(t *testing.T) {
	b := newBench(t, generous())
	const lead = "群众举报其无证经营"
	entities, err := b.store.Entities(b.Context(), record.EntityFilter{}, record.Page{Limit: 1})
	require.NoError(t, err)
	suspect := entities.Items[0]
	suspect.Lead = lead
	_, _, _, err = b.store.SaveEntities(b.Context(), "clerk", startOfMonth, []registers.Entity{suspect})
	require.NoError(t, err)
	inspectors, err := b.store.AllInspectors(b.Context())
	require.NoError(t, err)
	away := inspectors[0]
	away.LeaveFrom, away.LeaveTo = calendar.NewDate(2024, 6, 3), calendar.NewDate(2024, 6, 27)
	_, _, _, err = b.store.SaveInspectors(b.Context(), "clerk", startOfMonth, []registers.Inspector{away})
	require.NoError(t, err)

	for _, c := range []struct{ path, secret, column string }{
		{"/api/registers/entities?limit=500", lead, ""},
		{"/api/registers/entities/" + suspect.Code + "/history", lead, ""},
		{"/api/registers/entities/export?format=csv", lead, "违法线索"},
		{"/api/registers/inspectors", "2024-06-27", ""},
		{"/api/registers/inspectors/" + away.Certificate + "/history", "2024-06-27", ""},
		{"/api/registers/inspectors/export?format=csv", "2024-06-27", "请假"},
	} {
		for _, who := range []string{"clerk", "head", "director", "supervisor"} {
			text := b.get(who, c.path).is(200).text
			require.Contains(t, text, c.secret, "%s as %s", c.path, who)
			require.Contains(t, text, c.column)
		}
		for _, who := range []string{away.Certificate, "legal"} {
			text := b.get(who, c.path).is(200).text
			require.NotContains(t, text, c.secret, "%s as %s", c.path, who)
			if c.column != "" {
				require.NotContains(t, text, c.column, "%s as %s", c.path, who)
			}
		}
		b.get("admin", c.path).is(403)
	}
	exports := b.events(record.EventExported, "entities")
	require.Len(t, exports, 6)
	require.ElementsMatch(t, []string{"clerk", "head", "director", "supervisor", away.Certificate, "legal"},
		[]string{exports[0].Account, exports[1].Account, exports[2].Account, exports[3].Account, exports[4].Account, exports[5].Account})
	require.Equal(t, "127.0.0.1", exports[0].Address)

	// An import of what was exported without the column leaves it as it was.
	csv := b.get(away.Certificate, "/api/registers/entities/export?format=csv").is(200).text
	b.request("clerk", "POST", "/api/registers/entities/import", csv, "Content-Type", "text/csv").is(200)
	kept, err := b.store.Entity(b.Context(), suspect.Code)
	require.NoError(t, err)
	require.Equal(t, lead, kept.Lead)
}

func TestEachLookAtFullEvidenceIsNoted(t *testing.T) {
	b := newBench(t, generous())
	b.drawn()
	b.get("supervisor", "/api/"+theTask+"/draws/1/full-evidence").is(200)
	b.get("director", "/api/"+theTask+"/draws/1/full-evidence").is(200)
	b.get("clerk", "/api/"+theTask+"/draws/1/full-evidence").is(403)
	b.get("clerk", "/api/"+theTask+"/draws/1/public-evidence").is(200)
	code := b.theCase(b.caseNumbers()[0]).Entity
	b.get("supervisor", "/api/"+theTask+"/draws/1/openings/"+code).is(200)
	looks := b.events(record.EventEvidenceRead, taskID)
	require.Len(t, looks, 3)
	require.Equal(t, []string{"supervisor", "director", "supervisor"}, []string{looks[0].Account, looks[1].Account, looks[2].Account}, "the latest first")
	require.Contains(t, looks[0].Detail, code)
}
