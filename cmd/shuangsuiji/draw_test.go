package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/registers"
)

var (
	testNonce = strings.Repeat("075a", 16)
	testKey   = strings.Repeat("01a5", 16)
)

// offlineDraw is a draw's command line over files of its own.
type offlineDraw struct {
	t                    *testing.T
	dir                  string
	entities, inspectors string
}

func newOfflineDraw(t *testing.T) *offlineDraw {
	t.Helper()
	o := &offlineDraw{t: t, dir: t.TempDir()}
	o.entities = o.write("entities.csv", table(t, documents.EntityForm(registers.HebeiScale), documents.CSV, sample.Entities(300, 7)))
	o.inspectors = o.write("inspectors.csv", table(t, documents.Inspectors(), documents.CSV, sample.Inspectors(12, 7)))
	return o
}

func table[T any](t *testing.T, of *documents.Table[T], format documents.Format, rows []T) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, of.Write(&b, format, documents.Values(rows)))
	return b.String()
}

func (o *offlineDraw) write(name, content string) string {
	o.t.Helper()
	path := o.path(name)
	require.NoError(o.t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func (o *offlineDraw) path(name string) string { return filepath.Join(o.dir, name) }

// args are those of the draw, with further ones.
func (o *offlineDraw) args(more ...string) []string {
	return append([]string{"draw", "--entities", o.entities, "--inspectors", o.inspectors, "--date", "2024-04-15", "--roster-key", testKey,
		"--out", o.path("evidence.json"), "--public", o.path("public.json"), "--drawn", o.path("drawn.csv")}, more...)
}

// outcome is what a draw has written.
type outcome struct{ evidence, public, drawn, out string }

func (o *offlineDraw) draw(more ...string) outcome {
	o.t.Helper()
	out := done(o.t, o.args(more...)...)
	return outcome{contentOf(o.t, o.path("evidence.json")), contentOf(o.t, o.path("public.json")), contentOf(o.t, o.path("drawn.csv")), out}
}

// usual are the options of most tests.
func (o *offlineDraw) usual(more ...string) outcome {
	o.t.Helper()
	return o.draw(append([]string{"--ratio", "10%", "--nonce", testNonce, "--witness", "县纪委监委 赵某=3 17, 42=8", "--witness", "企业代表=骰子六点"}, more...)...)
}

func (o outcome) full(t *testing.T) *draw.FullEvidence {
	t.Helper()
	full, err := draw.ReadFull([]byte(o.evidence))
	require.NoError(t, err)
	return full
}

func (o outcome) rows(t *testing.T) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(o.drawn)).ReadAll()
	require.NoError(t, err)
	return rows
}

