package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/todo"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// question is one thing that is asked of the record, and the index that answers
// it on either database. A page of it must neither walk through the table nor
// sort it.
type question struct {
	name  string
	index string
	ask   func(ctx context.Context, s *store.Store) error
	// table is whose last query is meant; "": the last of all.
	table string
	// sorts: the answer is small whatever the table (one account's delegations), and is
	// sorted.
	sorts bool
}

func listing(f record.CaseFilter) func(context.Context, *store.Store) error {
	return func(ctx context.Context, s *store.Store) error {
		_, err := s.Cases(ctx, f, record.Page{Limit: 20})
		return err
	}
}

// secondPage asks for the page after the first.
func secondPage(f record.CaseFilter) func(context.Context, *store.Store) error {
	return func(ctx context.Context, s *store.Store) error {
		first, err := s.Cases(ctx, f, record.Page{Limit: 20})
		if err != nil || first.Next == "" {
			return fmt.Errorf("no second page: %w", err)
		}
		_, err = s.Cases(ctx, f, record.Page{Limit: 20, After: first.Next})
		return err
	}
}

const bigTask = "2024001-001"

var questions = []question{
	{name: "all cases", index: "cases_in_order", ask: listing(record.CaseFilter{})},
	{name: "all, second page", index: "cases_in_order", ask: secondPage(record.CaseFilter{})},
	{name: "by next deadline", index: "cases_by_due", ask: listing(record.CaseFilter{ByDue: true})},
	{name: "by next deadline, second page", index: "cases_by_due", ask: secondPage(record.CaseFilter{ByDue: true})},
	{name: "by stage", index: "cases_at_stage", ask: listing(record.CaseFilter{Stage: cases.StageOnSite})},
	{name: "by stage, second page", index: "cases_at_stage", ask: secondPage(record.CaseFilter{Stage: cases.StageOnSite})},
	{name: "by stage and deadline, second page", index: "cases_at_stage_by_due", ask: secondPage(record.CaseFilter{Stage: cases.StageOnSite, ByDue: true})},
	{name: "overdue, second page", index: "cases_overdue", ask: secondPage(record.CaseFilter{Overdue: true})},
	{name: "by stage and deadline", index: "cases_at_stage_by_due", ask: listing(record.CaseFilter{Stage: cases.StageOnSite, ByDue: true})},
	{name: "by department", index: "cases_of_department", ask: listing(record.CaseFilter{Department: "科室3"})},
	{name: "by department and deadline", index: "cases_of_department_by_due", ask: secondPage(record.CaseFilter{Department: "科室3", ByDue: true})},
	{name: "within a department", index: "cases_of_department", ask: secondPage(record.CaseFilter{Within: &access.Reach{Departments: []string{"科室3"}}})},
	{name: "within two departments", index: "cases_in_order", ask: secondPage(record.CaseFilter{Within: &access.Reach{Departments: []string{"科室3", "科室4"}}})},
	{name: "within two departments by deadline", index: "cases_by_due", ask: secondPage(record.CaseFilter{ByDue: true, Within: &access.Reach{Departments: []string{"科室3", "科室4"}}})},
	{name: "within a department and an inspector's teams", index: "cases_in_order", ask: secondPage(record.CaseFilter{Within: &access.Reach{Departments: []string{"科室3"}, Certificate: "冀B07"}})},
	{name: "within an inspector's teams", index: "cases_of_inspector", ask: secondPage(record.CaseFilter{Within: &access.Reach{Certificate: "冀B07"}})},
	{name: "of a task", index: "cases_of_task", ask: secondPage(record.CaseFilter{Task: bigTask})},
	{name: "of a task by deadline", index: "cases_of_task_by_due", ask: listing(record.CaseFilter{Task: bigTask, ByDue: true})},
	{name: "overdue", index: "cases_overdue", ask: listing(record.CaseFilter{Overdue: true})},
	{name: "overdue by deadline", index: "cases_overdue_by_due", ask: listing(record.CaseFilter{Overdue: true, ByDue: true})},
	{name: "open by deadline", index: "cases_open_by_due", ask: listing(record.CaseFilter{Open: true, ByDue: true})},
	{name: "with an outcome", index: "cases_with_outcome", ask: listing(record.CaseFilter{Outcome: law.OutcomeFollowUp})},
	{name: "of an entity", index: "cases_of_entity", ask: listing(record.CaseFilter{Entity: entityCode(17)})},
	{name: "of an inspector", index: "cases_of_inspector", ask: secondPage(record.CaseFilter{Certificate: "冀B07"})},
	{name: "of an inspector by deadline", index: "cases_of_inspector_by_due", ask: secondPage(record.CaseFilter{Certificate: "冀B07", ByDue: true})},
	{name: "open ones of an inspector by deadline", index: "open_cases_of_inspector_by_due", ask: secondPage(record.CaseFilter{Certificate: "冀B07", Open: true, ByDue: true})},
	{name: "to do", index: "to_do_of_holder", table: "to_do", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.ToDo(ctx, []todo.Holder{{Role: law.RoleInspector, Of: "冀B07"}}, record.ToDoFilter{}, record.Page{Limit: 20})
		return err
	}},
	{name: "to do, second page, by several powers", index: "to_do_of_holder", table: "to_do", ask: func(ctx context.Context, s *store.Store) error {
		held := []todo.Holder{{Role: law.RoleInspector, Of: "冀B07"}, {Role: law.RoleClerk, Of: "科室3"}}
		first, err := s.ToDo(ctx, held, record.ToDoFilter{}, record.Page{Limit: 5})
		if err != nil || first.Next == "" {
			return fmt.Errorf("no second page: %w", err)
		}
		_, err = s.ToDo(ctx, held, record.ToDoFilter{}, record.Page{Limit: 5, After: first.Next})
		return err
	}},
	{name: "waiting for others", index: "to_do_asked_by", table: "to_do", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.WaitingFor(ctx, "u1", nil, record.Page{Limit: 20})
		return err
	}},
	{name: "numbers of open cases", index: "cases_open", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.OpenCaseNumbers(ctx, "", bigTask+"-0010", 20)
		return err
	}},
	{name: "open cases of a task, counted", index: "cases_of_task_at_stage", ask: func(ctx context.Context, s *store.Store) error {
		_, _, err := s.OpenCaseCount(ctx, bigTask)
		return err
	}},
	{name: "latest deadline of a task", index: "cases_of_task_latest_due", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.LatestDue(ctx, bigTask)
		return err
	}},
	{name: "cases of a task, streamed", index: "cases_of_task", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.TaskCases(ctx, bigTask, bigTask+"-0010", 20)
		return err
	}},
	{name: "cases of some entities", index: "cases_of_entity", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.CasesOfEntities(ctx, []string{entityCode(4), entityCode(17)})
		return err
	}},
	{name: "last number of a task", index: "cases_of_task", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.LastCaseNumber(ctx, bigTask)
		return err
	}},
	{name: "next deadline after a moment", index: "cases_open_by_due", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.NextDueAfter(ctx, monday.AddDate(0, 0, 30))
		return err
	}},
	{name: "loads", index: "open_cases_of_inspectors", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.InspectorLoads(ctx)
		return err
	}},
	{name: "acts of a case", index: "PRIMARY", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Acts(ctx, bigTask+"-0010", record.Page{})
		return err
	}},
	{name: "entities of a kind", index: "entities_of_kind", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Entities(ctx, record.EntityFilter{Kind: "类别1"}, record.Page{Limit: 20})
		return err
	}},
	{name: "entities of a grade", index: "entities_of_grade", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Entities(ctx, record.EntityFilter{Grade: "B"}, record.Page{Limit: 20})
		return err
	}},
	{name: "grades in use", index: "entities_of_grade", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.GradesInUse(ctx)
		return err
	}},
	{name: "public record", index: "publications_latest", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Publications(ctx, record.PublicationFilter{CurrentOnly: true}, record.Page{Limit: 20})
		return err
	}},
	{name: "public record of an entity", index: "publications_of_entity", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Publications(ctx, record.PublicationFilter{Entity: entityCode(4)}, record.Page{Limit: 20})
		return err
	}},
	{name: "draws of all tasks", index: "PRIMARY", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.PublicDraws(ctx, record.Page{Limit: 20})
		return err
	}},
	{name: "inbox", index: "messages_of_account", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Inbox(ctx, "u1", false, record.Page{Limit: 20})
		return err
	}},
	{name: "unread", index: "messages_unread", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.CountUnread(ctx, "u1")
		return err
	}},
	{name: "mail to send", index: "mails_due", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.PendingMail(ctx, monday, 20)
		return err
	}},
	{name: "mail given up", index: "mails_given_up", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.UndeliveredMail(ctx, record.Page{Limit: 20})
		return err
	}},
	{name: "mail given up, second page", index: "mails_given_up", ask: func(ctx context.Context, s *store.Store) error {
		first, err := s.UndeliveredMail(ctx, record.Page{Limit: 20})
		if err != nil || first.Next == "" {
			return fmt.Errorf("no second page: %w", err)
		}
		_, err = s.UndeliveredMail(ctx, record.Page{Limit: 20, After: first.Next})
		return err
	}},
	{name: "open tasks", index: "tasks_open", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.OpenTaskIDs(ctx, "2024001-003", 5)
		return err
	}},
	{name: "delegations of a day", index: "delegations_held", ask: func(ctx context.Context, s *store.Store) error {
		_, err := s.Delegations(ctx, "u1", calendar.NewDate(2024, 4, 1))
		return err
	}, sorts: true},
}

