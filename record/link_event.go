package record

// The kinds of security events about links of entities and witnesses.
const (
	EventLinkMade      SecurityEventKind = "link_made"
	EventLinkRevoked   SecurityEventKind = "link_revoked"
	EventLinkAct       SecurityEventKind = "link_act"
	EventLinkCodeWrong SecurityEventKind = "link_code_wrong"
	EventLinkLocked    SecurityEventKind = "link_locked"
)