func TestDrawFromFiles(t *testing.T) {
	o := newOfflineDraw(t)
	got := o.usual()
	full := got.full(t)
	require.Equal(t, draw.Unsealed, full.Attendance)
	require.Equal(t, "3 17, 42=8", full.Entries[1].Value, "the value is all behind the first sign")
	require.Equal(t, draw.ByCommand, full.Entries[0].Source)
	require.Equal(t, draw.Instant("2024-04-15T01:00:00.000000Z"), full.Commitment.Time, "09:00 of the day, whatever the clock says")
	require.Equal(t, full.Commitment.Time, full.RevealedAt)
	require.Equal(t, "离线-20240415", full.Commitment.Task)
	require.Equal(t, testNonce, hexOf(t, full.Nonce))
	require.NotContains(t, got.evidence+got.public+got.out, testKey, "the key leaves no trace")

	byCode := map[string]registers.Entity{}
	for _, e := range sample.Entities(300, 7) {
		byCode[e.Code] = e
	}
	for _, in := range full.Inside.Roster {
		e := byCode[in.Code]
		require.Equal(t, registers.EntityActive, e.Status, "whoever is closed is in no roster")
		require.Equal(t, e.Lead != "", in.Reason == draw.ClearLead)
	}
	rows := got.rows(t)
	require.Equal(t, []string{"序号", "统一社会信用代码", "名称", "类别", "风险等级", "检查人员"}, rows[0])
	require.Len(t, rows, len(full.Cases)+1)
	for i, row := range rows[1:] {
		in := full.Inside.Roster[full.Cases[i].Position-1]
		require.Equal(t, []string{in.Code, byCode[in.Code].Name, in.Kind, in.Grade}, row[1:5])
		team := strings.Split(row[5], ";")
		require.Len(t, team, 2)
		for j, place := range full.Cases[i].Team {
			require.Equal(t, full.Inspectors[place-1].Certificate, team[j])
		}
		require.Equal(t, "劳动保障监察大队", full.Inspectors[full.Cases[i].Team[0]-1].Department, "the leader is of the initiating department")
		require.NotEqual(t, "劳动保障监察大队", full.Inspectors[full.Cases[i].Team[1]-1].Department, "the other one of a joint department")
	}
	for _, part := range []string{full.Commitment.Hash.String(), full.Digest.String(), full.Commitment.RosterHash.String(), "clear_lead", "unsealed", "on_leave", "certificate_expired"} {
		require.Contains(t, got.out, part)
	}
	for _, q := range full.Quotas.Strata {
		if q.Base > 0 {
			require.Regexp(t, `第`+itoa(q.Stratum)+`层 .*应抽`+itoa(q.Quota)+`户`, got.out)
		}
	}
	info, err := os.Stat(o.path("evidence.json"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(modeInside), info.Mode().Perm(), "grades and leads are for the owner")
	require.NotContains(t, got.public, "人员")
	left, err := os.ReadDir(o.dir)
	require.NoError(t, err)
	require.Len(t, left, 5, "no temporary file is left")
}

func itoa(n int) string {
	text, err := json.Marshal(n)
	if err != nil {
		return ""
	}
	return string(text)
}

func hexOf(t *testing.T, n draw.Nonce) string {
	t.Helper()
	text, err := n.MarshalText()
	require.NoError(t, err)
	return string(text)
}

// The same registers in any order of rows and columns, in any encoding and format,
// with witnesses in any order, give the same files to the byte.
func TestDrawIsReproducible(t *testing.T) {
	o := newOfflineDraw(t)
	first := o.usual()
	require.Equal(t, first, o.usual(), "files that are there are replaced")

	rng := rand.New(rand.NewPCG(1, 2))
	entities, inspectors := sample.Entities(300, 7), sample.Inspectors(12, 7)
	rng.Shuffle(len(entities), func(i, j int) { entities[i], entities[j] = entities[j], entities[i] })
	rng.Shuffle(len(inspectors), func(i, j int) { inspectors[i], inspectors[j] = inspectors[j], inspectors[i] })
	titles := documents.EntityForm(registers.HebeiScale).Titles()
	rng.Shuffle(len(titles), func(i, j int) { titles[i], titles[j] = titles[j], titles[i] })
	shuffled := documents.Entities(registers.HebeiScale).Only(titles...)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table(t, shuffled, documents.PlainCSV, entities))
	require.NoError(t, err)
	people := table(t, documents.Inspectors(), documents.CSV, inspectors)
	for name, content := range map[string]string{
		"shuffled.csv": table(t, shuffled, documents.PlainCSV, entities),
		"marked.csv":   table(t, shuffled, documents.CSV, entities),
		"gb18030.csv":  gb,
		"book.xlsx":    table(t, shuffled, documents.XLSX, entities),
	} {
		again := newOfflineDraw(t)
		again.entities, again.inspectors = again.write(name, content), again.write("people.csv", people)
		got := again.draw("--witness", "企业代表=骰子六点", "--witness", "县纪委监委 赵某=3 17, 42=8", "--ratio", "10%", "--nonce", strings.ToUpper(testNonce))
		require.Equal(t, first.evidence, got.evidence, name)
		require.Equal(t, first.public, got.public, name)
		require.Equal(t, first.drawn, got.drawn, name)
	}
}

func TestDrawChangesWithItsChance(t *testing.T) {
	o := newOfflineDraw(t)
	first := o.usual()
	for name, other := range map[string]outcome{
		"nonce":   o.draw("--ratio", "10%", "--nonce", strings.Repeat("075b", 16), "--witness", "县纪委监委 赵某=3 17, 42=8", "--witness", "企业代表=骰子六点"),
		"witness": o.draw("--ratio", "10%", "--nonce", testNonce, "--witness", "县纪委监委 赵某=3 17, 42=8", "--witness", "企业代表=骰子五点"),
		"key":     o.usual("--roster-key", strings.Repeat("01a6", 16)),
	} {
		require.NotEqual(t, first.drawn, other.drawn, name)
		require.NotEqual(t, first.full(t).Seed, other.full(t).Seed, name)
	}
	// Without a nonce it is the operating system's: no two draws are the same.
	one, two := o.draw("--ratio", "10%"), o.draw("--ratio", "10%")
	require.NotEqual(t, one.full(t).Nonce, two.full(t).Nonce)
	require.Equal(t, draw.Unattended, one.full(t).Attendance)
	require.Equal(t, one.full(t).Commitment.RosterHash, two.full(t).Commitment.RosterHash)
}

