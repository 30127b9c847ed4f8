package record_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

var (
	drawing = tasks.Task{ID: "t", Department: "甲科", Rules: tasks.DrawRules{Witnesses: 2}, Draw: tasks.DrawState{Number: 2}}
	opened  = time.Date(2024, 4, 1, 2, 0, 0, 0, time.UTC)
)

func code(err error) string {
	var refusal *law.Error
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

func TestMayInvite(t *testing.T) {
	t.Parallel()
	link := func(holder, by string, change func(*record.Link)) record.Link {
		l := record.Link{Purpose: record.LinkWitness, Subject: "t", Holder: holder, Draw: 2, Generation: 1, MadeBy: by}
		if change != nil {
			change(&l)
		}
		return l
	}
	ended := func(l *record.Link) { l.Ended = opened }
	endedOpened := func(l *record.Link) { l.Ended, l.Opened = opened, opened }
	sealed := drawing
	sealed.Draw.Witnesses = []tasks.WitnessState{{Name: "纪委", By: "u1"}}
	typedIn := drawing
	typedIn.Draw.Witnesses = []tasks.WitnessState{{Name: "来宾", By: "u1", Unsealed: true}}
	for name, c := range map[string]struct {
		task     tasks.Task
		links    []record.Link
		separate bool
		want     string
	}{
		"the first":                    {task: drawing, separate: true},
		"the same again":               {task: drawing, separate: true, links: []record.Link{link("来宾", "u1", nil)}},
		"another by another":           {task: drawing, separate: true, links: []record.Link{link("甲", "u2", nil)}},
		"a second":                     {task: drawing, separate: true, links: []record.Link{link("甲", "u1", nil)}, want: "inviter_of_another"},
		"a second, where one may":      {task: drawing, links: []record.Link{link("甲", "u1", nil)}},
		"after a misspelt one":         {task: drawing, separate: true, links: []record.Link{link("甲", "u1", ended)}},
		"after one that was opened":    {task: drawing, separate: true, links: []record.Link{link("甲", "u1", endedOpened)}, want: "inviter_of_another"},
		"after one of an earlier draw": {task: drawing, separate: true, links: []record.Link{link("甲", "u1", func(l *record.Link) { l.Draw = 1 })}},
		"of before there were numbers": {task: drawing, links: []record.Link{link("甲", "", func(l *record.Link) { l.Draw, l.Generation = 0, 0 }), link("乙", "u2", nil)}, want: "witnesses_not_wanted"},
		"too many":                     {task: drawing, links: []record.Link{link("甲", "u2", nil), link("乙", "u3", nil)}, want: "witnesses_not_wanted"},
		"by a witness":                 {task: sealed, want: "inviter_is_witness"},
		"by who typed one in":          {task: typedIn},
	} {
		require.Equal(t, c.want, code(record.MayInvite(c.task, "u1", "来宾", c.separate, c.links)), name)
	}
}

func TestMayWitness(t *testing.T) {
	t.Parallel()
	links := []record.Link{{Purpose: record.LinkWitness, Subject: "t", Holder: "来宾", Draw: 2, Generation: 1, MadeBy: "u1"}}
	discipline := law.Actor{ID: "u2", Department: "机关纪委", Roles: []law.Role{law.RoleSupervisor}}
	inviter, inside := discipline, discipline
	inviter.ID, inside.Department = "u1", "甲科"
	outside := law.Actor{ID: "w-1", Roles: []law.Role{law.RoleWitness}}
	seals := func(name string) law.Facts { return tasks.SealEntry{Witness: name, Seal: "a1"} }
	opens := func(name string) law.Facts {
		return tasks.OpenEntry{Witness: name, Entry: "一", Salt: "a1"}
	}
	for name, c := range map[string]struct {
		actor law.Actor
		facts law.Facts
		want  string
	}{
		"another seals":                        {discipline, seals("纪委"), ""},
		"another opens":                        {discipline, opens("纪委"), ""},
		"who invited seals":                    {inviter, seals("纪委"), "inviter_cannot_witness"},
		"who invited opens":                    {inviter, opens("纪委"), "inviter_cannot_witness"},
		"who invited types in what was said":   {inviter, tasks.SealEntry{Witness: "来宾二", Unsealed: true, Entry: "一"}, ""},
		"under the name of who was invited":    {discipline, seals("来宾"), "witness_invited"},
		"of the department that draws":         {inside, seals("纪委"), "witness_of_own_department"},
		"of that department, doing other acts": {inside, tasks.ApproveDraw{}, ""},
		"the outside witness":                  {outside, seals("来宾"), ""},
	} {
		act, err := law.NewAct(c.actor, opened, c.facts)
		require.NoError(t, err)
		require.Equal(t, c.want, code(record.MayWitness(drawing, act, links)), name)
	}
	act, err := law.NewAct(inviter, opened, seals("纪委"))
	require.NoError(t, err)
	require.NoError(t, record.MayWitness(tasks.Task{ID: "t", Department: "甲科", Draw: tasks.DrawState{Number: 3}}, act, links), "the next draw has witnesses of its own")
}
