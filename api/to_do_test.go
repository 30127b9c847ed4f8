package api

import (
	"database/sql"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// toDo is what the account is told to do, all of it.
func (b *bench) toDo(who, query string) []toDoItem {
	b.Helper()
	var all []toDoItem
	for after := ""; ; {
		var page list[toDoItem]
		b.get(who, "/api/todo?limit=20&after="+after+query).is(200).into(&page)
		all = append(all, page.Items...)
		if after = page.Next; after == "" {
			return all
		}
	}
}

func actsOn(items []toDoItem, subject string) []law.ActKind {
	var out []law.ActKind
	for _, i := range items {
		if i.Subject == subject {
			out = append(out, i.Act)
		}
	}
	return out
}

// TestToDo: what stands in somebody's list can be done by that person, and what can be
// done stands in it: of each subject and each account.
func TestToDo(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	require.Contains(t, actsOn(b.toDo("director", ""), taskID), tasks.ActApproveDraw)
	require.Empty(t, b.toDo("admin", ""))
	b.account("deputy", "财务科", law.RoleSectionHead)
	b.request("director", "POST", "/api/delegations", map[string]any{"to": "deputy", "role": "bureau_head", "begin": "2024-04-01", "end": "2024-04-30", "reason": "外出"}).is(201)
	require.Contains(t, actsOn(b.toDo("deputy", ""), taskID), tasks.ActApproveDraw, "by a lent power")
	var waiting list[toDoItem]
	b.get("clerk", "/api/todo/waiting").is(200).into(&waiting)
	require.Contains(t, actsOn(waiting.Items, taskID), tasks.ActApproveDraw)
	b.get("director", "/api/todo/waiting").is(200).into(&waiting)
	require.Empty(t, waiting.Items)

	b.act("director", theTask, tasks.ReturnDraw{}, "请核对比例").is(200)
	require.NotContains(t, actsOn(b.toDo("director", ""), taskID), tasks.ActApproveDraw)
	numbers := b.drawn()
	no := numbers[0]
	c := b.theCase(no)
	lead := c.Team[0]
	require.Equal(t, []law.ActKind{cases.ActServeNotice, cases.ActRecordNotServed}, sorted(actsOn(b.toDo(lead, ""), no), cases.ActServeNotice, cases.ActRecordNotServed))
	b.act(lead, "cases/"+no, cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}).is(200)
	require.NotContains(t, actsOn(b.toDo(lead, ""), no), cases.ActServeNotice)

	for id := range b.tokens {
		items := b.toDo(id, "")
		require.True(t, slices.IsSortedFunc(items, func(x, y toDoItem) int {
			if x.Due.IsZero() || y.Due.IsZero() {
				return 0
			}
			return x.Due.Compare(y.Due)
		}), id)
		for _, one := range numbers {
			res := b.get(id, "/api/cases/"+one)
			if res.status != 200 {
				require.Empty(t, actsOn(items, one), "%s %s", id, one)
				continue
			}
			var view struct{ Allowed []law.Allowance }
			res.into(&view)
			var may []law.ActKind
			for _, a := range view.Allowed {
				rule, _ := cases.RuleOf(a.Act)
				if a.Mine && !rule.Aside {
					may = append(may, a.Act)
				}
			}
			require.ElementsMatch(t, may, actsOn(items, one), "%s %s", id, one)
		}
		var counts []bureau.CountView
		b.get(id, "/api/todo/counts").is(200).into(&counts)
		var n int64
		for _, count := range counts {
			n += count.Count
		}
		require.GreaterOrEqual(t, n, int64(len(items)), id)
		require.Len(t, counts, 6)
	}
	require.NotEmpty(t, b.toDo(lead, "&kind=case&act=agree_visit&dueBefore=2030-01-01T00:00:00Z"))
	require.Empty(t, b.toDo(lead, "&kind=task"))
	require.Empty(t, b.toDo(lead, "&dueBefore=2020-01-01T00:00:00Z"))

}

// TestToDoIsMended: all of it is missing after a version that had no such list.
func TestToDoIsMended(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	differences := func(mend bool) []bureau.Difference {
		found, _, err := b.office.Reconcile(t.Context(), mend)
		require.NoError(t, err)
		return found
	}
	require.Empty(t, differences(false))
	db, err := sql.Open("sqlite", b.file)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "DELETE FROM to_do")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	require.Empty(t, b.toDo("director", ""))
	for _, mend := range []bool{false, true} {
		found := differences(mend)
		require.Len(t, found, 1)
		require.Equal(t, "待办清单", found[0].Subject)
		require.Contains(t, found[0].Record, taskID)
		require.Equal(t, mend, found[0].Mended)
	}
	require.Empty(t, differences(false))
	require.Contains(t, actsOn(b.toDo("director", ""), taskID), tasks.ActApproveDraw)
}

// sorted are the acts in the order of the others.
func sorted(acts []law.ActKind, order ...law.ActKind) []law.ActKind {
	slices.SortFunc(acts, func(a, b law.ActKind) int { return slices.Index(order, a) - slices.Index(order, b) })
	return acts
}
