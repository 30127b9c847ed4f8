package store

import "strings"

// rights are what the service's user may do, by table. Nothing that is on record
// for ever can be updated or deleted; of a draw only the stage moves, of a
// payload only what erasing empties. Files that an act carries are held by its
// attachments.
var rights = []struct{ table, rights string }{
	{"acts", "SELECT, INSERT"},
	{"publications", "SELECT, INSERT"},
	{"register_history", "SELECT, INSERT"},
	{"entity_grades", "SELECT, INSERT"},
	{"plan_steps", "SELECT, INSERT"},
	{"item_sets", "SELECT, INSERT"},
	{"draw_parts", "SELECT, INSERT"},
	{"draw_pieces", "SELECT, INSERT"},
	{"marks", "SELECT, INSERT"},
	{"security_events", "SELECT, INSERT"},
	{"attachments", "SELECT, INSERT"},
	{"external_visits", "SELECT, INSERT"},
	{"ratings", "SELECT, INSERT"},
	{"draws", "SELECT, INSERT, UPDATE (stage, ended)"},
	{"payloads", "SELECT, INSERT, UPDATE (salt, body, erased)"},
	{"plans", "SELECT, INSERT, UPDATE"},
	{"tasks", "SELECT, INSERT, UPDATE"},
	{"task_joint", "SELECT, INSERT, DELETE"},
	{"cases", "SELECT, INSERT, UPDATE"},
	{"case_team", "SELECT, INSERT, UPDATE, DELETE"},
	{"proceedings", "SELECT, INSERT, UPDATE"},
	{"proceeding_team", "SELECT, INSERT, DELETE"},
	{"parties", "SELECT, INSERT"},
	{"to_do", "SELECT, INSERT, DELETE"},
	{"decisions", "SELECT, INSERT"},
	{"entities", "SELECT, INSERT, UPDATE"},
	{"inspectors", "SELECT, INSERT, UPDATE"},
	{"items", "SELECT, INSERT, UPDATE"},
	{"settings", "SELECT, INSERT, UPDATE"},
	{"calendar_years", "SELECT, INSERT, UPDATE"},
	{"business_clock", "SELECT, INSERT, UPDATE"},
	{"accounts", "SELECT, INSERT, UPDATE"},
	{"account_roles", "SELECT, INSERT, DELETE"},
	{"delegations", "SELECT, INSERT, UPDATE"},
	{"tokens", "SELECT, INSERT, UPDATE"},
	{"token_uses", "SELECT, INSERT, UPDATE"},
	{"second_factors", "SELECT, INSERT, UPDATE, DELETE"},
	{"recovery_codes", "SELECT, INSERT, UPDATE, DELETE"},
	{"handovers", "SELECT, INSERT, UPDATE"},
	{"sessions", "SELECT, INSERT, UPDATE, DELETE"},
	{"links", "SELECT, INSERT, UPDATE (opened, tries, paused, locked, ended, ended_by, ending)"},
	{"uploads", "SELECT, INSERT, UPDATE (sent), DELETE"},
	{"files", "SELECT, INSERT, DELETE"},
	{"file_pieces", "SELECT, INSERT, DELETE"},
	{"messages", "SELECT, INSERT, UPDATE"},
	{"mails", "SELECT, INSERT, UPDATE"},
	{"requests", "SELECT, INSERT, UPDATE, DELETE"},
	{"drafts", "SELECT, INSERT, UPDATE, DELETE"},
	{"heartbeat", "SELECT, INSERT, UPDATE, DELETE"},
	{"schema_reach", "SELECT"},
	{versionTable, "SELECT"},
}

// GrantsSQL are the statements that give the service's user on MySQL what it
// needs and no more. The user is written as in MySQL: 'ssj'@'%', or ssj for any
// host. They are run once by an administrator, after the first migration.
func GrantsSQL(database, user string) []string {
	if !strings.Contains(user, "@") {
		user = "'" + strings.ReplaceAll(strings.Trim(user, "'`"), "'", "''") + "'@'%'"
	}
	db := "`" + strings.ReplaceAll(database, "`", "``") + "`"
	statements := make([]string, len(rights))
	for i, r := range rights {
		statements[i] = "GRANT " + r.rights + " ON " + db + "." + r.table + " TO " + user
	}
	return statements
}
