package cases

import "shuangsuiji/inspection/law"

// Compared is what holding an item's self-check against the record of the
// inspection shows (文件四(四)、(五)第二款).
type Compared string

// What the comparison can show.
const (
	ComparedAgreeing   Compared = "agreeing"
	ComparedUnreported Compared = "unreported" // the self-check was false on this item
	ComparedCorrected  Compared = "corrected"  // named, and put right before the inspection
	ComparedNotFound   Compared = "not_found"
)

var comparedNames = map[Compared]string{ComparedAgreeing: "自查与检查一致", ComparedUnreported: "自查未报告，检查发现问题",
	ComparedCorrected: "自查报告已改正，检查未发现问题", ComparedNotFound: "自查报告问题，检查未发现问题"}

// Chinese is its name.
func (c Compared) Chinese() string { return comparedNames[c] }

// ItemCompared is one item of the comparison.
type ItemCompared struct {
	Item      string          `json:"item"`
	SelfCheck SelfCheckAnswer `json:"selfCheck"`
	Finding   law.Finding     `json:"finding"`
	Compared  Compared        `json:"compared"`
}

// SelfCheckCompared holds the self-check, as last amended before the inspection,
// against the record item by item. It is empty where one of them is missing; items
// that one of them does not answer are left out.
func (c Case) SelfCheckCompared() []ItemCompared {
	if c.SelfCheck == nil || !c.SelfCheck.Filed || c.Visit == nil {
		return nil
	}
	var out []ItemCompared
	for _, code := range c.Items {
		answer, answered := c.SelfCheck.Answers[code]
		finding := c.Visit.Findings[code]
		if !answered || (finding != law.FindingClear && finding != law.FindingProblem) {
			continue
		}
		out = append(out, ItemCompared{Item: code, SelfCheck: answer, Finding: finding, Compared: compare(answer, finding)})
	}
	return out
}

func compare(answer SelfCheckAnswer, finding law.Finding) Compared {
	switch {
	case answer.Problem == (finding == law.FindingProblem):
		return ComparedAgreeing
	case finding == law.FindingProblem:
		return ComparedUnreported
	case answer.Corrected:
		return ComparedCorrected
	}
	return ComparedNotFound
}
