// Package draw draws the inspected entities and their inspectors by lot
// (随机抽取), by the algorithm "ssj-draw-1", and proves it: the same roster,
// rules, nonce and entries give the same draw whenever and wherever it is
// computed, and a stranger can repeat it from the published evidence alone.
//
// The package is pure. It reads no clock, no file and no source of randomness:
// the roster key, the nonce, the witnesses' entries and all times come from
// the caller. It imports nothing of the project, so that the whole of the
// draw can be read and audited here.
//
// # The stages of a draw
//
// The real procedure runs over days with a database between its stages, so
// each stage is a function of its own:
//
//	Rules.Publish      the rules as they are published, names of grades hashed
//	Freeze             the roster, each entity eligible or excluded (文件 §四(一))
//	FreezeInspectors   the inspectors' roster
//	ComputeQuotas      how many of each stratum (文件 §四(二))
//	Frozen.Commit      the commitment, published before the outcome can be known
//	Seal               a witness's sealed entry, CheckSeal when it is opened
//	Seed               the seed, from commitment, nonce and entries
//	RankAll            the ranks of all eligible entities
//	AssignTeams        two or more inspectors for each case (文件 §四(一))
//	Frozen.Reveal      all of these after the commitment, as FullEvidence
//	Frozen.Void        a draw that a witness's unopened seal has voided
//	PublicOf           the evidence with everything left out that stays inside
//	Verify             recomputes all of it and names the first difference
//
// [Prepare] runs the stages before the commitment at once and [Run] the whole
// draw. After the draw [Record.Alternate], [AssignTeam] and [Substitute]
// replace an entity or an inspector by rank; there is no new randomness.
//
// # Three separations that keep the draw honest
//
//   - What is drawn from is fixed (labels, rules, quotas) before anything
//     random exists; what is random is fixed (nonce hash, seals) before
//     anybody can know the outcome. So nobody can steer.
//   - Tickets are made from labels, not from codes. So everybody can check all
//     tickets without knowing who is who.
//   - An entity's label and its details (grade, reason) are hashed with two
//     different salts. So opening a label never opens a grade.
//
// The encoding to the byte is in docs/draw.md; the vectors in testdata are
// verified by a second program that was written from that page.
package draw

// Algorithm is the name of the draw that this package computes. It is hashed
// into each commitment: another way of drawing needs another name.
const Algorithm = "ssj-draw-1"

// Format is the name of the evidence's JSON format.
const Format = "ssj-evidence-1"
