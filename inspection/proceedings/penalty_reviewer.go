package proceedings

import "shuangsuiji/inspection/law"

// ReviewerStanding is what entitles somebody to make a legal review: who does so for
// the first time must hold the 法律职业资格 (行政处罚法第58条第二款). The reviewer states it with
// each review.
type ReviewerStanding string

// The standings.
const (
	ReviewerQualified   ReviewerStanding = "qualified"   // holds the qualification
	ReviewerExperienced ReviewerStanding = "experienced" // not for the first time
	ReviewerUnqualified ReviewerStanding = "unqualified" // for the first time, without it
)

// ReviewerStandings are all of them.
var ReviewerStandings = []ReviewerStanding{ReviewerQualified, ReviewerExperienced, ReviewerUnqualified}

var reviewerNames = map[ReviewerStanding]string{ReviewerQualified: "已通过国家统一法律职业资格考试取得法律职业资格",
	ReviewerExperienced: "不是初次从事行政处罚决定法制审核", ReviewerUnqualified: "初次从事，尚未取得法律职业资格"}

// Chinese is its name.
func (r ReviewerStanding) Chinese() string { return reviewerNames[r] }

// entitled refuses who may not review.
//
// Errors: reviewer_standing_unknown, reviewer_unqualified.
func (r ReviewerStanding) entitled() error {
	switch {
	case r.Chinese() == "":
		return law.Errorf(law.KindInvalid, "reviewer_standing_unknown", "必须写明审核人员已取得法律职业资格，还是不是初次从事法制审核（行政处罚法第五十八条第二款）。")
	case r == ReviewerUnqualified:
		return law.Errorf(law.KindForbidden, "reviewer_unqualified", "初次从事行政处罚决定法制审核的人员，应当取得法律职业资格（行政处罚法第五十八条第二款），本项应由其他审核人员办理。")
	}
	return nil
}
