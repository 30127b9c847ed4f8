package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// Ratings are the figures of how entities rated their visits; no figure leads to
// an entity or an inspector.
func (o *Office) Ratings(ctx context.Context, actor law.Actor) ([]record.RatingCount, error) {
	if err := access.ReadRatings.Require(actor); err != nil {
		return nil, err
	}
	return o.record.Ratings(ctx)
}

// withhold leaves out what only the supervisor reads of an act.
func withhold(actor law.Actor, v ActView) ActView {
	rule, known := cases.RuleOf(v.Kind)
	if !known || !rule.Confidential || access.ReadComplaints.HeldBy(actor) {
		return v
	}
	v.Facts, v.Payload, v.PayloadID, v.PayloadHash, v.Withheld = nil, nil, "", "", true
	return v
}

// VisitLimits are the limits on visits, which are public.
func (o *Office) VisitLimits(ctx context.Context) (cases.VisitLimits, error) {
	return settings.VisitLimits.Read(ctx, o.record)
}
