package cases

// VisitMode is the way of checking (核查方式).
type VisitMode string

// The ways of checking.
const (
	ModeOnSite  VisitMode = "on_site"
	ModeWritten VisitMode = "written"
	ModeOnline  VisitMode = "online"
)

var modeNames = map[VisitMode]string{ModeOnSite: "实地检查", ModeWritten: "书面检查", ModeOnline: "网络监测"}

// Chinese is the mode's name.
func (m VisitMode) Chinese() string { return modeNames[m] }

// EntitySignature is how the entity acknowledged the record.
type EntitySignature string

// The entity's signature.
const (
	EntitySigned  EntitySignature = "signed"
	EntityRefused EntitySignature = "refused" // noted by the inspectors
	EntityAbsent  EntitySignature = "absent"  // nobody there
)

var signatureNames = map[EntitySignature]string{EntitySigned: "已签字", EntityRefused: "拒绝签字", EntityAbsent: "无人在场"}

// Chinese is the signature's name.
func (s EntitySignature) Chinese() string { return signatureNames[s] }
