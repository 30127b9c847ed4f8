package bureau

import (
	"context"

	"shuangsuiji/audit"
	"shuangsuiji/inspection/law"
)

// CheckRecord goes through the whole record ([audit.Check]) and hands over each
// thing that doesn't hold; it goes on behind it. Without the office's keys the seals
// of acts are not looked at.
func (o *Office) CheckRecord(ctx context.Context, report func(audit.Finding) error) (audit.Checked, error) {
	if o.seals == nil {
		return audit.Check(ctx, o.record, nil, report)
	}
	return audit.Check(ctx, o.record, o.seals, report)
}

// RecordHolds is nil where the check finds nothing; otherwise its error names the
// first finding.
func (o *Office) RecordHolds(ctx context.Context) (audit.Checked, error) {
	var first *law.Error
	done, err := o.CheckRecord(ctx, func(f audit.Finding) error {
		if first == nil {
			first = law.Errorf(law.KindCorrupt, f.Code, "%s", f.Message)
		}
		return nil
	})
	if err == nil && first != nil {
		err = first
	}
	return done, err
}
