package inspection

import "strings"

// PublishedItems says of each item what was found, and of each problem how it
// was handled.
func PublishedItems(c Case, items []Item, edition *Edition, result PublishedResult) string {
	var lines []string
	for _, item := range items {
		finding, answered := c.Visit.Findings[item.Code]
		outcome, problem := result.Items[item.Code]
		switch {
		case problem:
			rule, _ := edition.Outcome(outcome)
			lines = append(lines, item.Name+"："+rule.Name+correctedText(c.Correction, item.Code))
		case finding == FindingProblem: // as it was found by mistake
			lines = append(lines, item.Name+"："+FindingClear.Chinese())
		case answered:
			lines = append(lines, item.Name+"："+finding.Chinese())
		}
	}
	return strings.Join(lines, "；")
}

// correctedText says what the re-inspection found of the item.
func correctedText(c *Correction, item string) string {
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
