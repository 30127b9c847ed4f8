package proceedings_test

import (
	"strings"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// The refusals of a penalty case, beside those of a case.
func init() {
	for kind, codes := range map[law.ErrorKind]string{
		law.KindDuplicate: `criminal_case_known already_held court_applied court_done decision_served educated defence_reviewed demand_served hearing_requested
			legally_reviewed not_held on_the_spot_reported execution_handed_over organ_done`,
		law.KindInvalid: `answer_day_invalid criminal_outcome_unknown branch_unknown conduct_end_required endangered_unknown known_day_required court_result_unknown decision_invalid defence_review_invalid extension_too_long
			hearing_too_soon heavier_after_remedy instalments_invalid investigation_invalid not_told_on_the_spot party_unknown payment_invalid payment_too_much
			presider_investigated presider_recused presider_required refund_invalid remedy_outcome_invalid remedy_outcome_unknown remedy_unknown remission_invalid
			reviewer_standing_unknown service_not_consented service_not_witnessed service_other_ways_first publicity_invalid repair_notice_missing
			organ_result_unknown remedy_applicant_unknown payment_channel_invalid heavier_by_correction self_correction_invalid`,
		law.KindNotAllowed: `no_criminal_case no_opinion procuratorate_unanswered same_as_quashed entry_final court_application_out_of_time court_not_applied decision_not_served decision_quashed defence_made
			defence_not_reviewed defence_out_of_time defence_waived defence_window_open demand_missing demand_running discussion_missing education_missing education_not_due shall_not_punish
			entry_not_published entry_not_shown filing_time_barred hearing_not_notified hearing_not_open hearing_out_of_time
			heavier_after_defence held_by_police legal_review_missing nothing_on_the_spot litigation_time_running no_hearing_pending no_remedy_pending
			not_as_told not_on_the_spot not_paid not_performed nothing_owed nothing_to_perform nothing_to_review
			on_the_spot_not_reported prior_notice_missing publication_not_due refund_due refund_not_due remedy_out_of_time remedy_pending remedy_used
			shortest_term_running term_running withdrawal_due withdrawal_not_due entry_published not_shown_by_default public_term_over publicity_fixed
			execution_not_handed_over own_enforcement reconsideration_first reconsideration_organ_enforces
			collected_outstanding collection_not_allowed nothing_to_bank nothing_to_hand_in nothing_to_correct self_correction_pending`,
		law.KindForbidden: `reviewer_unqualified`,
		law.KindStale:     `instalments_outdated public_term_counted`,
	} {
		for _, code := range strings.Fields(codes) {
			inspectiontest.Refusals[code] = kind
		}
	}
}