func TestDrawWithinConditions(t *testing.T) {
	o := newOfflineDraw(t)
	got := o.usual("--where", "类别=人力资源服务机构", "--where", "地区=城区", "--where", "地区=东部片区", "--where", "风险等级=D", "--where", "风险等级=E")
	byCode := map[string]registers.Entity{}
	for _, e := range sample.Entities(300, 7) {
		byCode[e.Code] = e
	}
	full := got.full(t)
	require.NotEmpty(t, full.Inside.Roster)
	for _, in := range full.Inside.Roster {
		e := byCode[in.Code]
		require.Equal(t, "人力资源服务机构", e.Kind)
		require.Contains(t, []string{"城区", "东部片区"}, e.Region)
		require.Contains(t, []string{"D", "E"}, e.Grade)
	}
	require.Contains(t, got.public, "地理区域：东部片区、城区", "conditions stand in the public rules")
	require.NotContains(t, got.public, "风险等级", "but one on the grade is closed")
	require.Contains(t, got.evidence, "风险等级：D、E")
	// The same conditions in another order are the same rules.
	again := o.usual("--where", "风险等级=E", "--where", "地区=东部片区", "--where", "地区=城区", "--where", "风险等级=D", "--where", "类别=人力资源服务机构")
	require.Equal(t, got.evidence, again.evidence)

	agency := o.usual("--where", "类别=社保经办机构", "--where", "企业性质=公办", "--where", "组织形式=总机构", "--where", "经营规模=中型", "--where", "企业类型=事业单位")
	require.Len(t, agency.rows(t), 2, "of two 10 % is one")
}

func TestDrawByGrade(t *testing.T) {
	o := newOfflineDraw(t)
	ratios := "A=1%,B=2%,C=5%,D=10%,E=100%"
	got := o.draw("--ratio-by-grade", ratios, "--nonce", testNonce)
	full := got.full(t)
	require.Equal(t, draw.PerGrade, full.Rules.Way)
	top := full.Quotas.Strata[0]
	require.Equal(t, top.Eligible, top.Quota, "all of grade E")
	require.Equal(t, full.Rules.Kinds[0].GradeRatios[2], full.Rules.Kinds[0].UngradedRatio, "the ungraded are as the middle grade")
	require.Contains(t, got.out, "未分级 5%（未另设，按中间等级C）")
	other := o.draw("--ratio-by-grade", ratios+",未分级=1/3", "--nonce", testNonce)
	require.Equal(t, "1/3", other.full(t).Rules.Kinds[0].UngradedRatio.String())
	require.NotContains(t, other.out, "未另设")
}

// A grade that nobody in scope has needs no ratio.
func TestDrawByTheGradesThatAreThere(t *testing.T) {
	o := newOfflineDraw(t)
	named := o.draw("--ratio-by-grade", "D=10%,E=50%", "--where", "风险等级=D", "--where", "风险等级=E", "--nonce", testNonce).full(t)
	for i, ratio := range named.Rules.Kinds[0].GradeRatios {
		require.Equal(t, []string{"0%", "0%", "0%", "10%", "50%"}[i], ratio.String())
	}
}

func TestDrawDepartments(t *testing.T) {
	o := newOfflineDraw(t)
	require.Equal(t, "劳动保障监察大队", o.usual().full(t).Rules.Initiating)
	require.Equal(t, "社会保险科", o.usual("--department", "社会保险科").full(t).Rules.Initiating)
	o.inspectors = o.write("one.csv", "执法证号,姓名,部门,证件有效期至\nA1,演示甲,科室一,2026-12-31\nA2,演示乙,科室二,2026-12-31\nA3,演示丙,科室二,2026-12-31\n")
	full := o.usual().full(t)
	require.Equal(t, "科室二", full.Rules.Initiating, "the department with the most people")
	require.True(t, full.Rules.Joint)
	o.inspectors = o.write("one.csv", "执法证号,姓名,部门,证件有效期至\nA2,演示乙,科室二,2026-12-31\nA3,演示丙,科室二,2026-12-31\n")
	require.False(t, o.usual().full(t).Rules.Joint)
}

