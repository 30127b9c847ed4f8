package bureau

import (
	"context"

	"shuangsuiji/inspection/law"
	"shuangsuiji/trial"
)

// TryEdition asks what the edition would have said of what is on record of the year
// ([trial.Run]). It only reads.
func (o *Office) TryEdition(ctx context.Context, year int, edition *law.Edition, report func(trial.Difference) error) (trial.Tried, error) {
	return trial.Run(ctx, o.record, year, edition, report)
}
