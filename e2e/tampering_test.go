package e2e

import (
	"database/sql"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/audit"
	"shuangsuiji/demo"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/store"
)

// tampering is one kind of change by somebody who can write the database, triggers
// or not.
type tampering struct {
	name string
	sql  []string
	// found is the code of a finding by which it is seen; "" where check can't see it,
	// for the reason given.
	found, because string
}

// What check can't see, and what will.
const (
	noTrace   = "nothing else in the record depends on it: for the record's own log"
	alike     = "the present state and its past agree: for the record's own log"
	oneState  = "a present state without what it was before: for the record's own log"
	sealedOff = "sealed with a key outside the database: an altered one doesn't open"
)

// hashOfPayload gives the payload of an act another text with its hash, in the act
// too, as only Go can compute it; see payloadRewritten.
const hashOfPayload = "-- payload with its hash"

// emptyHash is that of a file without bytes.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// closedCase is a case of the demonstration that was published with problems and
// corrected; onCase narrows an update to it.
const (
	someCase = "(SELECT case_no FROM publications ORDER BY id LIMIT 1)"
	someProc = "(SELECT proceeding FROM decisions ORDER BY id LIMIT 1)"
	someAct  = "subject = " + someCase + " AND kind = 'record_visit'"
)

// forgedAct is one more act of the case.
const forgedAct = "INSERT INTO acts (subject, seq, kind, name, clause, actor, actor_role, delegation, happened, entered, recorded, facts, payload_hash, act_key) " +
	"SELECT subject, seq + 1, 'suspend', '中止', '本单位规定', actor, actor_role, '', happened, entered, recorded, '{}', '', 'forged' FROM acts WHERE subject = " + someCase + " ORDER BY seq DESC LIMIT 1"

