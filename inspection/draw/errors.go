package draw

import "fmt"

// Error is what this package answers when an input cannot be drawn from or
// evidence does not verify. Message is for people (Chinese, with the place);
// Code is stable, for programs and for tests.
type Error struct {
	Code    string
	Message string
}

// Error gives the message with its code.
func (e *Error) Error() string { return e.Message + "（" + e.Code + "）" }

// Is makes errors.Is compare by code, so that &Error{Code: CodeDigest} can be
// asked for without knowing the message.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

func failf(code, format string, args ...any) error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Codes of inputs that cannot be drawn from.
const (
	CodeRatio         = "bad_ratio"
	CodeRules         = "bad_rules"
	CodeCandidate     = "bad_candidate"
	CodeDuplicateCode = "duplicate_code"
	CodeUnknownKind   = "unknown_kind"
	CodeUnknownGrade  = "unknown_grade"
	CodeInspector     = "bad_inspector"
	CodeTask          = "bad_task"
	CodeEntry         = "bad_entry"
	CodeSeal          = "seal_mismatch"
	CodeSealMissing   = "seal_not_opened"
	CodeWitnesses     = "too_few_witnesses"
	CodeTime          = "time_order"
	CodeNotVoid       = "nothing_voids"
	CodeExhausted     = "alternates_exhausted"
	CodeNoSubstitute  = "no_substitute"
)

// Codes of evidence that does not verify, in the order in which [Verify] looks.
const (
	CodeSyntax         = "bad_json"
	CodeNotCanonical   = "not_canonical"
	CodeFormat         = "bad_format"
	CodeRoster         = "roster_line"
	CodeRosterOrder    = "roster_order"
	CodeRosterHash     = "roster_hash"
	CodeInspectorLine  = "inspector_line"
	CodeInspectorsHash = "inspectors_hash"
	CodeRuleNames      = "rule_names"
	CodeQuotas         = "quotas"
	CodeRulesHash      = "rules_hash"
	CodeNonce          = "nonce_hash"
	CodeCommitment     = "commitment_hash"
	CodePublished      = "other_commitment"
	CodeAttendance     = "attendance"
	CodeOutcome        = "outcome"
	CodeSeed           = "seed"
	CodeRanks          = "ranks"
	CodeCases          = "cases"
	CodeTeam           = "team"
	CodeOpening        = "opening"
	CodeDigest         = "digest"
)
