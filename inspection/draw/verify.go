package draw

import (
	"bytes"
	"cmp"
	"slices"
)

// Verify recomputes a draw from its evidence file, full or public, and answers
// nil, or an [Error] that names the first thing that differs. It never
// panics, whatever the file holds.
//
// Evidence proves that a draw follows from its commitment. That the commitment
// is the one published before the draw is for [VerifyPublished] to check.
func Verify(data []byte) error {
	e, err := decode(data)
	if err != nil {
		return err
	}
	return e.verify()
}

// VerifyPublished is Verify against the commitment hash that was published
// before the draw.
//
// Errors: CodePublished when the evidence is of another commitment.
func VerifyPublished(data []byte, published Hash) error {
	e, err := decode(data)
	if err != nil {
		return err
	}
	if e.Commitment.Hash != published {
		return failf(CodePublished, "证据中的承诺值与抽取前公布的承诺值不同")
	}
	return e.verify()
}

func (e *evidence) verify() error {
	steps := []func() error{
		e.verifyFormat,
		e.Rules.check,
		e.verifyNames,
		e.verifyRoster,
		e.verifyInspectors,
		e.verifyQuotas,
		e.verifyCommitment,
		e.verifyEntries,
		e.verifyOutcome,
		e.verifyDigest,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (e *evidence) verifyFormat() error {
	switch {
	case e.Format != Format:
		return failf(CodeFormat, "证据格式“%s”未知，应为 %s", clip(e.Format), Format)
	case e.Algorithm != Algorithm, e.Commitment.Algorithm != Algorithm:
		return failf(CodeFormat, "抽取算法未知，应为 %s", Algorithm)
	case e.Extent == Full && (e.Inside == nil || e.Shows != nil || len(e.Openings) > 0):
		return failf(CodeFormat, "完整证据缺少内部部分，或混入公开证据的内容")
	case e.Extent == Public && (e.Inside != nil || e.Shows == nil):
		return failf(CodeFormat, "公开证据混入内部部分，或未写明公开范围")
	case e.Extent != Full && e.Extent != Public:
		return failf(CodeFormat, "证据种类“%s”未知", clip(string(e.Extent)))
	}
	return checkTask(e.Commitment.Task, e.Commitment.Draw)
}

func (e *evidence) full() bool { return e.Extent == Full }

func (e *evidence) showsTeams() bool { return e.full() || e.Shows.Teams }

func (e *evidence) verifyNames() error {
	if !e.full() {
		return nil
	}
	return checkNames(&e.Rules, &e.Inside.Names)
}

func (e *evidence) verifyRoster() error {
	strata := len(e.Rules.strata())
	if len(e.Roster) > MaxRoster {
		return failf(CodeRoster, "名单超过 %d 行", MaxRoster)
	}
	for i := range e.Roster {
		if n := e.Roster[i].Stratum; n < 1 || n > strata {
			return failf(CodeRoster, "名单第 %d 行的层号 %d 不存在", i+1, n)
		}
		if i > 0 && bytes.Compare(e.Roster[i-1].Label[:], e.Roster[i].Label[:]) >= 0 {
			return failf(CodeRosterOrder, "名单第 %d 行未按标签排序或与上一行重复", i+1)
		}
	}
	if e.full() {
		if err := checkRosterInside(&e.Rules, &e.Inside.Names, e.Roster, e.Inside.Roster); err != nil {
			return err
		}
	}
	if rosterHash(e.Roster) != e.Commitment.RosterHash {
		return failf(CodeRosterHash, "名单与承诺中的名单哈希不符")
	}
	return nil
}

func (e *evidence) verifyInspectors() error {
	if !e.showsTeams() {
		if len(e.Inspectors) > 0 {
			return failf(CodeInspectorLine, "证据写明不公开检查组，却列出了执法人员")
		}
		return nil
	}
	if len(e.Inspectors) > maxInspectors {
		return failf(CodeInspectorLine, "执法人员超过 %d 人", maxInspectors)
	}
	for i := range e.Inspectors {
		if line := &e.Inspectors[i]; !validText(line.Certificate) || !validText(line.Department) {
			return failf(CodeInspectorLine, "执法人员名单第 %d 行的证号或处室无效", i+1)
		}
		if i > 0 && e.Inspectors[i-1].Certificate >= e.Inspectors[i].Certificate {
			return failf(CodeInspectorLine, "执法人员名单第 %d 行未按证号排序或与上一行重复", i+1)
		}
	}
	if e.full() {
		if err := checkInspectorsInside(e.Inspectors, e.Inside.Inspectors); err != nil {
			return err
		}
	}
	if inspectorsHash(e.Inspectors) != e.Commitment.InspectorsHash {
		return failf(CodeInspectorsHash, "执法人员名单与承诺中的哈希不符")
	}
	return nil
}

// verifyQuotas recomputes the quotas. The base of a stratum leaves out clear
// leads, which the public does not see: there it is bounded by what is seen.
func (e *evidence) verifyQuotas() error {
	counts := make([]Count, len(e.Rules.strata()))
	lines := make([]int, len(counts))
	for i := range e.Roster {
		at := e.Roster[i].Stratum - 1
		lines[at]++
		if e.Roster[i].Eligible {
			counts[at].Eligible++
		}
		if e.full() && e.Inside.Roster[i].Reason.inBase() {
			counts[at].Base++
		}
	}
	if len(e.Quotas.Strata) != len(counts) || len(e.Quotas.Kinds) != len(e.Rules.Kinds) {
		return failf(CodeQuotas, "应抽数量表的层数或类别数与规则不符")
	}
	if !e.full() {
		for i := range counts {
			base := e.Quotas.Strata[i].Base
			if base < counts[i].Eligible || base > lines[i] {
				return failf(CodeQuotas, "第 %d 层的基数 %d 不在可抽数 %d 与名单数 %d 之间", i+1, base, counts[i].Eligible, lines[i])
			}
			counts[i].Base = base
		}
	}
	want, err := ComputeQuotas(e.Rules, counts)
	if err != nil {
		return err
	}
	for i := range want.Strata {
		if want.Strata[i] != e.Quotas.Strata[i] {
			return failf(CodeQuotas, "第 %d 层的应抽数量有误：重新计算应抽 %d 家", i+1, want.Strata[i].Quota)
		}
	}
	for i := range want.Kinds {
		if want.Kinds[i] != e.Quotas.Kinds[i] {
			return failf(CodeQuotas, "“%s”的应抽数量有误：重新计算应抽 %d 家", clip(want.Kinds[i].Kind), want.Kinds[i].Quota)
		}
	}
	return nil
}

func (e *evidence) verifyCommitment() error {
	c := &e.Commitment
	rules, err := rulesHash(&e.Rules, &e.Quotas)
	if err != nil {
		return failf(CodeRulesHash, "规则无法计算哈希：%v", err)
	}
	if rules != c.RulesHash {
		return failf(CodeRulesHash, "规则与应抽数量和承诺中的哈希不符")
	}
	if e.Outcome == Drawn && nonceHash(e.Nonce) != c.NonceHash {
		return failf(CodeNonce, "随机数与承诺中的哈希不符")
	}
	if c.computeHash() != c.Hash {
		return failf(CodeCommitment, "承诺值与其内容不符")
	}
	return nil
}

func (e *evidence) verifyEntries() error {
	if err := checkEntries(&e.Commitment, e.Rules.Witnesses, e.Entries); err != nil {
		return err
	}
	if want := attendanceOf(e.Entries); e.Attendance != want {
		return failf(CodeAttendance, "见证方式“%s”与录入记录不符，应为“%s”", clip(string(e.Attendance)), want)
	}
	return nil
}

func (e *evidence) verifyOutcome() error {
	switch e.Outcome {
	case Drawn:
		return e.verifyDrawn()
	case Voided:
		return e.verifyVoid()
	default:
		return failf(CodeOutcome, "抽取结果“%s”未知", clip(string(e.Outcome)))
	}
}

func (e *evidence) verifyVoid() error {
	inside := e.full() && len(e.Inside.Exclusions) > 0
	if e.Void == nil || e.Nonce != (Nonce{}) || e.Seed != (Hash{}) || e.RevealedAt != "" ||
		len(e.Ranks) > 0 || len(e.Cases) > 0 || len(e.Openings) > 0 || e.Shows != nil && e.Shows.Drawn || inside {
		return failf(CodeOutcome, "作废的抽取不应有随机数、种子、名次或案件，且应写明原因")
	}
	want := voidedBy(e.Commitment.Hash, e.Entries)
	if len(want) == 0 {
		return failf(CodeNotVoid, "全部密封内容均已开启且相符，本次抽取不应作废")
	}
	if !slices.Equal(want, e.Void.Witnesses) {
		return failf(CodeOutcome, "作废原因有误：首先应为见证人“%s”（%s）", clip(want[0].Name), want[0].Reason)
	}
	return checkVoidTime(&e.Record)
}

func (e *evidence) verifyDrawn() error {
	if e.Void != nil {
		return failf(CodeOutcome, "已抽取的结果不应带有作废原因")
	}
	for i := range e.Entries {
		if err := e.Entries[i].CheckSeal(e.Commitment.Hash); err != nil {
			return err
		}
	}
	if err := checkRevealTime(&e.Record); err != nil {
		return err
	}
	if Seed(e.Commitment.Hash, e.Nonce, e.Entries) != e.Seed {
		return failf(CodeSeed, "种子不是由承诺、随机数和见证人录入内容得出的")
	}
	ranks, cases, err := selectCases(&e.Record)
	if err != nil {
		return err
	}
	if err := e.verifyRanks(ranks); err != nil {
		return err
	}
	if err := e.verifyCases(cases); err != nil {
		return err
	}
	return e.verifyOpenings()
}

func (e *evidence) verifyRanks(want []Ranks) error {
	for i := range want {
		if i >= len(e.Ranks) || e.Ranks[i].Stratum != want[i].Stratum {
			return failf(CodeRanks, "缺少第 %d 层的名次", i+1)
		}
		got := e.Ranks[i].Positions
		for rank, position := range want[i].Positions {
			if rank >= len(got) || got[rank] != position {
				return failf(CodeRanks, "第 %d 层第 %d 名有误：应为名单第 %d 行", i+1, rank+1, position)
			}
		}
		if len(got) > len(want[i].Positions) {
			return failf(CodeRanks, "第 %d 层的名次多于可抽对象", i+1)
		}
	}
	if len(e.Ranks) > len(want) {
		return failf(CodeRanks, "名次的层数多于规则")
	}
	return nil
}

func (e *evidence) verifyCases(want []Case) error {
	if len(want) != len(e.Cases) {
		return failf(CodeCases, "应有案件 %d 个，实有 %d 个", len(want), len(e.Cases))
	}
	for i := range want {
		w, got := &want[i], &e.Cases[i]
		if w.Number != got.Number || w.Position != got.Position || w.Rank != got.Rank || w.Stratum != got.Stratum {
			return failf(CodeCases, "第 %d 个案件有误：应为 %s，第 %d 层第 %d 名，名单第 %d 行", i+1, w.Number, w.Stratum, w.Rank, w.Position)
		}
	}
	return e.verifyTeams(want)
}

// verifyTeams recomputes the teams: in full evidence from the inspectors'
// facts, in public evidence from the exclusions that are shown.
func (e *evidence) verifyTeams(want []Case) error {
	var reasons [][]Absence
	switch {
	case e.full():
		roster := &InspectorRoster{Lines: e.Inspectors, Inside: e.Inside.Inspectors}
		reasons = drawTeams(e.Seed, &e.Rules, &e.Quotas, roster, e.Inside.Roster, want)
	case e.Shows.Teams:
		assignTeams(e.Seed, &e.Rules, e.Inspectors, want,
			func(c, inspector int) Absence {
				if _, out := slices.BinarySearch(e.Cases[c].Excluded, inspector+1); out {
					return "shown"
				}
				return Present
			},
			func(int) {})
	}
	for i := range want {
		w, got := &want[i], &e.Cases[i]
		switch {
		case !slices.Equal(w.Excluded, got.Excluded):
			return failf(CodeTeam, "案件 %s 排除的执法人员有误", w.Number)
		case !slices.Equal(w.Team, got.Team) || w.NoTeam != got.NoTeam:
			return failf(CodeTeam, "案件 %s 的检查组有误", w.Number)
		}
	}
	if !e.full() {
		return nil
	}
	if len(reasons) != len(e.Inside.Exclusions) {
		return failf(CodeTeam, "执法人员排除原因的案件数有误")
	}
	for i := range reasons {
		if !slices.Equal(reasons[i], e.Inside.Exclusions[i]) {
			return failf(CodeTeam, "案件 %s 的执法人员排除原因有误", want[i].Number)
		}
	}
	return nil
}

func (e *evidence) verifyOpenings() error {
	if e.full() {
		return nil
	}
	if !e.Shows.Drawn {
		if len(e.Openings) > 0 {
			return failf(CodeOpening, "证据写明不公开被抽中对象，却列出了代码")
		}
		return nil
	}
	if len(e.Openings) != len(e.Cases) {
		return failf(CodeOpening, "应公开被抽中对象 %d 家，实有 %d 家", len(e.Cases), len(e.Openings))
	}
	for i := range e.Openings {
		o := &e.Openings[i]
		if o.Position != e.Cases[i].Position || !validText(o.Code) {
			return failf(CodeOpening, "第 %d 个公开的代码不属于案件 %s", i+1, e.Cases[i].Number)
		}
		if err := e.CheckOpening(*o); err != nil {
			return err
		}
	}
	return nil
}

func (e *evidence) verifyDigest() error {
	given := e.Digest
	e.Digest = Hash{}
	want, err := digestOf(e)
	if err != nil || want != given {
		return failf(CodeDigest, "证据摘要与内容不符，应为 %s", want)
	}
	return nil
}

// firstFailure runs check for 0..n on all cores and gives the failure of the
// lowest index, so that the answer does not depend on the number of cores.
func firstFailure(n int, check func(i int, m *scratch) error) error {
	type failure struct {
		at  int
		err error
	}
	failures := make(chan failure, n/2048+64)
	inParallel(n, 2048, func(from, to int) {
		m := &scratch{}
		for i := from; i < to; i++ {
			if err := check(i, m); err != nil {
				failures <- failure{i, err}
				return
			}
		}
	})
	close(failures)
	var all []failure
	for f := range failures {
		all = append(all, f)
	}
	if len(all) == 0 {
		return nil
	}
	return slices.MinFunc(all, func(a, b failure) int { return cmp.Compare(a.at, b.at) }).err
}
