package inspection_test

import (
	"strings"

	"shuangsuiji/inspection"
)

// The codes of what runs beside the cases, added to those of the domain.
func init() {
	for kind, codes := range map[inspection.ErrorKind]string{
		inspection.KindDuplicate: `copy_recorded receipt_recorded`,
		inspection.KindForbidden: `head_proper_only`,
		inspection.KindInvalid: `addressee_declined addressee_invalid corrected_entry_invalid corrected_entry_unchanged feedback_answer_unknown feedback_topic_unknown file_not_returned
			handover_method_unknown inspector_unfit objection_view_unknown penalty_unstated police_answer_unknown
			reply_invalid time_required`,
		inspection.KindNotAllowed: `copy_missing no_team no_reconsideration no_supervision nothing_published objection_running reconsideration_too_late reconsidered referral_not_proposed
			referral_proposed remedy_pending`,
	} {
		for _, code := range strings.Fields(codes) {
			refusals[code] = kind
		}
	}
}
