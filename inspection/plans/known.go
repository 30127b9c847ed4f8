package plans

import (
	"slices"
	"strings"
)

// Known are the names that the registers have on the day of an import. Where a list is
// empty there is nothing yet to hold a name against.
type Known struct {
	Kinds       []string // categories of the entity register
	Departments []string // of accounts and inspectors
}

// unknown says of each name that no register has, what is known instead.
func (k Known) unknown(n Names) []string {
	var out []string
	for _, kind := range missing(n.Kinds, k.Kinds) {
		out = append(out, "检查对象名录库中没有类别为“"+kind+"”的检查对象，不更正的不能抽取。"+Instead(kind, k.Kinds))
	}
	if n.Department != "" {
		for _, department := range missing([]string{n.Department}, k.Departments) {
			out = append(out, "发起处室“"+department+"”没有账号和执法检查人员，其任务无人可以办理。"+Instead(department, k.Departments))
		}
	}
	for _, department := range missing(n.Joint, k.Departments) {
		out = append(out, "联合处室“"+department+"”没有账号和执法检查人员，总结将无人确认。"+Instead(department, k.Departments))
	}
	return out
}

func missing(names, known []string) []string {
	if len(known) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(known, name) })
}

// mostNamed is how many known names one message lists.
const mostNamed = 12

// Instead says which names are known, and which of them comes nearest.
func Instead(name string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	out := "现有的是：" + strings.Join(known[:min(len(known), mostNamed)], "、")
	if len(known) > mostNamed {
		out += "等"
	}
	out += "。"
	if near := nearest(name, known); near != "" {
		out += "是否为“" + near + "”？"
	}
	return out
}

// nearest is the known name that has most in common with this one; "" where none has
// half of it.
func nearest(name string, known []string) string {
	best, near := 0.5, ""
	for _, k := range known {
		a, b := []rune(name), []rune(k)
		common := float64(commonRunes(a, b))
		// A known name that stands whole in what was written is near however much was added.
		if likeness := max(2*common/float64(len(a)+len(b)), common/float64(len(b))*0.9); likeness > best {
			best, near = likeness, k
		}
	}
	return near
}

// commonRunes is the length of the longest common subsequence.
func commonRunes(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for j, y := range b {
			above := row[j+1]
			if row[j+1] = max(above, row[j]); x == y {
				row[j+1] = before + 1
			}
			before = above
		}
	}
	return row[len(b)]
}
