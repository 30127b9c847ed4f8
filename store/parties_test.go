package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// partiesKept: a party is kept with the act that names it, found by its name, acts by its
// own link, and the entity's link opens nothing of what is against it.
func partiesKept(t *testing.T, s *store.Store) {
	ctx, c := t.Context(), oneCase(t, s)
	p := openProceeding(t, s, newProceeding(c, law.ProceedingPenalty, 1))
	named := proceedings.Party{No: proceedings.PartyNo(p.No, 2), Role: proceedings.PartyBeneficiary}
	party := record.Party{No: named.No, Kind: proceedings.PartyCitizen, Proceeding: p.No, By: "u", Named: monday,
		PartyDetails: record.PartyDetails{Name: "欧阳某某", Identifier: "11010519491231002X", Address: "某路1号", Email: "a@example.invalid"}}
	decision := record.Decision{Proceeding: p.No, Task: p.Task, Name: party.Name, Agency: "某县人社局", Kind: p.Kind, Outcome: "罚款5000元", Published: monday}
	write := func(kept *record.Party) func(proceedings.Proceeding, law.Actor) (record.ProceedingWrite, error) {
		return func(p proceedings.Proceeding, _ law.Actor) (record.ProceedingWrite, error) {
			p.Seq++
			p.Party = &named
			return record.ProceedingWrite{Proceeding: p, Party: kept, Decision: &decision, Act: record.Act{Seq: p.Seq, Kind: proceedings.ActProposeFiling, Name: "提请立案", Clause: "行政处罚法第54条",
				Actor: "u", ActorRole: law.RoleInspector, Happened: monday, Entered: monday, Recorded: monday}}, nil
		}
	}
	wrong := party
	wrong.No = "another"
	_, _, err := s.RecordProceeding(ctx, p.No, "k", record.Asking{}, write(&wrong))
	require.Error(t, err, "not the proceeding's")
	_, _, err = s.RecordProceeding(ctx, p.No, "k", record.Asking{}, write(&party))
	require.NoError(t, err)

	got, err := s.Party(ctx, named.No)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(party, got))
	_, err = s.Party(ctx, "nobody")
	requireCode(t, err, law.KindNotFound, "party_not_found")
	all, err := s.PartiesNamed(ctx, p.No)
	require.NoError(t, err)
	require.Len(t, all, 1)
	of, err := s.ProceedingsOfParty(ctx, named.No)
	require.NoError(t, err)
	require.Len(t, of, 1)
	require.Equal(t, &named, of[0].Party)

	rows := func(f record.ProceedingFilter) []record.ProceedingRow {
		l, err := s.Proceedings(ctx, f, record.Page{})
		require.NoError(t, err)
		return l.Items
	}
	openProceeding(t, s, newProceeding(c, law.ProceedingReferral, 1))
	for _, f := range []record.ProceedingFilter{{Text: "欧阳"}, {Text: "oymm"}, {Party: named.No}, {OfParties: true}, {Text: p.No}} {
		found := rows(f)
		require.Len(t, found, 1, "%+v", f)
		require.Equal(t, "欧阳某某", found[0].PartyName)
		require.NotEmpty(t, found[0].EntityName)
	}
	require.Len(t, rows(record.ProceedingFilter{Text: c.Entity}), 2, "by the entity out of whose inspection they came")
	require.Empty(t, rows(record.ProceedingFilter{Text: "11010519491231002X"}), "a citizen's number is no key")
	public, err := s.Decisions(ctx, record.DecisionFilter{Text: "ouyang"}, record.Page{})
	require.NoError(t, err)
	require.Len(t, public.Items, 1)
	require.Empty(t, public.Items[0].Entity)
	public, err = s.Decisions(ctx, record.DecisionFilter{Text: "1949123"}, record.Page{})
	require.NoError(t, err)
	require.Empty(t, public.Items, "nor for the public")

	link := func(hash, subject, holder string) record.Link {
		l := record.Link{Hash: hash, Purpose: record.LinkEntity, Subject: subject, Holder: holder, MadeBy: "u", Created: monday}
		kept, _, err := s.MakeLink(ctx, hash, l, nil, func(tasks.Task, []record.Link) error { return nil })
		require.NoError(t, err)
		return kept
	}
	own := link("aa00000000000000", named.No, named.No)
	require.True(t, own.OfParty())
	entitys := link("bb00000000000000", c.No, c.Entity)
	require.False(t, entitys.OfParty())
	asking := func(l record.Link) record.Asking {
		return record.Asking{By: law.By{Via: law.ViaEntityLink, ID: l.Hash}, At: monday}
	}
	actor, err := s.ActorFor(ctx, asking(own), p.No)
	require.NoError(t, err)
	require.Equal(t, named.No, actor.ID)
	_, err = s.ActorFor(ctx, asking(entitys), p.No)
	requireCode(t, err, law.KindForbidden, "link_of_another")
	_, err = s.ActorFor(ctx, asking(own), c.No)
	requireCode(t, err, law.KindForbidden, "link_of_another")
	_, _, err = s.MakeLink(ctx, "r3", record.Link{Hash: "cc00000000000000", Purpose: record.LinkEntity, Subject: "nobody", Holder: "nobody", Created: monday}, nil, func(tasks.Task, []record.Link) error { return nil })
	requireCode(t, err, law.KindNotFound, "party_not_found")
}
