package record_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

const (
	aCode    = "91350100M000100Y43" // GB 32100-2015, annex
	aCitizen = "11010519491231002X" // GB 11643-1999, annex
)

func filing(t *testing.T, f proceedings.ProposeFiling) law.Act {
	t.Helper()
	act, err := law.NewAct(law.Actor{}, time.Time{}, f)
	require.NoError(t, err)
	return act
}

func TestPartyNamed(t *testing.T) {
	t.Parallel()
	organisation := proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Role: proceedings.PartyEmployer}
	citizen := proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Role: proceedings.PartyBeneficiary}
	for name, c := range map[string]struct {
		facts proceedings.ProposeFiling
		body  string
		want  string // identifier, or the code of the refusal
		field law.Path
	}{
		"the entity itself":             {proceedings.ProposeFiling{Party: proceedings.PartyOrganisation}, `{}`, "", ""},
		"details nobody asked for":      {proceedings.ProposeFiling{Party: proceedings.PartyOrganisation}, `{"party":{}}`, "party_not_asked_for", "party"},
		"an employer":                   {organisation, `{"party":{"name":" 甲公司 ","identifier":"91350100m000100y43","address":"某路1号"}}`, aCode, ""},
		"a citizen":                     {citizen, `{"party":{"name":"王某","identifier":"11010519491231002x","address":"某路1号"}}`, aCitizen, ""},
		"a passport":                    {citizen, `{"party":{"name":"Li","identifier":"e 12345678","address":"某路1号"}}`, "E12345678", ""},
		"a permit of eight figures":     {citizen, `{"party":{"name":"李某","identifier":"12345678","address":"某路1号"}}`, "12345678", ""},
		"no details":                    {organisation, `{}`, "party_required", "party.name"},
		"no code":                       {organisation, `{"party":{"name":"甲公司","identifier":"` + aCitizen + `","address":"某路1号"}}`, "party_invalid", "party.identifier"},
		"a figure too few":              {citizen, `{"party":{"name":"王某","identifier":"1101051949123100","address":"某路1号"}}`, "party_invalid", "party.identifier"},
		"a wrong figure":                {citizen, `{"party":{"name":"王某","identifier":"110105194912310021","address":"某路1号"}}`, "party_invalid", "party.identifier"},
		"no name":                       {organisation, `{"party":{"name":" ","identifier":"` + aCode + `","address":"某路1号"}}`, "party_invalid", "party.name"},
		"no address":                    {organisation, `{"party":{"name":"甲公司","identifier":"` + aCode + `","address":""}}`, "party_invalid", "party.address"},
		"a name that is not what it is": {organisation, `{"party":{"name":"甲` + "\u202e" + `公司","identifier":"` + aCode + `","address":"某路1号"}}`, "party_invalid", "party.name"},
		"no address for mail":           {organisation, `{"party":{"name":"甲公司","identifier":"` + aCode + `","address":"某路1号","email":"x"}}`, "party_invalid", "party.email"},
		"no form":                       {organisation, `[`, "payload_invalid", ""},
	} {
		got, err := record.PartyNamed(filing(t, c.facts), []byte(c.body))
		if err != nil {
			refused := err.(*law.Error) //nolint:errorlint,forcetypeassert // a refusal and nothing around it
			require.Equal(t, c.want, refused.Code, name)
			require.NotContains(t, refused.Message, aCitizen, name)
			if c.field != "" {
				require.Equal(t, string(c.field), refused.Fields[0].Field, name)
				require.Empty(t, refused.Fields[0].Value, "what was typed is not repeated: %s", name)
				require.True(t, record.OfSubmission(refused.Code), name)
			}
			continue
		}
		if c.want == "" {
			require.Nil(t, got, name)
			continue
		}
		require.Equal(t, c.want, got.Identifier, name)
		require.Equal(t, strings.TrimSpace(got.Name), got.Name)
	}
	got, err := record.PartyNamed(law.Act{Kind: proceedings.ActApproveFiling}, []byte(`{"party":{}}`))
	require.NoError(t, err)
	require.Nil(t, got, "no other act names one")
}

func TestPartyIsMasked(t *testing.T) {
	t.Parallel()
	d := record.PartyDetails{Name: "王某", Identifier: aCitizen, Address: "某路1号", Contact: "李某", Phone: "1", Email: "a@example.invalid"}
	p := record.Party{No: "x", Kind: proceedings.PartyCitizen, PartyDetails: d}
	require.Equal(t, record.PartyDetails{Name: "王某", Identifier: "1101************2X"}, p.Masked().PartyDetails)
	require.Empty(t, p.Public())
	p.Kind, p.Identifier = proceedings.PartyOrganisation, aCode
	require.Equal(t, record.PartyDetails{Name: "王某", Identifier: aCode}, p.Masked().PartyDetails, "a credit code is public")
	require.Equal(t, aCode, p.Public())

	act := filing(t, proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Role: proceedings.PartyBeneficiary})
	raw, err := json.Marshal(map[string]any{"narrative": "事实", "party": d})
	require.NoError(t, err)
	masked, err := record.WithoutParty(act, raw)
	require.NoError(t, err)
	require.NotContains(t, string(masked), aCitizen)
	require.NotContains(t, string(masked), "某路1号")
	require.Contains(t, string(masked), "事实")
	plain, err := record.WithoutParty(act, json.RawMessage(`{"narrative":"事实"}`))
	require.NoError(t, err)
	require.Equal(t, `{"narrative":"事实"}`, string(plain))
}
