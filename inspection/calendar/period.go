package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// A Unit is the unit of a legal period. Its text is stored in rule editions and
// must not change.
type Unit string

// The units of a period. Days are calendar days; where a law's 日 are working
// days (行政处罚法 art. 85), the rule says WorkingDays.
const (
	WorkingDays Unit = "working_days" // 工作日
	Days        Unit = "days"         // 日
	Hours       Unit = "hours"        // 小时
	Months      Unit = "months"       // 个月
	Years       Unit = "years"        // 年
)

// Label returns the unit as it follows a number in Chinese (个工作日, 日, 小时,
// 个月, 年), "" for what is no unit.
func (u Unit) Label() string {
	switch u {
	case WorkingDays:
		return "个工作日"
	case Days:
		return "日"
	case Hours:
		return "小时"
	case Months:
		return "个月"
	case Years:
		return "年"
	}
	return ""
}

// Valid reports whether u is one of the units.
func (u Unit) Valid() bool { return u.Label() != "" }

// MaxAmount is the largest amount of a period, in any unit.
const MaxAmount = 9999

// A Period is an amount of one unit. An amount of 0 means the day of the event
// itself (当日) or, in hours, its minute.
type Period struct {
	Amount int  `json:"amount"`
	Unit   Unit `json:"unit"`
	// NoRoll: a last day that is no working day stays the last day. 民法典第203条 moves
	// it for who has to act towards another; an office does not lengthen its own duty
	// by a holiday, and what lasts against somebody ends on its day. It belongs to what
	// the period is for and not to its length, and is therefore no part of a length as
	// it is written or stored.
	NoRoll bool `json:"-"`
}

// PeriodOf returns the period of the given amount and unit.
func PeriodOf(amount int, unit Unit) Period { return Period{Amount: amount, Unit: unit} }

// Validate refuses a unit that there is not and an amount outside 0 to 9999,
// with a Chinese message.
func (p Period) Validate() error {
	if !p.Unit.Valid() {
		return fmt.Errorf("期限单位“%s”无效，应为工作日、日、小时、月或年", excerpt(string(p.Unit)))
	}
	if p.Amount < 0 || p.Amount > MaxAmount {
		return fmt.Errorf("期限数值%d无效，应在0至%d之间", p.Amount, MaxAmount)
	}
	return nil
}

// String returns the period as documents write it: 20个工作日, 15日, 24小时,
// 3个月, 2年.
func (p Period) String() string {
	label := p.Unit.Label()
	if label == "" {
		label = string(p.Unit)
	}
	return strconv.Itoa(p.Amount) + label
}

// ParsePeriod reads a period as String writes it.
func ParsePeriod(s string) (Period, error) {
	label := strings.TrimLeft(s, "0123456789")
	amount, err := strconv.Atoi(strings.TrimSuffix(s, label))
	if err != nil {
		return Period{}, periodSyntaxError(s)
	}
	for _, unit := range []Unit{WorkingDays, Days, Hours, Months, Years} {
		if label == unit.Label() {
			p := PeriodOf(amount, unit)
			return p, p.Validate()
		}
	}
	return Period{}, periodSyntaxError(s)
}

func periodSyntaxError(s string) error {
	return fmt.Errorf("“%s”不是有效期限，应写作20个工作日、15日、24小时、3个月或2年的形式", excerpt(s))
}

// amount is what is counted: within 0 to MaxAmount, so that a count always ends.
func (p Period) amount() int { return min(max(p.Amount, 0), MaxAmount) }
