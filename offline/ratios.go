package offline

import (
	"cmp"
	"strings"
)

// nameUngraded is how those without a risk grade are named.
const nameUngraded = "未分级"

// noRatio stands for a grade that nobody in scope has.
const noRatio = "0%"

// readRatios reads one ratio or those of the grades. The ungraded that are not
// named take the ratio of the middle grade, as they take its weight where one
// ratio is split.
func (r *Request) readRatios(one, byGrade string) error {
	if one != "" && byGrade != "" {
		return refused("ratio_twice", "--ratio和--ratio-by-grade只能写一个。")
	}
	if byGrade != "" {
		ratios, err := readGradeRatios(byGrade)
		if err != nil {
			return err
		}
		middle := Scale.Grades[len(Scale.Grades)/2].Code
		_, given := ratios[""]
		if ratio, known := ratios[middle]; known && !given {
			ratios[""], r.ungraded = ratio, middle
		} else if !given {
			ratios[""], r.unnamed = noRatio, append(r.unnamed, "")
		}
		for _, g := range Scale.Grades {
			if _, given := ratios[g.Code]; !given {
				ratios[g.Code], r.unnamed = noRatio, append(r.unnamed, g.Code)
			}
		}
		r.task.Rules.GradeRatios = ratios
	}
	return r.task.Rules.CheckRatios()
}

func readGradeRatios(text string) (map[string]string, error) {
	ratios := map[string]string{}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",，、;；", r) }) {
		grade, ratio, ok := strings.Cut(part, "=")
		grade, ratio = strings.TrimSpace(grade), strings.TrimSpace(ratio)
		if !ok || grade == "" || ratio == "" {
			return nil, refused("grade_ratio_invalid", "“%s”应写作等级=比例，例如A=1%%,B=2%%,C=5%%,D=10%%,E=20%%,未分级=5%%。", part)
		}
		if grade == nameUngraded {
			grade = ""
		} else if !Scale.Has(grade) {
			return nil, unknownGrade(grade)
		}
		if _, twice := ratios[grade]; twice {
			return nil, refused("grade_ratio_repeated", "风险等级%s的比例写了两次。", cmp.Or(grade, nameUngraded))
		}
		ratios[grade] = ratio
	}
	return ratios, nil
}

func unknownGrade(grade string) error {
	codes := make([]string, len(Scale.Grades))
	for i, g := range Scale.Grades {
		codes[i] = g.Code
	}
	return refused("grade_unknown", "风险等级“%s”不在%s中，应为%s。", grade, Scale.Name, strings.Join(codes, "、"))
}