func tamperings() []tampering {
	act := func(name, set, found, because string) tampering {
		return tampering{"act: " + name, []string{"UPDATE acts SET " + set + " WHERE " + someAct}, found, because}
	}
	caseState := func(name, set string) tampering {
		return tampering{"case: " + name, []string{"UPDATE cases SET state = " + set + " WHERE no = " + someCase}, "state_differs", ""}
	}
	entry := func(column, value string) tampering {
		return tampering{"publication: " + column, []string{fmt.Sprintf("UPDATE publications SET %s = %s WHERE id = %s||'/1'", column, value, someCase)}, "publication_differs", ""}
	}
	decision := func(column, value string) tampering {
		return tampering{"decision: " + column, []string{fmt.Sprintf("UPDATE decisions SET %s = %s WHERE id = %s||'/1'", column, value, someProc)}, "decision_differs", ""}
	}
	return []tampering{
		act("facts that decide", `facts = json_set(facts, '$.ended', '2024-04-08T09:00:00Z', '$.started', '2024-04-08T08:00:00Z')`, "state_differs", ""),
		act("facts unreadable", `facts = '{"mode":'`, "acts_not_lawful", ""),
		act("actor to nobody", "actor = 'u-nobody'", "actor_unknown", ""),
		act("actor to another person", "actor = (SELECT id FROM accounts WHERE login = 'director')", "role_not_held", ""),
		act("actor to the system", "actor = 'system', actor_role = 'system'", "acts_not_lawful", ""),
		act("role", "actor_role = 'bureau_head'", "role_not_held", ""),
		act("time of happening", "happened = '2030-01-01 00:00:00.000000'", "act_times", ""),
		act("time of entering", "entered = '2030-01-01 00:00:00.000000'", "act_times", ""),
		act("time of recording", "recorded = '2020-01-01 00:00:00.000000'", "act_times", ""),
		act("time of happening, by a minute", "happened = strftime('%Y-%m-%d %H:%M:%f', happened, '-1 minutes') || '000'", "act_altered", ""),
		act("time unreadable", "happened = 'yesterday'", "row_unreadable", ""),
		act("name", "name = '现场检查'", "act_renamed", ""),
		act("clause", "clause = '文件九'", "act_renamed", ""),
		act("delegation", "delegation = 'd-none'", "delegation_differs", ""),
		act("key", "act_key = act_key || 'x'", "act_altered", ""),
		act("kind", "kind = 'no_such_act'", "act_unknown", ""),
		{"act: appended", []string{forgedAct}, "record_gap", ""},
		{"act: appended with the count", []string{forgedAct,
			"UPDATE cases SET seq = seq + 1, state = json_set(state, '$.seq', seq + 1) WHERE no = " + someCase}, "acts_not_lawful", ""},
		{"act: the last removed", []string{"DELETE FROM acts WHERE subject = " + someCase + " AND kind = 'archive'"}, "record_gap", ""},
		{"act: one in the middle removed", []string{"DELETE FROM acts WHERE " + someAct}, "record_gap", ""},
		{"payload: text", []string{"UPDATE payloads SET body = '{}' WHERE id = (SELECT payload_id FROM acts WHERE payload_id IS NOT NULL LIMIT 1)"}, "payload_altered", ""},
		{"payload: marked erased", []string{"UPDATE payloads SET erased = '2024-04-08 00:00:00.000000', body = NULL, salt = NULL WHERE id = (SELECT payload_id FROM acts WHERE payload_id IS NOT NULL LIMIT 1)"}, "payload_erased", ""},
		{"payload: text and hash, in the act too", []string{hashOfPayload}, "act_altered", ""},
		{"payload: removed", []string{"DELETE FROM payloads WHERE id = (SELECT payload_id FROM acts WHERE payload_id IS NOT NULL LIMIT 1)"}, "payload_missing", ""},
		{"attachment: added to an act", []string{"INSERT INTO files VALUES ('" + emptyHash + "', 'image/jpeg', 0, 0)",
			"INSERT INTO attachments SELECT subject, seq, '" + emptyHash + "', '照片.jpg', recorded FROM acts WHERE " + someAct}, "attachments_differ", ""},
		{"attachment: taken from an act", []string{"DELETE FROM attachments"}, "attachments_differ", ""},
		{"attachment: bytes", []string{"UPDATE file_pieces SET body = x'00'"}, "attachment_damaged", ""},
		{"attachment: a piece removed", []string{"DELETE FROM file_pieces"}, "attachment_damaged", ""},
		{"attachment: media type", []string{"UPDATE files SET media = 'text/html'"}, "", alike},

		caseState("stage", "json_set(state, '$.stage', 'handling')"),
		caseState("team", "json_set(state, '$.team[0]', 'YS-2099-0001')"),
		caseState("outcome", "json_set(state, '$.result.outcome', 'corrected')"),
		caseState("when a period was met", "json_set(state, '$.met[0].met', '2024-04-08T09:00:00Z')"),
		caseState("lateness", "json_set(state, '$.met[0].late', json('true'))"),
		{"case: grade", []string{"UPDATE cases SET state = json_set(state, '$.grade', '甲') WHERE no = " + someCase}, "case_entity_differs", ""},
		{"case: unreadable", []string{"UPDATE cases SET state = '{' WHERE no = " + someCase}, "state_unreadable", ""},
		{"case: column unreadable", []string{"UPDATE cases SET opened = 'yesterday' WHERE no = " + someCase}, "state_unreadable", ""},
		{"case: column of its stage", []string{"UPDATE cases SET stage = 'handling' WHERE no = " + someCase}, "column_differs", ""},
		{"case: column of its next deadline", []string{"UPDATE cases SET next_due = '2024-01-01 00:00:00.000000' WHERE no = " + someCase}, "column_differs", ""},
		{"case: row of its team", []string{"DELETE FROM case_team WHERE case_no = " + someCase + " AND position = 1"}, "column_differs", ""},
		{"case: who is to act on it", []string{"INSERT INTO to_do (subject, act, holder, kind, name, due, spot, asked_by) VALUES (" + someCase + ", 'confirm_result', 'section_head:社会保险科', 'case', '认定检查结果', '2024-01-01 00:00:00.000000', '0', '')"}, "column_differs", ""},
		{"case: a drawn one removed", removal("(SELECT no FROM cases ORDER BY no LIMIT 1)"), "case_missing", ""},
		{"case: the last drawn removed, acts too", append(removal("(SELECT no FROM cases ORDER BY no DESC LIMIT 1)"), "DELETE FROM acts WHERE subject LIKE '%-____' AND subject NOT IN (SELECT no FROM cases) AND subject NOT IN (SELECT id FROM tasks) AND subject NOT IN (SELECT no FROM proceedings)"), "case_missing", ""},
		{"case: acts without a case", []string{"UPDATE acts SET subject = '2024001-001-9999' WHERE " + someAct}, "subject_missing", ""},
		{"proceeding: removed", []string{"DELETE FROM decisions WHERE proceeding = " + someProc, "DELETE FROM proceedings WHERE no LIKE '%-P1'", "DELETE FROM proceeding_team"}, "proceeding_missing", ""},
		{"proceeding: state", []string{"UPDATE proceedings SET state = json_set(state, '$.ending', 'penalty_no_case') WHERE no = " + someProc}, "state_differs", ""},
		{"proceeding: column", []string{"UPDATE proceedings SET ending = '' WHERE no = " + someProc}, "column_differs", ""},
		{"task: state", []string{"UPDATE tasks SET state = json_set(state, '$.rules.ratio', '99%') WHERE id = '2024001-001'"}, "state_differs", ""},
		{"task: column", []string{"UPDATE tasks SET department = '社会保险科' WHERE id = '2024001-001'"}, "column_differs", ""},
		{"task: unreadable", []string{"UPDATE tasks SET state = '[' WHERE id = '2024001-001'"}, "state_unreadable", ""},

		entry("outcome", "'未发现问题（改）'"), entry("items", "'全部合格'"), entry("name", "'某某公司'"), entry("entity", "'911100000000000000'"),
		entry("published", "'2024-04-09 01:00:00.000000'"), entry("completed", "'2024-01-01'"), entry("late", "1 - late"), entry("follow_up", "1 - follow_up"), entry("evidence", "'00'"),
		{"publication: agency", []string{"UPDATE publications SET agency = '某局'"}, "", oneState},
		{"publication: removed", []string{"DELETE FROM publications WHERE id = " + someCase + "||'/1'"}, "publications_differ", ""},
		{"publication: added", []string{"INSERT INTO publications SELECT case_no||'/9', case_no, task, 9, '', entity, name, agency, plan_no, plan_name, task_name, draw_mode, completed, items, outcome, follow_up, published, late, evidence, reason FROM publications WHERE id = " + someCase + "||'/1'"}, "publications_differ", ""},
		decision("outcome", "'警告'"), decision("name", "'某某公司'"), decision("published", "'2024-04-09 01:00:00.000000'"), decision("until_on", "'2099-01-01'"), decision("withdrawn", "1 - withdrawn"), decision("late", "1 - late"),
		{"decision: removed", []string{"DELETE FROM decisions WHERE id = " + someProc + "||'/1'"}, "decisions_differ", ""},

		{"draw: commitment", []string{"UPDATE draws SET hash = substr(hash, 2) || substr(hash, 1, 1)"}, "draw_commitment", ""},
		{"draw: nonce", []string{"UPDATE draws SET nonce = x'00'"}, "", sealedOff},
		{"draw: roster key", []string{"UPDATE draws SET roster_key = x'00'"}, "", sealedOff},
		{"draw: full evidence", []string{"UPDATE draw_pieces SET body = x'00' WHERE name = 'full'"}, "draw_part_damaged", ""},
		{"draw: public evidence", []string{"UPDATE draw_parts SET hash = 'x' WHERE name = 'public'"}, "draw_part_damaged", ""},
		{"draw: removed", []string{"DELETE FROM draw_pieces", "DELETE FROM draw_parts", "DELETE FROM draws"}, "draw_missing", ""},

		{"account: role", []string{"INSERT INTO account_roles VALUES ((SELECT id FROM accounts WHERE login = 'clerk'), 'bureau_head', 9)"}, "account_differs", ""},
		{"account: certificate", []string{"UPDATE accounts SET certificate = 'YS-2099-0001' WHERE login = 'clerk'"}, "account_differs", ""},
		{"account: password", []string{"UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE login = 'clerk') WHERE login = 'director'"}, "", noTrace},
		{"account: history line removed", []string{"DELETE FROM register_history WHERE register = 'accounts' AND code = (SELECT id FROM accounts WHERE login = 'clerk') AND version = 1"}, "history_gap", ""},
		{"account: whole history removed", []string{"DELETE FROM register_history WHERE register = 'accounts' AND code = (SELECT id FROM accounts WHERE login = 'clerk')"}, "account_without_history", ""},
		{"account: role and history alike", []string{"INSERT INTO account_roles VALUES ((SELECT id FROM accounts WHERE login = 'clerk'), 'bureau_head', 9)",
			"UPDATE register_history SET body = json_insert(body, '$.roles[#]', 'bureau_head') WHERE register = 'accounts' AND code = (SELECT id FROM accounts WHERE login = 'clerk')"}, "", alike},
		{"account: one who acted removed", []string{"DELETE FROM account_roles WHERE account = (SELECT id FROM accounts WHERE login = 'clerk')", "DELETE FROM accounts WHERE login = 'clerk'"}, "actor_unknown", ""},

		{"register: grade of a drawn entity", []string{"UPDATE entities SET grade = '甲' WHERE code = (SELECT entity FROM cases WHERE no = " + someCase + ")"}, "case_entity_differs", ""},
		{"register: name of a published entity", []string{"UPDATE entities SET name = '某某公司' WHERE code = (SELECT entity FROM cases WHERE no = " + someCase + ")"}, "publication_differs", ""},
		{"register: telephone", []string{"UPDATE entities SET phone = '000' WHERE code = (SELECT entity FROM cases WHERE no = " + someCase + ")"}, "", oneState},
		{"register: version", []string{"UPDATE entities SET version = 7 WHERE code = (SELECT entity FROM cases WHERE no = " + someCase + ")"}, "history_gap", ""},
		{"register: an inspector's recusals", []string{"UPDATE inspectors SET recused = '[]', leave_from = ''"}, "", oneState},
		{"plan: a row", []string{"UPDATE plans SET plan_rows = replace(plan_rows, '劳动保障监察大队', '社会保险科')"}, "acts_not_lawful", ""},
		{"setting", []string{"INSERT INTO settings (name, value, version, changed_at, changed_by, reason) VALUES ('agency', '\"某局\"', 1, '2024-04-08 00:00:00.000000', 'x', 'x')"}, "", oneState},
		{"item set", []string{"UPDATE item_sets SET body = replace(body, '劳动', '劳务')"}, "item_set_altered", ""},
		{"rating: added", []string{"INSERT INTO ratings VALUES (" + someCase + ", '劳动保障监察大队', 5, '2024-04-08 00:00:00.000000')"}, "rating_differs", ""},
		{"message: text", []string{"UPDATE messages SET text = '改过的消息' WHERE subject = " + someCase + " AND msg_key LIKE 'act/%'"}, "message_differs", ""},
		{"message: removed", []string{"DELETE FROM messages WHERE subject = " + someCase}, "", noTrace},
		{"clock: back", []string{"UPDATE business_clock SET stands_at = '2024-04-02 01:00:00.000000'"}, "clock_behind", ""},
		{"clock: forward", []string{"UPDATE business_clock SET stands_at = '2029-04-02 01:00:00.000000'"}, "", noTrace},
	}
}

