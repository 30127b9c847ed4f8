package cases

// VisitType is why an entity is visited (检查类型, 国办发〔2024〕54号). The yearly cap is
// for what the bureau does of its own plan; a complaint, a transfer, a lead, the
// entity's own request or a re-inspection is followed up however often the entity was
// visited before, and a campaign of a superior organ is carried out.
type VisitType string

// The types. "" in acts of before the types is 日常检查, as everything was then.
const (
	VisitRoutine  VisitType = "routine"  // 日常检查, 双随机 among them
	VisitSpecific VisitType = "specific" // 个案检查
	VisitCampaign VisitType = "campaign" // 专项检查
)

var visitTypeNames = map[VisitType]string{VisitRoutine: "日常检查", VisitSpecific: "个案检查", VisitCampaign: "专项检查"}

// Chinese is the type's name; "" for one that there is not.
func (t VisitType) Chinese() string { return visitTypeNames[t.Said()] }

// Said is the type, and 日常检查 where none was named.
func (t VisitType) Said() VisitType {
	if t == "" {
		return VisitRoutine
	}
	return t
}
