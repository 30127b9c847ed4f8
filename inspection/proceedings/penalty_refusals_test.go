package proceedings_test

import (
	"strings"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// The refusals of a penalty case, beside those of a case.
func init() {
	for kind, codes := range map[law.ErrorKind]string{
		law.KindDuplicate: `criminal_case_known already_held court_applied court_done decision_served defence_reviewed demand_served hearing_requested
			legally_reviewed not_held on_the_spot_reported`,
		law.KindInvalid: `answer_day_invalid criminal_outcome_unknown branch_unknown conduct_end_required court_result_unknown decision_invalid defence_review_invalid extension_too_long
			hearing_too_soon heavier_after_remedy instalments_invalid investigation_invalid party_unknown payment_invalid payment_too_much
			presider_investigated presider_required refund_invalid remedy_outcome_invalid remedy_outcome_unknown remedy_unknown remission_invalid
			service_not_consented service_not_witnessed service_other_ways_first`,
		law.KindNotAllowed: `no_criminal_case no_opinion procuratorate_unanswered same_as_quashed entry_final court_application_out_of_time court_not_applied decision_not_served decision_quashed defence_made
			defence_not_reviewed defence_out_of_time defence_waived defence_window_open demand_missing demand_running discussion_missing
			entry_not_published entry_not_shown filing_time_barred hearing_not_notified hearing_not_open hearing_out_of_time
			heavier_after_defence held_by_police legal_review_missing litigation_time_running no_hearing_pending no_remedy_pending
			not_as_told not_on_the_spot not_paid not_performed nothing_owed nothing_to_contest nothing_to_perform nothing_to_review
			on_the_spot_not_reported prior_notice_missing publication_not_due refund_due refund_not_due remedy_out_of_time remedy_pending remedy_used
			shortest_term_running term_running withdrawal_due withdrawal_not_due`,
		law.KindStale: `instalments_outdated`,
	} {
		for _, code := range strings.Fields(codes) {
			inspectiontest.Refusals[code] = kind
		}
	}
}