// removal removes a whole case with what is kept of it elsewhere.
func removal(no string) []string {
	return []string{"CREATE TABLE gone AS SELECT " + no + " AS no", "DELETE FROM publications WHERE case_no IN gone", "DELETE FROM decisions WHERE proceeding IN (SELECT no FROM proceedings WHERE case_no IN gone)",
		"DELETE FROM proceeding_team WHERE proceeding IN (SELECT no FROM proceedings WHERE case_no IN gone)", "DELETE FROM proceedings WHERE case_no IN gone",
		"DELETE FROM case_team WHERE case_no IN gone", "DELETE FROM cases WHERE no IN gone"}
}

// TestTampering changes the record of a demonstration that was played to its end
// directly in the database, in one way each, and says what check sees of it. What
// it can't see yet stands here too: the test fails when one becomes visible, so that
// the list stays true.
func TestTampering(t *testing.T) {
	o := openOffice(t, setup{entities: 120, standing: startOfMonth})
	o.importPlan(documents.SamplePlan(), false)
	o.giveLogins()
	server := httptest.NewServer(o.handler(door.Limits{}))
	t.Cleanup(server.Close)
	var said strings.Builder
	require.NoError(t, demo.Play{Base: server.URL, Accounts: o.accountsFile(), Out: &said}.Run(t.Context()), said.String())
	o.requireSoundRecord(t)
	whole := o.copyOfRecord(t)

	for _, c := range tamperings() {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "record.db")
			require.NoError(t, os.WriteFile(path, whole, 0o600))
			tamper(t, path, c.sql)
			codes := findingsOf(t, path)
			if c.found == "" {
				require.Empty(t, codes, "it is found now: move it, it was thought invisible because %s", c.because)
				return
			}
			require.Contains(t, codes, c.found)
		})
	}
}

