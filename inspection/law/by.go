package law

// Via is by what somebody comes in who hands in an act.
type Via string

// The ways in. What follows by itself comes in by none.
const (
	ViaAccount     Via = "account"
	ViaEntityLink  Via = "entity_link"
	ViaWitnessLink Via = "witness_link"
	ViaVisitCode   Via = "visit_code" // the code shown at the door
)

// By is who hands in an act: an account's id, the hash of a link's secret, or the
// number of the case whose code was scanned. It says nothing of what that person
// may; that is looked up on record when the act is judged. The zero value is the
// system.
type By struct {
	Via Via    `json:"via,omitempty"`
	ID  string `json:"id,omitempty"`
}

// System reports whether nobody hands the act in: it follows by itself.
func (b By) System() bool { return b == By{} }

// HandsIn is as whom the actor hands in an act.
func (a Actor) HandsIn() By {
	if a.By.System() && !a.Has(RoleSystem) {
		return By{Via: ViaAccount, ID: a.ID}
	}
	return a.By
}
