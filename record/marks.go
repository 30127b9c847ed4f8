package record

// The marks of a record: each names since when something holds of it, a moment in
// RFC 3339. They are set once, by the migration that brings it.
const (
	// MarkAttachments: the record keeps attachments.
	MarkAttachments = "attachments_kept_since"
	// MarkLawReadAnew: acts are judged by the law as it is read today. Subjects that
	// began before may not follow from their acts any more.
	MarkLawReadAnew = "law_read_anew"
)
