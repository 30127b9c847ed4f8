package api

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// otherTask opens cases of a second task, of the same entities as the given cases.
func (b *bench) otherTask(numbers []string) {
	b.Helper()
	lines := strings.Split(strings.TrimSpace(string(documents.SamplePlan())), "\n")
	row := strings.Replace(strings.Replace(lines[len(lines)-1], "2024001,", "2024002,", 1), "2024年4月", "2024年9月", 1)
	b.request("clerk", "POST", "/api/registers/plans/import", lines[0]+"\n"+row+"\n", "Content-Type", csvType).is(200)
	var openings []record.CaseOpening
	for n, no := range numbers {
		c := b.theCase(no)
		c.Task = "2024002-001"
		c.No, c.Seq = registers.No(c.Task, n+1), 1
		items, err := b.store.CaseItems(b.Context(), no)
		require.NoError(b, err)
		openings = append(openings, record.CaseOpening{Case: c, Items: items,
			Act: record.Act{Subject: c.No, Seq: 1, Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(一)", Actor: "system",
				ActorRole: law.RoleSystem, Happened: startOfMonth, Entered: startOfMonth, Recorded: startOfMonth, Key: "open"}})
	}
	_, err := b.store.OpenCases(b.Context(), "2024002-001", openings)
	require.NoError(b, err)
}

func TestNearVisits(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	near := func(query string) list[nearVisit] {
		var l list[nearVisit]
		b.get("clerk", "/api/tasks/"+taskID+"/near-visits"+query).is(200).into(&l)
		return l
	}
	require.Empty(t, near("").Items)
	b.otherTask(numbers[:2])
	all := near("").Items
	require.Len(t, all, 2)
	require.Equal(t, numbers[0], all[0].Case)
	require.Equal(t, "2024002-001", all[0].OtherTask)
	require.NotEmpty(t, all[0].EntityName)
	require.Equal(t, "未约定", all[0].Visit.Certainty)
	require.Zero(t, all[0].DaysApart)
	require.Contains(t, all[0].Advice, "进一次门")
	first := near("?limit=1")
	require.Len(t, first.Items, 1)
	second := near("?limit=1&after=" + first.Next)
	require.Equal(t, numbers[1], second.Items[0].Case)
	b.get("clerk", "/api/tasks/"+taskID+"/near-visits?after=2024002-001-0001").is(422, "cursor_invalid")
	b.get("clerk", "/api/tasks/none/near-visits").is(404, "task_not_found")
	b.get("admin", "/api/tasks/"+taskID+"/near-visits").is(403, "not_your_act")

	// With a day agreed, the other case is told to join it.
	c := b.theCase(numbers[0])
	b.act(c.Team.Lead(), "cases/"+c.No, cases.ServeNotice{Method: law.ServedInPerson, On: calendar.DateOf(startOfMonth)}).is(200)
	b.act(c.Team.Lead(), "cases/"+c.No, cases.AgreeVisit{On: calendar.NewDate(2024, 4, 22)}).is(200)
	require.Equal(t, calendar.NewDate(2024, 4, 22), near("").Items[0].JoinOn)
}