// TestQuestionsAreIndexed fills the record and asks the planner of each database
// how it answers.
func TestQuestionsAreIndexed(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s, migrations := b.freshWith(t, func(*store.Config) {})
		fill(t, s)
		analyse(t, b, s, migrations)
		taken, err := store.CaptureQueries(s)
		require.NoError(t, err)
		for _, q := range questions {
			taken()
			require.NoError(t, q.ask(t.Context(), s), q.name)
			asked := slices.DeleteFunc(taken(), func(asked store.Query) bool { return !strings.Contains(asked.SQL, q.table) })
			require.NotEmpty(t, asked, q.name)
			last := asked[len(asked)-1]
			steps := explain(t, s, last)
			text := fmt.Sprintf("%s\n%s\n%s", q.name, last.SQL, strings.Join(steps, "\n"))
			require.True(t, slices.ContainsFunc(steps, func(step string) bool { return uses(step, q.index) }), "not by %s: %s", q.index, text)
			for _, step := range steps {
				require.NotRegexp(t, `^SCAN \w+( |$)(USING (COVERING )?INDEX sqlite_autoindex)?$|type=ALL`, step, "walks through a table: %s", text)
				if !q.sorts {
					require.NotRegexp(t, `TEMP B-TREE FOR (LAST TERM OF )?ORDER BY|filesort|Using temporary`, step, "sorts: %s", text)
				}
			}
		}
	})
}

