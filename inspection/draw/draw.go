package draw

import (
	"iter"
	"time"
)

// Frozen is a draw before its commitment: who can be drawn, by which rules, how
// many. From the commitment on all of it is fixed.
type Frozen struct {
	Task       string
	Draw       int // the number of the draw of its task, from 1
	Rules      PublishedRules
	Names      RuleNames
	Roster     *Roster
	Inspectors *InspectorRoster
	Quotas     Quotas
}

// Prepare runs the stages before the commitment: rules, rosters, quotas. draw
// is 1, or for a later draw of the same task its number (which needs the
// bureau head and a reason; the first one stays on record).
//
// Errors: those of Rules.Publish, Freeze, FreezeInspectors, ComputeQuotas, and
// CodeTask.
func Prepare(task string, draw int, rules Rules, candidates iter.Seq2[Candidate, error], inspectors []Inspector, key Key) (*Frozen, error) {
	if err := checkTask(task, draw); err != nil {
		return nil, err
	}
	if key == (Key{}) {
		return nil, failf(CodeTask, "未提供名单密钥")
	}
	published, names, err := rules.Publish(key)
	if err != nil {
		return nil, err
	}
	roster, err := Freeze(candidates, rules, key)
	if err != nil {
		return nil, err
	}
	staff, err := FreezeInspectors(inspectors, key)
	if err != nil {
		return nil, err
	}
	counts, err := roster.Counts(&published)
	if err != nil {
		return nil, err
	}
	quotas, err := ComputeQuotas(published, counts)
	if err != nil {
		return nil, err
	}
	return &Frozen{
		Task: task, Draw: draw, Rules: published, Names: names,
		Roster: roster, Inspectors: staff, Quotas: quotas,
	}, nil
}

func checkTask(task string, draw int) error {
	if !validText(task) || draw < 1 || draw > MaxRoster {
		return failf(CodeTask, "抽查任务编号“%s”或抽取次数 %d 无效", clip(task), draw)
	}
	return nil
}

// Commit makes the commitment that is published before anybody knows the
// outcome. at is the time of its publication.
func (f *Frozen) Commit(nonce Nonce, at time.Time) (Commitment, error) {
	if err := checkTask(f.Task, f.Draw); err != nil {
		return Commitment{}, err
	}
	if nonce == (Nonce{}) {
		return Commitment{}, failf(CodeNonce, "未提供随机数")
	}
	rules, err := rulesHash(&f.Rules, &f.Quotas)
	if err != nil {
		return Commitment{}, err
	}
	c := Commitment{
		Algorithm:      Algorithm,
		Draw:           f.Draw,
		InspectorsHash: f.Inspectors.Hash(),
		NonceHash:      nonceHash(nonce),
		RosterHash:     f.Roster.Hash(),
		RulesHash:      rules,
		Task:           f.Task,
		Time:           At(at),
	}
	c.Hash = c.computeHash()
	return c, nil
}

// matches says whether the frozen draw is still what was committed to, also in
// the parts that stay inside: they decide who is eligible for a team.
func (f *Frozen) matches(c *Commitment) error {
	rules, err := rulesHash(&f.Rules, &f.Quotas)
	if err != nil {
		return err
	}
	switch {
	case f.Roster.Hash() != c.RosterHash:
		return failf(CodeRosterHash, "冻结名单与已公布的承诺不符")
	case f.Inspectors.Hash() != c.InspectorsHash:
		return failf(CodeInspectorsHash, "执法人员名单与已公布的承诺不符")
	case rules != c.RulesHash:
		return failf(CodeRulesHash, "抽取规则或应抽数量与已公布的承诺不符")
	case c.Algorithm != Algorithm || c.Task != f.Task || c.Draw != f.Draw || c.Hash != c.computeHash():
		return failf(CodeCommitment, "承诺的任务编号、抽取次数、算法或承诺值不符")
	}
	if err := checkNames(&f.Rules, &f.Names); err != nil {
		return err
	}
	if err := checkRosterInside(&f.Rules, &f.Names, f.Roster.Lines, f.Roster.Inside); err != nil {
		return err
	}
	return checkInspectorsInside(f.Inspectors.Lines, f.Inspectors.Inside)
}

func (f *Frozen) record(c Commitment, entries []Entry) FullEvidence {
	return FullEvidence{
		Record: Record{
			Algorithm:  Algorithm,
			Attendance: attendanceOf(entries),
			Cases:      []Case{},
			Commitment: c,
			Entries:    entries,
			Extent:     Full,
			Format:     Format,
			Inspectors: f.Inspectors.Lines,
			Quotas:     f.Quotas,
			Ranks:      []Ranks{},
			Roster:     f.Roster.Lines,
			Rules:      f.Rules,
		},
		Inside: Inside{
			Exclusions: [][]Absence{},
			Inspectors: f.Inspectors.Inside,
			Names:      f.Names,
			Roster:     f.Roster.Inside,
		},
	}
}

