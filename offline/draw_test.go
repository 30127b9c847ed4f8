package offline_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/offline"
)

func drawn(t *testing.T, o offline.Order, in offline.Registers) *offline.Outcome {
	t.Helper()
	outcome, err := tryDraw(t, o, in)
	require.NoError(t, err)
	return outcome
}

func tryDraw(t *testing.T, o offline.Order, in offline.Registers) (*offline.Outcome, error) {
	t.Helper()
	request, err := o.Request()
	require.NoError(t, err)
	return request.Draw(in)
}

func theSample(t *testing.T) offline.Registers {
	t.Helper()
	return readFrom(t, sample.Entities(300, 7), sample.Inspectors(12, 7))
}

// TestTheSameInputsGiveTheSameDraw: a request may draw twice, and what it draws
// verifies.
func TestTheSameInputsGiveTheSameDraw(t *testing.T) {
	request, err := usual(nil).Request()
	require.NoError(t, err)
	in := theSample(t)
	first, err := request.Draw(in)
	require.NoError(t, err)
	again, err := request.Draw(in)
	require.NoError(t, err)
	require.Equal(t, first, again)

	var evidence, public bytes.Buffer
	require.NoError(t, first.Full.Encode(&evidence))
	require.NoError(t, draw.VerifyPublished(evidence.Bytes(), first.Full.Commitment.Hash))
	open, err := first.Public()
	require.NoError(t, err)
	require.NoError(t, open.Encode(&public))
	require.NoError(t, draw.VerifyPublished(public.Bytes(), first.Full.Commitment.Hash))
	require.Equal(t, "离线-20240415", first.Task.ID)
	require.Equal(t, draw.Instant("2024-04-15T01:00:00.000000Z"), first.Full.RevealedAt, "09:00 of the day, whatever the clock says")
}

// TestWhatIsNotGivenIsChance: without a nonce no two draws are the same.
func TestWhatIsNotGivenIsChance(t *testing.T) {
	request, err := usual(func(o *offline.Order) { o.Nonce, o.RosterKey = "", "" }).Request()
	require.NoError(t, err)
	in := theSample(t)
	one, err := request.Draw(in)
	require.NoError(t, err)
	two, err := request.Draw(in)
	require.NoError(t, err)
	require.NotEqual(t, one.Full.Nonce, two.Full.Nonce)
	require.NotEqual(t, one.Full.Commitment.RosterHash, two.Full.Commitment.RosterHash, "the labels are of another key")
}

// TestEveryRowOfTheRegisterIsAccountedFor, also of the inspectors'.
func TestEveryRowOfTheRegisterIsAccountedFor(t *testing.T) {
	in := theSample(t)
	o := drawn(t, usual(func(o *offline.Order) { o.Where = []string{"类别=人力资源服务机构"} }), in)
	require.Equal(t, len(in.Entities), len(o.Candidates)+o.Inactive+o.Outside)
	require.NotZero(t, o.Outside, "the agencies")
	leads := 0
	for _, e := range in.Entities {
		if e.Value.Kind == "人力资源服务机构" && e.Value.Status == registers.EntityActive && e.Value.Lead != "" {
			leads++
		}
	}
	require.Equal(t, leads, o.ClearLeads())
	away := 0
	for _, n := range o.Absences() {
		away += n
	}
	present := 0
	for _, p := range o.Inspectors {
		if p.Active && !p.OnLeave && p.ValidUntil >= "2024-04-15" {
			present++
		}
	}
	require.Equal(t, len(in.Inspectors), present+away)
}

// TestStrataHaveTheirGradesNames: the names are held against the grades of those who
// are in each stratum.
func TestStrataHaveTheirGradesNames(t *testing.T) {
	o := drawn(t, usual(nil), theSample(t))
	eligible := map[string]int{}
	for _, in := range o.Full.Inside.Roster {
		if in.Reason == draw.Eligible {
			grade := in.Grade
			if grade == "" {
				grade = "未分级"
			}
			eligible[in.Kind+grade]++
		}
	}
	require.Greater(t, len(eligible), len(offline.Scale.Grades))
	for i, q := range o.Full.Quotas.Strata {
		require.Equal(t, eligible[o.Full.Rules.Kinds[q.Kind-1].Kind+o.GradeOf(i)], q.Eligible, "stratum %d", q.Stratum)
	}
}

func TestTheUngradedAreAsTheMiddleGrade(t *testing.T) {
	ratios := func(text string) *offline.Outcome {
		return drawn(t, usual(func(o *offline.Order) { o.Ratio, o.RatioByGrade = "", text }), theSample(t))
	}
	o := ratios("A=1%，B=2%、C=5%；D=10%,E=20%")
	require.Equal(t, []offline.GradeRatio{{"A", "1%"}, {"B", "2%"}, {"C", "5%"}, {"D", "10%"}, {"E", "20%"}, {"未分级", "5%"}}, o.GradeRatios())
	require.Equal(t, "C", o.UngradedAs)
	o = ratios("A=1%,B=2%,C=5%,D=10%,E=20%,未分级=1/3")
	require.Equal(t, offline.GradeRatio{Grade: "未分级", Ratio: "1/3"}, o.GradeRatios()[5])
	require.Empty(t, o.UngradedAs)
	require.Empty(t, drawn(t, usual(nil), theSample(t)).GradeRatios(), "one ratio is split")
}

