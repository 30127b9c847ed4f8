package tasks

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// CheckScope refuses a task that names a category which no entity of the register is
// of: it would be left out of the draw in silence (文件四(一)). present are the categories
// that have one.
//
// Errors: scope_not_in_register.
func (t Task) CheckScope(present []string) error {
	var absent []string
	for _, kind := range t.Kinds {
		if !slices.Contains(present, kind) {
			absent = append(absent, kind)
		}
	}
	if len(absent) == 0 {
		return nil
	}
	return law.Errorf(law.KindNotAllowed, "scope_not_in_register", "检查对象名录库中没有类别为“%s”的存续的检查对象，不能抽取。%s请在抽取方案中更正抽查对象范围，或者先在名录库中补录。",
		strings.Join(absent, "”“"), plans.Instead(absent[0], present))
}

// CheckRoster refuses a draw that could draw nobody. inScope is how many entities are
// of the task's categories and meet its conditions, as far as the eligible are looked for.
//
// Errors: roster_empty.
func CheckRoster(inScope, eligible int) error {
	switch {
	case eligible > 0:
		return nil
	case inScope > 0:
		return law.Errorf(law.KindNotAllowed, "roster_empty", "抽查对象范围内的%d户均不能抽取（线索明显直接查处、已达年度频次上限或者正在检查），抽取名单为空，不能抽取。", inScope)
	}
	return law.Errorf(law.KindNotAllowed, "roster_empty", "抽查对象范围内没有符合条件的检查对象，抽取名单为空，不能抽取。请核对抽取的条件。")
}

// Eligible reports whether the candidate can be drawn.
func Eligible(c draw.Candidate) bool { return c.Excluded == draw.Eligible }