// Reveal draws: the seed from commitment, nonce and entries, the ranks, the
// cases and their teams. All entries must be opened; if one is not, or does not
// fit its seal, use [Frozen.Void]. at is the time of the reveal.
//
// Errors: the code of what no longer matches the commitment, CodeNonce,
// CodeWitnesses, CodeEntry, CodeSeal, CodeSealMissing, CodeTime.
func (f *Frozen) Reveal(c Commitment, nonce Nonce, entries []Entry, at time.Time) (*FullEvidence, error) {
	if err := f.matches(&c); err != nil {
		return nil, err
	}
	if nonceHash(nonce) != c.NonceHash {
		return nil, failf(CodeNonce, "随机数与已公布的承诺不符")
	}
	sorted := sortEntries(entries)
	if err := checkEntries(&c, f.Rules.Witnesses, sorted); err != nil {
		return nil, err
	}
	for i := range sorted {
		if err := sorted[i].CheckSeal(c.Hash); err != nil {
			return nil, err
		}
	}
	e := f.record(c, sorted)
	e.Outcome, e.Nonce, e.RevealedAt = Drawn, nonce, At(at)
	if err := checkRevealTime(&e.Record); err != nil {
		return nil, err
	}
	e.Seed = Seed(c.Hash, nonce, sorted)
	ranks, cases, err := selectCases(&e.Record)
	if err != nil {
		return nil, err
	}
	e.Ranks, e.Cases = ranks, cases
	e.Inside.Exclusions = drawTeams(e.Seed, &e.Rules, &e.Quotas, f.Inspectors, f.Roster.Inside, e.Cases)
	if err := e.seal(); err != nil {
		return nil, err
	}
	return &e, nil
}

func checkRevealTime(r *Record) error {
	if !r.RevealedAt.valid() || r.RevealedAt < r.Commitment.Time {
		return failf(CodeTime, "揭示时间无效或早于承诺公布时间")
	}
	for i := range r.Entries {
		if r.Entries[i].OpenedAt > r.RevealedAt {
			return failf(CodeTime, "揭示时间早于见证人“%s”的开启时间", clip(r.Entries[i].Name))
		}
	}
	return nil
}

// selectCases ranks all eligible and numbers the cases by kind, stratum (high
// risk first) and rank, which is the order of the strata's numbers.
func selectCases(r *Record) ([]Ranks, []Case, error) {
	rankings, err := RankAll(r.Seed, r.Roster, len(r.Quotas.Strata))
	if err != nil {
		return nil, nil, err
	}
	ranks := make([]Ranks, len(rankings))
	inParallel(len(rankings), 1, func(from, to int) {
		for i := from; i < to; i++ {
			ranks[i] = Ranks{Stratum: i + 1, Positions: rankings[i].First(rankings[i].Len())}
		}
	})
	cases := make([]Case, 0, r.Quotas.Drawn())
	for i := range ranks {
		for rank, position := range ranks[i].Positions[:r.Quotas.Strata[i].Quota] {
			cases = append(cases, Case{
				Number:   caseNumber(r.Commitment.Task, r.Rules.FirstCase+len(cases)),
				Position: position,
				Rank:     rank + 1,
				Stratum:  i + 1,
			})
		}
	}
	return ranks, cases, nil
}

// Void records a draw that cannot come about because at least one sealed entry
// was not opened or does not fit its seal. The nonce stays secret: a void draw
// has no outcome. at is the time of the finding.
//
// Errors: as [Frozen.Reveal]; CodeNotVoid when every seal is opened and fits.
func (f *Frozen) Void(c Commitment, entries []Entry, at time.Time) (*FullEvidence, error) {
	if err := f.matches(&c); err != nil {
		return nil, err
	}
	sorted := sortEntries(entries)
	if err := checkEntries(&c, f.Rules.Witnesses, sorted); err != nil {
		return nil, err
	}
	e := f.record(c, sorted)
	e.Outcome = Voided
	e.Void = &VoidNote{Time: At(at), Witnesses: voidedBy(c.Hash, sorted)}
	if len(e.Void.Witnesses) == 0 {
		return nil, failf(CodeNotVoid, "全部密封内容均已开启且相符，本次抽取有效，不得作废")
	}
	if err := checkVoidTime(&e.Record); err != nil {
		return nil, err
	}
	if err := e.seal(); err != nil {
		return nil, err
	}
	return &e, nil
}

func checkVoidTime(r *Record) error {
	if !r.Void.Time.valid() || r.Void.Time < r.Commitment.Time {
		return failf(CodeTime, "作废时间无效或早于承诺公布时间")
	}
	for i := range r.Entries {
		if e := &r.Entries[i]; max(e.OpenedAt, e.SealedAt) > r.Void.Time {
			return failf(CodeTime, "作废时间早于见证人“%s”的密封或开启时间", clip(e.Name))
		}
	}
	return nil
}

func voidedBy(commitment Hash, entries []Entry) []VoidWitness {
	var by []VoidWitness
	for i := range entries {
		e := &entries[i]
		switch {
		case !e.opened():
			by = append(by, VoidWitness{Name: e.Name, Reason: SealNotOpened})
		case e.CheckSeal(commitment) != nil:
			by = append(by, VoidWitness{Name: e.Name, Reason: SealMismatch})
		}
	}
	return by
}

// Input is all that a draw is made of.
type Input struct {
	Task       string
	Draw       int
	Rules      Rules
	Candidates []Candidate
	Inspectors []Inspector
	Key        Key
	Nonce      Nonce
	// Entries are the witnesses' opened entries. For sealed ones use the stages:
	// a seal needs the commitment's hash.
	Entries               []Entry
	Committed, RevealedAt time.Time
}

// Run makes a whole draw at once: unattended, with entries typed in, or again
// from the record with the entries that were sealed then.
func Run(in Input) (*FullEvidence, error) {
	f, err := Prepare(in.Task, in.Draw, in.Rules, Each(in.Candidates), in.Inspectors, in.Key)
	if err != nil {
		return nil, err
	}
	c, err := f.Commit(in.Nonce, in.Committed)
	if err != nil {
		return nil, err
	}
	return f.Reveal(c, in.Nonce, in.Entries, in.RevealedAt)
}