func TestDrawExcludesInspectors(t *testing.T) {
	o := newOfflineDraw(t)
	entity := sample.Entities(300, 7)[0]
	o.entities = o.write("one.csv", "统一社会信用代码,名称,类别,状态\n"+entity.Code+",演示甲,人力资源服务机构,存续\n")
	header := "执法证号,姓名,部门,证件有效期至,状态,回避\n"
	keep := "A1,演示甲,大队,2024-04-15,在岗,\nA2,演示乙,大队,2024-04-16,在岗,\n"
	o.inspectors = o.write("people.csv", header+keep+"A3,演示丙,大队,2024-04-14,在岗,\nA4,演示丁,大队,2026-12-31,离岗,\nA5,演示戊,大队,2026-12-31,在岗,"+sample.AgencyCode(1)+";"+entity.Code+"\n")
	got := o.usual("--team-size", "2")
	require.ElementsMatch(t, []string{"A1", "A2"}, strings.Split(got.rows(t)[1][5], ";"), "a certificate is valid through its last day")
	require.Equal(t, [][]draw.Absence{{draw.Expired, draw.NotActive, draw.Recused}}, got.full(t).Inside.Exclusions)

	// Fewer than a team: the case stands with its reason.
	o.inspectors = o.write("people.csv", header+"A1,演示甲,大队,2026-12-31,在岗,\nA5,演示戊,大队,2026-12-31,在岗,"+entity.Code+"\n")
	got = o.usual()
	require.Equal(t, draw.TooFew, got.full(t).Cases[0].NoTeam)
	require.Empty(t, got.rows(t)[1][5])
	require.Contains(t, got.out, "抽中1户，其中未能组成检查组1户")
	require.Contains(t, got.out, "离线-20240415-0001：符合条件的执法人员不足，未组成检查组，请局负责人决定（too_few）")
	require.Contains(t, done(t, "verify", o.path("evidence.json")), "未能组成1个")

	// Nobody at all is no fault of the file.
	o.inspectors = o.write("people.csv", header)
	require.Equal(t, draw.TooFew, o.usual().full(t).Cases[0].NoTeam)
}

func TestDrawListAsXLSX(t *testing.T) {
	o := newOfflineDraw(t)
	want := o.usual().rows(t)
	out := done(t, o.args("--ratio", "10%", "--nonce", testNonce, "--witness", "县纪委监委 赵某=3 17, 42=8", "--witness", "企业代表=骰子六点", "--drawn", o.path("drawn.xlsx"))...)
	require.Contains(t, out, "drawn.xlsx")
	result, err := drawnReader(want[0]).Read(strings.NewReader(contentOf(t, o.path("drawn.xlsx"))), documents.Options{})
	require.NoError(t, err)
	require.Len(t, result.Good, len(want)-1)
	for i, row := range result.Good {
		require.Equal(t, want[i+1], row.Value)
	}
}

// drawnReader reads what the command only writes.
func drawnReader(titles []string) *documents.Table[[]string] {
	t := &documents.Table[[]string]{Name: "名单"}
	for _, title := range titles {
		t.Columns = append(t.Columns, documents.Column[[]string]{Title: title, Set: func(row *[]string, s string) error {
			*row = append(slices.Clip(*row), s)
			return nil
		}})
	}
	return t
}

func TestPythonAcceptsWhatTheCommandWrites(t *testing.T) {
	python, err := exec.LookPath("python3")
	require.NoError(t, err, "python3 is needed: it runs the second verifier")
	o := newOfflineDraw(t)
	o.usual("--open-drawn")
	verifier := filepath.Join("..", "..", "inspection", "draw", "testdata", "verify.py")
	out, err := exec.CommandContext(t.Context(), python, verifier, o.path("evidence.json"), o.path("public.json")).CombinedOutput()
	require.NoError(t, err, string(out))
	require.Equal(t, "ok "+o.path("evidence.json")+"\nok "+o.path("public.json")+"\n", string(out))
}

