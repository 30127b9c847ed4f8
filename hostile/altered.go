package hostile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// alteration is what the owner of the database does to it, with the finding by which
// `check` sees it. e2e's TestTampering has every kind; these are for the program as it
// is installed.
type alteration struct {
	name, found string
	sql         []string
}

const publishedCase = "(SELECT case_no FROM publications ORDER BY id LIMIT 1)"

// forgedAct is one more act of that case.
const forgedAct = "INSERT INTO acts (subject, seq, kind, name, clause, actor, actor_role, delegation, happened, entered, recorded, facts, payload_hash, act_key) " +
	"SELECT subject, seq + 1, 'suspend', '中止', '本单位规定', actor, actor_role, '', happened, entered, recorded, '{}', '', 'forged' FROM acts WHERE subject = " + publishedCase + " ORDER BY seq DESC LIMIT 1"

var alterations = []alteration{
	{"an act forged", "record_gap", []string{forgedAct}},
	{"an act forged, with the count of acts", "acts_not_lawful", []string{
		forgedAct,
		"UPDATE cases SET seq = seq + 1, state = json_set(state, '$.seq', seq + 1) WHERE no = " + publishedCase}},
	{"facts of an act rewritten", "act_altered", []string{
		"UPDATE acts SET facts = json_set(facts, '$.ended', '2024-04-01T09:30:00Z', '$.started', '2024-04-01T08:30:00Z') WHERE kind = 'record_visit' AND subject = " + publishedCase}},
	{"a case removed", "case_missing", []string{
		"CREATE TABLE gone AS SELECT no FROM cases WHERE no NOT IN (SELECT case_no FROM publications) ORDER BY no LIMIT 1",
		"DELETE FROM decisions WHERE proceeding IN (SELECT no FROM proceedings WHERE case_no IN gone)",
		"DELETE FROM proceeding_team WHERE proceeding IN (SELECT no FROM proceedings WHERE case_no IN gone)", "DELETE FROM proceedings WHERE case_no IN gone",
		"DELETE FROM case_team WHERE case_no IN gone", "DELETE FROM cases WHERE no IN gone"}},
	{"a role given", "account_differs", []string{"INSERT INTO account_roles VALUES ((SELECT id FROM accounts WHERE login = 'clerk'), 'bureau_head', 9)"}},
	{"a published result bettered", "publication_differs", []string{"UPDATE publications SET outcome = '未发现问题（改）'"}},
}

// altered alters copies of the record and lets `shuangsuiji check` look at each.
func (o *office) altered(ctx context.Context, a *Attack) (err error) {
	folder, err := os.MkdirTemp("", "ssj-altered-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	whole := filepath.Join(folder, "whole.db")
	if err := o.copyRecord(ctx, whole); err != nil {
		return err
	}
	is, err := os.ReadFile(whole)
	if err != nil {
		return err
	}
	said, sound := o.check(ctx, whole)
	a.control(sound && strings.Contains(said, "案卷完整一致"), "the copy as it is: %s", said)
	seen := make([]string, len(alterations))
	failed := make([]error, len(alterations))
	var all sync.WaitGroup
	for i, x := range alterations {
		all.Go(func() {
			path := filepath.Join(folder, fmt.Sprintf("altered-%d.db", i))
			if failed[i] = errors.Join(os.WriteFile(path, is, 0o600), alter(ctx, path, x.sql)); failed[i] != nil {
				return
			}
			said, sound := o.check(ctx, path)
			if sound {
				said = ""
			}
			seen[i] = said
		})
	}
	all.Wait()
	for i, x := range alterations {
		if failed[i] != nil {
			return fmt.Errorf("%s: %w", x.name, failed[i])
		}
		a.try(strings.Contains(seen[i], x.found), "%s is not seen as %s: %s", x.name, x.found, seen[i])
	}
	return nil
}

// check runs the program's own check of a copy, with the office's keys.
func (o *office) check(ctx context.Context, path string) (said string, sound bool) {
	var out strings.Builder
	err := o.system.Run(ctx, &out, "api", "check", "--driver", "sqlite", "--dsn", path, "--seal-keys-file", filepath.Join(o.data, "seal.keys"))
	if err != nil {
		out.WriteString(err.Error())
	}
	return out.String(), err == nil
}

// alter runs the statements as somebody who cares for no trigger and no reference; one
// that changes nothing is an error.
func alter(ctx context.Context, path string, statements []string) (err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	var triggers []string
	if err := eachCell(ctx, db, "sqlite_master", func(column string, value any) {
		if text, is := value.(string); is && column == "sql" && strings.HasPrefix(text, "CREATE TRIGGER ") {
			triggers = append(triggers, strings.Fields(text)[2])
		}
	}); err != nil {
		return err
	}
	for _, name := range triggers {
		if _, err := db.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
			return err
		}
	}
	changed := int64(0)
	for _, s := range statements {
		done, err := db.ExecContext(ctx, s)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return err
		}
		changed += n
	}
	if changed == 0 {
		return errors.New("nothing was changed")
	}
	return nil
}