// copyOfRecord is the record as one file.
func (o *office) copyOfRecord(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	db, err := sql.Open("sqlite", o.dsn)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "VACUUM INTO ?", path)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	return raw
}

// tamper runs the statements as somebody who cares for no trigger and no reference;
// each must change something.
func tamper(t *testing.T, path string, statements []string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	db.SetMaxOpenConns(1)
	rows, err := db.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'trigger'")
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	var triggers []string
	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		triggers = append(triggers, name)
	}
	require.NoError(t, rows.Err())
	for _, name := range triggers {
		_, err := db.ExecContext(t.Context(), "DROP TRIGGER "+name)
		require.NoError(t, err)
	}
	changed := int64(0)
	for _, s := range statements {
		if s == hashOfPayload {
			payloadRewritten(t, db)
			changed++
			continue
		}
		result, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err, s)
		n, err := result.RowsAffected()
		require.NoError(t, err)
		changed += n
	}
	require.Positive(t, changed, "nothing was changed")
}

func findingsOf(t *testing.T, path string) []string {
	t.Helper()
	s, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, DSN: path, Logger: quiet})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	var codes []string
	_, err = audit.Check(t.Context(), s, keys, func(f audit.Finding) error {
		t.Log(f)
		require.NotEmpty(t, f.Table)
		require.NotEmpty(t, f.Message)
		codes = append(codes, f.Code)
		return nil
	})
	require.NoError(t, err, "a damaged record ends no check")
	slices.Sort(codes)
	return slices.Compact(codes)
}
