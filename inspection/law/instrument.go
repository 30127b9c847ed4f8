package law

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Instrument is one text that rules rest on: a law, a regulation, a document. The
// clause of a rule names one or more of them with their articles.
type Instrument struct {
	Name string
	// Cited are the words with which a clause begins to name it.
	Cited []string
	// Since is the first day on which the text that is cited is in force: of a law
	// that was revised, the revision's. Zero: no source at hand tells it, or there is
	// no such day.
	Since calendar.Date
	// Unconfirmed: no source at hand confirms Since.
	Unconfirmed bool
	// Undated says in Chinese of what is no single text why it has no such day.
	Undated string
}

// bureauRule (本单位规定) is what no law sets and the bureau therefore does.
const bureauRule = "本单位规定"

// The days from which editions may be taken.
var (
	documentDay = calendar.NewDate(2024, time.January, 18)
	order54Day  = calendar.NewDate(2025, time.January, 3)
)

// Instruments are all that clauses name. A notice or an opinion that names no day of
// its own holds since the day on which it was issued, 国办发〔2024〕54号 since it was
// published.
var Instruments = []Instrument{
	{Name: "迁人社字〔2024〕5号", Cited: []string{"文件", "附件"}, Since: documentDay},
	{Name: bureauRule, Cited: []string{bureauRule, "期限为" + bureauRule}, Since: documentDay},
	{Name: "国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）", Cited: []string{"国办发〔2024〕54号"}, Since: order54Day},
	{Name: "扫码入企工作要求", Cited: []string{"扫码入企工作要求"}, Unconfirmed: true},
	{Name: "国家企业信用信息公示系统检查结果类别", Cited: []string{"国家企业信用信息公示系统检查结果类别"}, Unconfirmed: true},
	{Name: "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）",
		Cited: []string{"国办发〔2018〕118号"}, Since: calendar.NewDate(2018, time.December, 5)},
	{Name: "中华人民共和国行政处罚法（2021年修订）", Cited: []string{"行政处罚法"}, Since: calendar.NewDate(2021, time.July, 15)},
	{Name: "劳动保障监察条例（国务院令第423号）", Cited: []string{"劳动保障监察条例"}, Since: calendar.NewDate(2004, time.December, 1)},
	{Name: "社会保险经办条例", Cited: []string{"社会保险经办条例"}, Since: calendar.NewDate(2023, time.December, 1)},
	{Name: "关于实施《劳动保障监察条例》若干规定（劳动和社会保障部令第25号）", Cited: []string{"关于实施《劳动保障监察条例》若干规定"}, Since: calendar.NewDate(2005, time.February, 1)},
	{Name: "河北省关于听证较大数额的规定", Cited: []string{"河北省规定"}, Unconfirmed: true},
	{Name: "中华人民共和国行政强制法", Cited: []string{"行政强制法"}, Since: calendar.NewDate(2012, time.January, 1)},
	{Name: "中华人民共和国行政复议法（2023年修订）", Cited: []string{"行政复议法"}, Since: calendar.NewDate(2024, time.January, 1)},
	{Name: "中华人民共和国行政复议法实施条例（国务院令第499号）", Cited: []string{"行政复议法实施条例"}, Since: calendar.NewDate(2007, time.August, 1)},
	{Name: "中华人民共和国行政诉讼法（2017年修正）", Cited: []string{"行政诉讼法"}, Since: calendar.NewDate(2017, time.July, 1)},
	{Name: "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释（法释〔2018〕1号）", Cited: []string{"法释〔2018〕1号"}, Since: calendar.NewDate(2018, time.February, 8), Unconfirmed: true},
	{Name: "中华人民共和国民事诉讼法（2023年修正）", Cited: []string{"民事诉讼法"}, Since: calendar.NewDate(2024, time.January, 1)},
	{Name: "中华人民共和国国家赔偿法（2012年修正）", Cited: []string{"国家赔偿法"}, Since: calendar.NewDate(2013, time.January, 1)},
	{Name: "行政执法机关移送涉嫌犯罪案件的规定（国务院令第310号，2020年修订）", Cited: []string{TransferRules}, Since: calendar.NewDate(2020, time.August, 7)},
	{Name: "中华人民共和国刑事诉讼法（2018年修正）", Cited: []string{"刑事诉讼法"}, Since: calendar.NewDate(2018, time.October, 26), Unconfirmed: true},
	{Name: "关于在行政执法中及时移送涉嫌犯罪案件的意见（高检会〔2006〕2号）", Cited: []string{"高检会〔2006〕2号"}, Unconfirmed: true},
	{Name: "关于加强行政执法与刑事司法衔接工作的意见（中办发〔2011〕8号）", Cited: []string{"中办发〔2011〕8号"}, Unconfirmed: true},
	{Name: "失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令第58号）",
		Cited: []string{"失信行为纠正后的信用信息修复管理办法（试行）", "国家发展改革委令第58号"}, Since: calendar.NewDate(2023, time.May, 1), Unconfirmed: true},
	{Name: "信用修复管理办法（国家发展改革委令第36号）", Cited: []string{"信用修复管理办法", "国家发展改革委令第36号"}, Since: order36Day, Unconfirmed: true},
	{Name: "国务院办公厅关于进一步完善信用修复制度的实施方案（国办发〔2025〕22号）", Cited: []string{"国办发〔2025〕22号"}, Unconfirmed: true},
	{Name: "中华人民共和国个人信息保护法", Cited: []string{"个人信息保护法"}, Since: calendar.NewDate(2021, time.November, 1)},
	{Name: "企业信息公示暂行条例（国务院令第654号；2024年修订的条文未核实）", Cited: []string{"企业信息公示暂行条例"}, Since: calendar.NewDate(2014, time.October, 1), Unconfirmed: true},
	{Name: "行政执法监督条例（国务院令第825号）", Cited: []string{"行政执法监督条例"}, Since: calendar.NewDate(2026, time.February, 1)},
	{Name: "国务院办公厅节假日安排通知", Cited: []string{"国务院办公厅节假日安排通知"}, Undated: "每年一件，随该年度的通知"},
	{Name: "实施方案", Cited: []string{"实施方案"}, Undated: "每项任务各有其方案"},
	{Name: "各期限条款", Cited: []string{"各期限条款"}, Undated: "随所涉期限的依据"},
}

// places are how a clause goes on after an instrument's name: with an article, a part
// of the document, a note of its annex, a remark, or not at all.
var places = regexp.MustCompile(`^(第[0-9]+条|[一二三四五六七八九十]+\([一二三四五六七八九十]+\)|备注[0-9]|（|$)`)

// Named are the instruments that a clause names, in its order, and those of its
// references that name none.
func Named(clause string) (named []Instrument, unknown []string) {
	for _, reference := range references(clause) {
		i := slices.IndexFunc(Instruments, func(one Instrument) bool { return one.namedBy(reference) })
		if i < 0 {
			unknown = append(unknown, reference)
			continue
		}
		named = append(named, Instruments[i])
	}
	return named, unknown
}

// references takes a clause apart: 甲法第1条；乙法第2条, 本单位规定（甲法第1条；乙法第2条）.
func references(clause string) []string {
	if within, ok := strings.CutPrefix(clause, bureauRule+"（"); ok {
		return append([]string{bureauRule}, strings.Split(strings.TrimSuffix(within, "）"), "；")...)
	}
	return strings.Split(clause, "；")
}

func (i Instrument) namedBy(reference string) bool {
	return slices.ContainsFunc(i.Cited, func(name string) bool {
		place, ok := strings.CutPrefix(reference, name)
		return ok && places.MatchString(place)
	})
}
