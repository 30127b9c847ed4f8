package bureau

import (
	"context"

	"shuangsuiji/inspection"
	"shuangsuiji/record"
)

var errLink = inspection.Errorf(inspection.KindNotFound, "link_unknown", "链接无效或者已经失效，请联系检查组。")

func (o *Office) link(ctx context.Context, secret string, purpose record.LinkPurpose) (record.Link, error) {
	l, err := o.record.LinkByHash(ctx, HashSecret(secret))
	if inspection.KindOf(err) == inspection.KindNotFound {
		return l, errLink
	}
	if err != nil {
		return l, err
	}
	if l.Purpose != purpose || (!l.Expires.IsZero() && l.Expires.Before(o.now())) {
		return l, errLink
	}
	return l, nil
}

// personOfLink tells whose idempotency keys are whose: 128 bits of the link's hash,
// short enough for the record's column of persons.
func personOfLink(l record.Link) string { return "link:" + l.Hash[:32] }