func TestDrawRefusesAndWritesNothing(t *testing.T) {
	o := newOfflineDraw(t)
	code := sample.AgencyCode(1)
	bad := func(name, content string) []string {
		return []string{"--entities", o.write(name, content), "--ratio", "10%"}
	}
	head := "统一社会信用代码,名称,类别,风险等级\n"
	before := listing(t, o)
	for name, c := range map[string]struct {
		code int
		args []string
		want []string
	}{
		"no ratio":            {exitUsage, nil, []string{"（draw_rules_invalid）"}},
		"two ratios":          {exitUsage, []string{"--ratio", "10%", "--ratio-by-grade", "A=1%"}, []string{"（ratio_twice）"}},
		"ratio in words":      {exitUsage, []string{"--ratio", "ten"}, []string{"“ten”", "（draw_rules_invalid）"}},
		"ratio above all":     {exitUsage, []string{"--ratio", "101%"}, []string{"“101%”"}},
		"ratio of nothing":    {exitUsage, []string{"--ratio", "0%"}, []string{"抽查比例不能为0"}},
		"unknown grade":       {exitUsage, []string{"--ratio-by-grade", "A=1%,F=2%"}, []string{"“F”", "（grade_unknown）"}},
		"grade without ratio": {exitUsage, []string{"--ratio-by-grade", "A=1%,B"}, []string{"（grade_ratio_invalid）"}},
		"grade twice":         {exitUsage, []string{"--ratio-by-grade", "A=1%,A=2%"}, []string{"（grade_ratio_repeated）"}},
		"missing grade":       {exitFailed, []string{"--ratio-by-grade", "A=1%,B=2%,C=3%,D=4%"}, []string{"风险等级E", "（grade_ratio_missing）"}},
		"bad grade ratio":     {exitUsage, []string{"--ratio-by-grade", "A=1%,B=2%,C=3%,D=4%,E=x"}, []string{"“x”"}},
		"no date":             {exitUsage, []string{"--ratio", "10%", "--date", ""}, []string{"（date_required）"}},
		"no such date":        {exitUsage, []string{"--ratio", "10%", "--date", "2024-02-30"}, []string{"2024-02-30"}},
		"short nonce":         {exitUsage, []string{"--ratio", "10%", "--nonce", "07"}, []string{"--nonce应为64位十六进制数", "（hex_invalid）"}},
		"no hexadecimal":      {exitUsage, []string{"--ratio", "10%", "--roster-key", strings.Repeat("xy", 32)}, []string{"--roster-key应为64位十六进制数", "（hex_invalid）"}},
		"nonce of zeros":      {exitUsage, []string{"--ratio", "10%", "--nonce", strings.Repeat("0", 64)}, []string{"（hex_zero）"}},
		"condition":           {exitUsage, []string{"--ratio", "10%", "--where", "地区"}, []string{"（where_invalid）"}},
		"condition's column":  {exitUsage, []string{"--ratio", "10%", "--where", "法人=甲"}, []string{"“法人”", "类别、风险等级、企业类型", "（where_column_unknown）"}},
		"condition's grade":   {exitUsage, []string{"--ratio", "10%", "--where", "风险等级=高"}, []string{"“高”", "（grade_unknown）"}},
		"witness":             {exitUsage, []string{"--ratio", "10%", "--witness", "赵某"}, []string{"（witness_invalid）"}},
		"witness twice":       {exitUsage, []string{"--ratio", "10%", "--witness", "赵某=1", "--witness", "赵某=2"}, []string{"“赵某”", "（witness_repeated）"}},
		"team of one":         {exitUsage, []string{"--ratio", "10%", "--team-size", "1"}, []string{"（team_size_invalid）"}},
		"no file":             {exitFailed, []string{"--ratio", "10%", "--inspectors", o.path("none.csv")}, []string{"none.csv", "（cannot_read）"}},
		"folder":              {exitFailed, []string{"--ratio", "10%", "--entities", o.dir}, []string{"（cannot_read）"}},
		"unknown department":  {exitFailed, []string{"--ratio", "10%", "--department", "财务科"}, []string{"“财务科”", "劳动保障监察大队", "（department_unknown）"}},
		"unknown kind":        {exitFailed, []string{"--ratio", "10%", "--where", "类别=网吧"}, []string{"“网吧”", "人力资源服务机构、社保经办机构", "（kind_unknown）"}},
		"nobody":              {exitFailed, []string{"--ratio", "10%", "--where", "地区=月球"}, []string{"没有可以抽取的检查对象", "（nobody_to_draw）"}},
		"same file twice":     {exitFailed, []string{"--ratio", "10%", "--drawn", o.path("public.json")}, []string{"（same_file）"}},
		"over an input":       {exitFailed, []string{"--ratio", "10%", "--out", o.entities}, []string{"（same_file）"}},
		"no folder":           {exitFailed, []string{"--ratio", "10%", "--public", o.path("none/public.json")}, []string{"（cannot_write）"}},
		"control character":   {exitFailed, []string{"--ratio", "10%", "--witness", "赵某=1\t2"}, []string{"（bad_entry）"}},
		"wrong table":         {exitFailed, []string{"--ratio", "10%", "--entities", o.inspectors}, []string{"（table_header_missing）"}},
		"bad rows": {exitFailed, bad("bad.csv", head+code+",演示甲,社保经办机构,F\n91,演示乙,人力资源服务机构,\n"),
			[]string{"有2行错误，未采用任何一行", "第2行“风险等级”列的值“F”：", "第3行“统一社会信用代码”列的值“91”：", "（bad_rows）"}},
		"repeated row":      {exitFailed, bad("twice.csv", head+code+",演示甲,社保经办机构,\n"+code+",演示乙,社保经办机构,\n"), []string{"第3行“统一社会信用代码”列", "与第2行重复"}},
		"row of a kind":     {exitFailed, bad("kind.csv", head+code+",演示甲,社保经办几构,\n"), []string{"第2行“类别”列的值“社保经办几构”", "（bad_rows）"}},
		"unknown column":    {exitFailed, bad("column.csv", "统一社会信用代码,名称,类别,体重\n"+code+",演示甲,社保经办机构,1\n"), []string{"“体重”", "（table_columns_unknown）"}},
		"missing column":    {exitFailed, bad("less.csv", "名称,类别\n演示甲,社保经办机构\n"), []string{"“统一社会信用代码”", "（table_columns_missing）"}},
		"empty register":    {exitFailed, bad("empty.csv", head), []string{"（nobody_to_draw）"}},
		"only a clear lead": {exitFailed, bad("lead.csv", "统一社会信用代码,名称,类别,违法线索\n"+code+",演示甲,社保经办机构,线索\n"), []string{"线索明显涉嫌违法1户", "（nobody_to_draw）"}},
	} {
		t.Run(name, func(t *testing.T) {
			said := fails(t, c.code, o.args(c.args...)...)
			for _, part := range c.want {
				require.Contains(t, said, part)
			}
		})
	}
	for _, name := range listing(t, o) {
		require.True(t, slices.Contains(before, name) || strings.HasSuffix(name, ".csv"), "left behind: %s", name)
		require.NotEqual(t, "drawn.csv", name)
	}
	require.Contains(t, fails(t, exitUsage, "draw", "--entities", o.entities, "--inspectors", o.inspectors, "--ratio", "10%", "--out", o.path("x.json")), "（date_required）")
	require.Contains(t, fails(t, exitUsage, "draw", "--date", "2024-04-15", "--ratio", "10%"), "--entities")
}