// fill makes 3,000 cases of 20 tasks, 12 departments and 30 inspectors.
func fill(t *testing.T, s *store.Store) {
	t.Helper()
	saveAccounts(t, s, account("u1"), account("u2"))
	var ids []string
	for n := 1; n <= 20; n++ {
		ids = append(ids, fmt.Sprintf("2024001-%03d", n))
	}
	importTask(t, s, ids...)
	var entities []registers.Entity
	var all []cases.Case
	for n := range 3000 {
		e := entity(n)
		e.Kind = fmt.Sprintf("类别%d", n%15)
		entities = append(entities, e)
		c := newCase(ids[n%20], n/20+1, n%90)
		c.Entity, c.Department, c.Stage = e.Code, fmt.Sprintf("科室%d", n%12), cases.OpenStages[n%len(cases.OpenStages)]
		c.Team = law.Team{fmt.Sprintf("冀B%02d", n%30), fmt.Sprintf("冀B%02d", (n+7)%30)}
		c.Deadlines[0].Overdue, c.NoticeIssued = n%40 == 0, true
		if n%3 != 0 {
			c.Stage, c.Deadlines = cases.StageClosed, nil
		}
		if n%50 == 0 {
			c.Result = &cases.Result{Outcome: law.OutcomeFollowUp, ConfirmedBy: "head"}
		}
		all = append(all, c)
	}
	_, _, _, err := s.SaveEntities(t.Context(), "甲", monday, entities)
	require.NoError(t, err)
	openCases(t, s, all...)
	var messages []record.Message
	var mails []record.Mail
	for n := range 600 {
		messages = append(messages, message([]string{"u1", "u2"}[n%2], fmt.Sprintf("k%d", n)))
		mails = append(mails, record.Mail{MessageID: fmt.Sprintf("m%d", n), To: "a@example.org", Created: monday})
	}
	_, err = s.Deliver(t.Context(), messages)
	require.NoError(t, err)
	require.NoError(t, s.MarkRead(t.Context(), "u2", nil, monday))
	require.NoError(t, s.QueueMail(t.Context(), mails))
	for n := range 40 {
		require.NoError(t, s.MarkMailFailed(t.Context(), fmt.Sprintf("m%d", n), record.MailFailure{Reason: "拒收", At: monday}))
	}
	var entries []string
	for _, c := range all[:1000] {
		entries = append(entries, fmt.Sprintf("('%s/1', '%s', '%s', 1, '', '%s', '名', '', '', '', '', '', '', '', '', 0, '%s', 0, '', '')",
			c.No, c.No, c.Task, c.Entity, monday.Add(time.Duration(len(entries))*time.Minute).Format("2006-01-02 15:04:05.000000")))
	}
	require.NoError(t, store.Exec(t.Context(), s, "INSERT INTO publications VALUES "+strings.Join(entries, ", ")))
}

