package inspectiontest

import (
	"strings"

	"shuangsuiji/inspection/law"
)

// Refusals are the codes of the domain by their kind, which decides what becomes
// of them outside: the HTTP status, whether the system's own act is overtaken,
// whether a workflow tries again. Each refusal in a test is held against it.
var Refusals = func() map[string]law.ErrorKind {
	kinds := map[string]law.ErrorKind{}
	for kind, codes := range map[law.ErrorKind]string{
		law.KindCorrupt: `commitment_unreadable salt_unreadable seal_unreadable`,
		law.KindDuplicate: `already_rated already_recounted already_replaced already_signed branch_settled cooperation_ordered correction_reported notice_issued recusal_requested
			result_told summary_confirmed visit_started
			witness_sealed`,
		law.KindForbidden: `not_your_act not_your_seal own_case own_draw own_proposal`,
		law.KindInternal:  `edition_mismatch`,
		law.KindInvalid: `branch_of_other_case act_facts_unreadable act_unknown bad_entry before_opening case_has_team case_of_other_task cooperation_day_invalid
			correction_period_invalid date_required deadline_not_running draw_counts_invalid draw_mode_unknown
			draw_rules_invalid entity_acts_now entity_invalid entry_mismatch entry_required entry_unknown
			extension_invalid joint_case_missing joint_lead_not_under_54 joint_other_entity joint_same_task external_visit_invalid finding_without_basis grade_ratio_missing in_the_future in_the_past inspector_invalid item_invalid
			items_incomplete late_entry_needs_reason lengths_invalid no_items not_on_team out_of_order
			outcome_not_the_gravest party_role_unknown plan_row_invalid put_off_backwards reason_required
			recusal_not_requested_of reinspection_invalid repeat_reason_required scan_cause_unknown
			replacement_invalid result_invalid salt_invalid seal_invalid seal_mismatch seal_not_outstanding seal_or_entry
			service_method_unknown service_not_consented service_not_witnessed service_other_ways_first stars_invalid team_too_small visit_invalid visit_not_urgent visit_proposal_invalid witness_required witness_unknown`,
		law.KindNotAllowed: `act_not_at_this_stage act_not_in_edition already_proposed case_not_suspended certificate_expired certificate_unknown case_suspended cases_without_team
			cooperation_not_ordered nothing_refused
			correction_not_ordered correction_ordered correction_still_running deadline_never_extended deadline_passed
			draw_not_prepared inspected_jointly joint_team_barred joint_visit_agreed no_joint_visit not_joined visit_begun visit_without_basis draw_not_ready draw_prepared edition_missing entry_open_already item_not_published item_without_basis items_unanswered
			late_approval_missing no_case_without_team no_deadline_running no_items_for_kind not_replaceable not_served nothing_proposed notice_not_issued
			publication_not_prepared publication_not_yet publication_prepared record_missing record_signed
			recusal_not_requested recusal_pending recusal_signed recusal_unreplaced result_not_confirmed result_not_told result_public roster_empty scan_too_late scope_not_in_register seals_missing seals_opened summary_missing summary_unconfirmed
			summary_written visit_cap_reached visit_days_passed visit_not_approved visit_not_held visit_not_proposed visit_not_started
			visit_outside_approval visit_proposed visit_recorded witnesses_complete`,
		law.KindNotFound: `edition_unknown`,
		law.KindStale:    `calendar_not_current moment_not_come moment_not_meant month_not_come record_revised stale_view`,
	} {
		for _, code := range strings.Fields(codes) {
			kinds[code] = kind
		}
	}
	return kinds
}()
