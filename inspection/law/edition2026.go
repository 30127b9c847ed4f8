package law

import "slices"

// edition2026 is edition 2025 with 信用修复管理办法 (国家发展改革委令第36号) and 行政执法监督条例 (国务院令第825号) on top. What it
// does not name is as it was. How long a decision is shown follows from the day, not
// from the edition ([CreditRules]); the edition names the rules of its day.
var edition2026 = &Edition{
	Code: "2026", Name: "2026年版（迁人社字〔2024〕5号、国办发〔2024〕54号、国家发展改革委令第36号）",
	From:                   order36Day,
	SmallestTeam:           edition2025.SmallestTeam,
	PublishProblemsAsFound: edition2025.PublishProblemsAsFound,
	Outcomes:               edition2025.Outcomes,
	Amounts:                edition2025.Amounts,
	LateEntry:              edition2025.LateEntry,
	TaskEnd:                edition2025.TaskEnd,
	LateScans:              edition2025.LateScans,
	Periods:                replaced(replaced(edition2025.Periods, Dated(creditRules2026.periods())), Dated(oversightPeriods2026)),
	Duties: slices.Concat(edition2025.Duties, Dated([]Duty{
		{Kind: DutyRepairNotice, Name: "处罚决定书与信用修复告知书同时送达", Clause: "国办发〔2025〕22号；国家发展改革委令第36号"},
		{Kind: DutyOversight, Name: "答复行政执法监督机构的监督意见", Clause: "行政执法监督条例第6条"},
	})),
}

// replaced are the periods with others in the place of those of the same kinds.
func replaced(periods, others []LegalPeriod) []LegalPeriod {
	out := slices.Clone(periods)
	for i, p := range out {
		if j := slices.IndexFunc(others, func(o LegalPeriod) bool { return o.Kind == p.Kind }); j >= 0 {
			out[i] = others[j]
		}
	}
	return out
}