// analyse brings the planner's statistics up to date, as the database does by
// itself in the course of time.
func analyse(t *testing.T, b backend, s *store.Store, migrations store.Config) {
	t.Helper()
	if b.name == "sqlite" {
		require.NoError(t, store.Exec(t.Context(), s, "ANALYZE"))
		return
	}
	admin := adminDB(t)
	for table := range tables(t, "mysql") {
		exec(t, admin, "ANALYZE TABLE "+databaseOf(t, migrations)+"."+table)
	}
	require.NoError(t, admin.Close())
}

// explain are the steps of the plan, as text.
func explain(t *testing.T, s *store.Store, q store.Query) []string {
	t.Helper()
	var steps []string
	if !store.IsMySQL(s) {
		var rows []struct{ Detail string }
		require.NoError(t, store.Select(t.Context(), s, &rows, "EXPLAIN QUERY PLAN "+q.SQL, q.Vars...))
		for _, r := range rows {
			steps = append(steps, r.Detail)
		}
		return steps
	}
	var rows []map[string]any
	require.NoError(t, store.Select(t.Context(), s, &rows, "EXPLAIN "+q.SQL, q.Vars...))
	for _, r := range rows {
		steps = append(steps, fmt.Sprintf("table=%s type=%s key=%s rows=%v extra=%s", r["table"], r["type"], r["key"], r["rows"], r["Extra"]))
	}
	return steps
}

// uses reports whether the step reads by the index. SQLite makes the indexes of
// keys itself and names them after the table.
func uses(step, index string) bool {
	if strings.Contains(step, "INDEX "+index+" ") || strings.HasSuffix(step, "INDEX "+index) || strings.Contains(step, "key="+index+" ") {
		return true
	}
	return (index == "PRIMARY" || index == "cases_in_order") && strings.Contains(step, "sqlite_autoindex")
}
