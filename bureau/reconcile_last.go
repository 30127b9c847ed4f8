package bureau

import (
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// LastComparison is what the latest comparison found since the program began.
type LastComparison struct {
	At time.Time // real time
	Comparison
}

// Unmended counts the differences that still were when it ended.
func (c LastComparison) Unmended() int {
	n := 0
	for _, d := range c.Differences {
		if !d.Mended {
			n++
		}
	}
	return n
}

// LastCompared is the latest comparison of this process; nil for none.
func (o *Office) LastCompared(actor law.Actor) (*LastComparison, error) {
	if err := access.WatchProcedures.Require(actor); err != nil {
		return nil, err
	}
	return o.compared.Load(), nil
}
