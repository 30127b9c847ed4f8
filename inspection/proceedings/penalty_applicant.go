package proceedings

// RemedyApplicant is who contests a decision: the party, or another whose own right it
// touches, also where nothing was imposed (行政复议法第20条; 行政诉讼法第2条、第25条).
type RemedyApplicant string

// The applicants.
const (
	ApplicantParty       RemedyApplicant = "party"       // 当事人
	ApplicantComplainant RemedyApplicant = "complainant" // 投诉人
	ApplicantInterested  RemedyApplicant = "interested"  // 其他利害关系人
)

// RemedyApplicants are all of them.
var RemedyApplicants = []RemedyApplicant{ApplicantParty, ApplicantComplainant, ApplicantInterested}

var applicantNames = map[RemedyApplicant]string{ApplicantParty: "当事人", ApplicantComplainant: "投诉人", ApplicantInterested: "其他利害关系人"}

// Chinese is its name.
func (a RemedyApplicant) Chinese() string { return applicantNames[a] }

// other than the party: what is decided may burden the party more, and the time for
// it runs from when the applicant knew of the decision.
func (a RemedyApplicant) other() bool { return a != "" && a != ApplicantParty }
