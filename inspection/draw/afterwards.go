package draw

import "slices"

// Team is the outcome of drawing inspectors for one case.
type Team struct {
	// Certificates of the team, the lead first; empty when there is none.
	Certificates []string
	// Order are all eligible inspectors by rank.
	Order []string
	// Excluded says of everybody else why.
	Excluded map[string]Absence
	NoTeam   NoTeam
}

// TeamCase names the case that a team is drawn for.
type TeamCase struct {
	Number string // the case number, also of a replacement's new case
	Code   string // the entity's code
	Kind   string // the entity's kind, one of the rules'
}

// AssignTeam draws the team of a single case by the draw's seed: the case of an
// alternate that has taken a place, with its new case number. The inspectors
// are as they are on that day, their capacity less what the draw has given
// them. There is no new randomness.
//
// Errors: CodeUnknownKind, CodeRules.
func AssignTeam(seed Hash, rules PublishedRules, inspectors *InspectorRoster, c TeamCase) (Team, error) {
	order, reasons, err := eligibleFor(seed, &rules, inspectors, c)
	if err != nil {
		return Team{}, err
	}
	picked, none := pickTeam(&rules, inspectors.Lines, order)
	return Team{
		Certificates: certificates(inspectors, picked),
		Order:        certificates(inspectors, order),
		Excluded:     reasons,
		NoTeam:       none,
	}, nil
}

func eligibleFor(seed Hash, rules *PublishedRules, inspectors *InspectorRoster, c TeamCase) ([]int, map[string]Absence, error) {
	if err := rules.check(); err != nil {
		return nil, nil, err
	}
	kind := slices.IndexFunc(rules.Kinds, func(k KindRule) bool { return k.Kind == c.Kind })
	if kind < 0 {
		return nil, nil, failf(CodeUnknownKind, "案件 %s 的对象类别“%s”不在本次抽查范围内", clip(c.Number), clip(c.Kind))
	}
	reasons := map[string]Absence{}
	var order []int
	for _, i := range inspectorOrder(newMacer(seed[:]), c.Number, inspectors.Lines) {
		in := &inspectors.Inside[i]
		if why := in.absence(rules, kind, c.Code, in.Capacity); why != Present {
			reasons[inspectors.Lines[i].Certificate] = why
			continue
		}
		order = append(order, i)
	}
	return order, reasons, nil
}

func certificates(inspectors *InspectorRoster, places []int) []string {
	list := make([]string, len(places))
	for n, i := range places {
		list[n] = inspectors.Lines[i].Certificate
	}
	return list
}

// Substitute replaces one inspector of a team (illness, recusal found later) by
// the next in rank: of the initiating department when nobody else of it is on
// the team, in a joint task of another department when none is left and one is
// eligible, else whoever is next. gone are all who have left this team or
// cannot come, leaver included; the others of the team keep their places. If
// the lead leaves, the highest in rank of the initiating department leads.
//
// The caller sees to it that the record is not yet signed, and keeps the
// reason.
//
// Errors: CodeNoSubstitute when nobody fits: a decision for the head;
// CodeTeam when the leaver is not on the team; CodeUnknownKind, CodeRules.
func Substitute(seed Hash, rules PublishedRules, inspectors *InspectorRoster, c TeamCase, team []string, leaver string, gone ...string) ([]string, error) {
	if !slices.Contains(team, leaver) {
		return nil, failf(CodeTeam, "执法人员 %s 不在案件 %s 的检查组内", clip(leaver), clip(c.Number))
	}
	eligible, _, err := eligibleFor(seed, &rules, inspectors, c)
	if err != nil {
		return nil, err
	}
	department := map[string]string{}
	for _, line := range inspectors.Lines {
		department[line.Certificate] = line.Department
	}
	initiating := func(cert string) bool { return department[cert] == rules.Initiating }
	other := func(cert string) bool { return !initiating(cert) }
	stay := slices.DeleteFunc(slices.Clone(team), func(cert string) bool { return cert == leaver })
	for _, cert := range stay {
		if department[cert] == "" {
			return nil, failf(CodeTeam, "执法人员 %s 不在执法人员名录中", clip(cert))
		}
	}
	free := certificates(inspectors, eligible)
	free = slices.DeleteFunc(free, func(cert string) bool {
		return cert == leaver || slices.Contains(stay, cert) || slices.Contains(gone, cert)
	})
	at := 0
	switch {
	case !slices.ContainsFunc(stay, initiating):
		at = slices.IndexFunc(free, initiating)
	case rules.Joint && !slices.ContainsFunc(stay, other):
		at = max(0, slices.IndexFunc(free, other))
	}
	if at < 0 || at >= len(free) {
		return nil, failf(CodeNoSubstitute, "案件 %s 无符合条件的执法人员可以递补，请局负责人决定", clip(c.Number))
	}
	members := slices.Concat(stay, free[at:at+1])
	ranks := map[string]int{}
	for rank, i := range inspectorOrder(newMacer(seed[:]), c.Number, inspectors.Lines) {
		ranks[inspectors.Lines[i].Certificate] = rank
	}
	slices.SortFunc(members, func(a, b string) int { return ranks[a] - ranks[b] })
	lead := team[0]
	if lead == leaver {
		lead = members[slices.IndexFunc(members, initiating)]
	}
	members = slices.DeleteFunc(members, func(cert string) bool { return cert == lead })
	return slices.Insert(members, 0, lead), nil
}

// Alternate gives the roster position of the next alternate of a stratum, when
// taken alternates have already replaced entities (or were passed over with a
// reason on record).
//
// Errors: CodeExhausted: a shortfall on record.
func (r *Record) Alternate(stratum, taken int) (int, error) {
	if stratum < 1 || stratum > len(r.Ranks) || stratum > len(r.Quotas.Strata) || taken < 0 {
		return 0, failf(CodeRanks, "第 %d 层不存在", stratum)
	}
	at := r.Quotas.Strata[stratum-1].Quota + taken
	positions := r.Ranks[stratum-1].Positions
	if at >= len(positions) {
		return 0, failf(CodeExhausted, "第 %d 层的候补对象已用完，记为缺额", stratum)
	}
	return positions[at], nil
}

// NextCaseNumber is the number of the case of the nth replacement, from 1:
// replacements number on behind the draw's own cases.
func (r *Record) NextCaseNumber(n int) string {
	return caseNumber(r.Commitment.Task, r.Rules.FirstCase+r.Quotas.Drawn()+n-1)
}