// TestAGradeThatSomebodyHasNeedsARatio, and no other does.
func TestAGradeThatSomebodyHasNeedsARatio(t *testing.T) {
	byGrade := func(conditions ...string) offline.Order {
		return usual(func(o *offline.Order) { o.Ratio, o.RatioByGrade, o.Where = "", "D=10%,E=50%", conditions })
	}
	_, err := tryDraw(t, byGrade(), theSample(t))
	requireCode(t, err, "grade_ratio_missing")
	drawn(t, byGrade("风险等级=D", "风险等级=E"), theSample(t))
}

func TestConditionsAreASet(t *testing.T) {
	within := func(conditions ...string) tasks.DrawRules {
		return drawn(t, usual(func(o *offline.Order) { o.Where = conditions }), theSample(t)).Task.Rules
	}
	rules := within("地区=城区", "地区 = 东部片区", "地区=城区", "风险等级=E", "风险等级=D")
	require.Equal(t, map[string][]string{"region": {"东部片区", "城区"}, "grade": {"D", "E"}}, rules.Conditions)
	require.Equal(t, plans.DrawTargeted, rules.Mode)
	require.Equal(t, rules, within("风险等级=D", "风险等级=E", "地理区域=城区", "地区=东部片区"), "by either name, in any order")
	require.Equal(t, plans.DrawUntargeted, within("类别=人力资源服务机构").Mode, "a kind is the scope")
}

// TestWhatTheFilesDecide: which kinds are in scope, and who takes part.
func TestWhatTheFilesDecide(t *testing.T) {
	entity := sample.Entities(1, 7)[0]
	people := func(departments ...string) (all []registers.Inspector) {
		for i, d := range departments {
			p := sample.Inspectors(12, 7)[i]
			p.Department = d
			all = append(all, p)
		}
		return all
	}
	for name, c := range map[string]struct {
		inspectors []registers.Inspector
		department string
		leads      string
		joint      []string
	}{
		"the document's":   {people("甲科", "甲科", "劳动保障监察大队"), "", "劳动保障监察大队", []string{"甲科"}},
		"the largest":      {people("甲科", "乙科", "乙科"), "", "乙科", []string{"甲科"}},
		"the first of two": {people("乙科", "甲科"), "", "乙科", []string{"甲科"}},
		"the one ordered":  {people("甲科", "乙科", "乙科"), " 甲科 ", "甲科", []string{"乙科"}},
		"alone":            {people("甲科", "甲科"), "", "甲科", []string{}},
		"nobody":           {nil, "", "劳动保障监察大队", nil},
	} {
		t.Run(name, func(t *testing.T) {
			o := drawn(t, usual(func(o *offline.Order) { o.Department, o.Ratio = c.department, "100%" }), readFrom(t, []registers.Entity{entity}, c.inspectors))
			require.Equal(t, c.leads, o.Task.Department)
			require.ElementsMatch(t, c.joint, o.Task.Joint)
			require.Equal(t, []string{entity.Kind}, o.Task.Kinds)
		})
	}
	_, err := tryDraw(t, usual(func(o *offline.Order) { o.Department = "财务科" }), theSample(t))
	requireCode(t, err, "department_unknown")
	_, err = tryDraw(t, usual(func(o *offline.Order) { o.Where = []string{"类别=网吧"} }), theSample(t))
	requireCode(t, err, "kind_unknown")
	other := entity
	other.Kind = "社保经办几构"
	_, err = tryDraw(t, usual(nil), readFrom(t, []registers.Entity{other}, nil))
	requireCode(t, err, "bad_rows")
	entity.Status = registers.EntityDeregistered
	_, err = tryDraw(t, usual(nil), readFrom(t, []registers.Entity{entity}, nil))
	requireCode(t, err, "nobody_to_draw")
	require.ErrorContains(t, err, "停业、注销1户")
}

// TestTheListIsInTheOrderOfTheCases, with the leader of each team in front.
func TestTheListIsInTheOrderOfTheCases(t *testing.T) {
	o := drawn(t, usual(nil), theSample(t))
	var b bytes.Buffer
	require.NoError(t, o.WriteDrawn(&b, documents.PlainCSV))
	lines := strings.Split(strings.TrimRight(b.String(), "\r\n"), "\n")
	require.Len(t, lines, len(o.Full.Cases)+1)
	for i, c := range o.Full.Cases {
		require.Contains(t, lines[i+1], o.Full.Inside.Roster[c.Position-1].Code)
		if len(c.Team) > 0 {
			require.Contains(t, lines[i+1], ","+o.Full.Inspectors[c.Team[0]-1].Certificate+";")
		}
	}
	require.Empty(t, o.Teamless())
}
