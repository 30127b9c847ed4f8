package proceedings_test

import (
	"strings"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// The codes of what runs beside the cases, added to those of the domain.
func init() {
	for kind, codes := range map[law.ErrorKind]string{
		law.KindDuplicate: `copy_recorded crime_referred receipt_recorded`,
		law.KindForbidden: `head_proper_only`,
		law.KindInvalid: `addressee_declined addressee_invalid corrected_entry_invalid corrected_entry_unchanged feedback_answer_unknown feedback_topic_unknown file_not_returned
			handover_method_unknown inspector_unfit objection_view_unknown oversight_answer_unknown oversight_invalid penalty_unstated penalty_was_decided
			referral_purpose_unknown police_answer_unknown
			reply_invalid time_required`,
		law.KindNotAllowed: `copy_missing no_penalty_to_copy penalty_copy_missing no_team no_reconsideration no_supervision nothing_published objection_running reconsideration_too_late reconsidered referral_not_proposed
			referral_proposed remedy_pending`,
	} {
		for _, code := range strings.Fields(codes) {
			inspectiontest.Refusals[code] = kind
		}
	}
}
