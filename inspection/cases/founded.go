package cases

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// CheckFounded refuses a visit for nothing but items that only a notice asks for:
// unfounded are those (国办发〔2024〕54号).
//
// Errors: visit_without_basis.
func (c Case) CheckFounded(unfounded []string) error {
	for _, code := range c.SheetItems() {
		if !slices.Contains(unfounded, code) {
			return nil
		}
	}
	return law.Errorf(law.KindNotAllowed, "visit_without_basis", "本案抽查事项的检查依据均为规范性文件，不是法律、法规、规章或者国务院决定，不得据以检查企业（国办发〔2024〕54号）。")
}

// CheckFounded refuses a record that says of such an item anything but that it was not
// inspected.
//
// Errors: finding_without_basis.
func (f RecordVisit) CheckFounded(unfounded []string) error {
	var bad law.Invalid
	for _, code := range unfounded {
		if found, answered := f.Findings[code]; answered && found != law.FindingNotApplicable {
			bad.Add(law.Path("findings").Join(code), string(found), "事项%s的检查依据为规范性文件，不得据以检查企业（国办发〔2024〕54号），应记为“%s”", code, law.FindingNotApplicable.Chinese())
		}
	}
	return bad.Err("finding_without_basis", "检查记录表")
}