func listing(t *testing.T, o *offlineDraw) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(o.dir)
	require.NoError(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A draw that is refused leaves the files of an earlier one as they are.
func TestARefusedDrawLeavesEarlierFiles(t *testing.T) {
	o := newOfflineDraw(t)
	first := o.usual()
	fails(t, exitFailed, o.args("--ratio", "20%", "--public", o.path("none/public.json"))...)
	require.Equal(t, first.evidence, contentOf(t, o.path("evidence.json")))
	require.Equal(t, first.drawn, contentOf(t, o.path("drawn.csv")))
}

func TestDrawNamesTheSheetOfABadRow(t *testing.T) {
	o := newOfflineDraw(t)
	entities := sample.Entities(3, 7)
	entities[1].Grade = "Z"
	o.entities = o.write("bad.xlsx", table(t, documents.Entities(registers.HebeiScale), documents.XLSX, entities))
	require.Contains(t, fails(t, exitFailed, o.args("--ratio", "10%")...), "工作表“检查对象名录库”第3行“风险等级”列的值“Z”：")
}

func TestDrawPassesOverUnknownColumnsOnRequest(t *testing.T) {
	o := newOfflineDraw(t)
	o.entities = o.write("more.csv", "体重,统一社会信用代码,名称,类别\n1,"+sample.AgencyCode(1)+",演示甲,社保经办机构\n")
	got := o.usual("--ignore-unknown")
	require.Contains(t, got.out, "未采用的列“体重”")
	require.Len(t, got.rows(t), 2)
}

// codeOf is the code of one of the sample's entities.
func codeOf(i int) string { return sample.Entities(10, 7)[i].Code }
