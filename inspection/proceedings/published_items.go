package proceedings

import (
	"strings"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// PublishedItems says of each item what was found, and of each problem how it
// was handled.
func PublishedItems(c cases.Case, items []registers.Item, edition *law.Edition, result PublishedResult) string {
	var lines []string
	for _, item := range items {
		finding, answered := c.Visit.Findings[item.Code]
		outcome, problem := result.Items[item.Code]
		switch {
		case problem:
			rule, _ := edition.Outcome(outcome)
			lines = append(lines, item.Name+"："+rule.Name+correctedText(c.Correction, item.Code))
		case finding == law.FindingProblem: // as it was found by mistake
			lines = append(lines, item.Name+"："+law.FindingClear.Chinese())
		case answered:
			lines = append(lines, item.Name+"："+finding.Chinese())
		}
	}
	return strings.Join(lines, "；")
}

// correctedText says what the re-inspection found of the item.
func correctedText(c *cases.Correction, item string) string {
	if c == nil {
		return ""
	}
	switch done, inspected := c.Corrected[item]; {
	case !inspected:
		return ""
	case done:
		return "（已改正）"
	}
	return "（逾期未改正）"
}
