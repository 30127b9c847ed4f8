package people

import (
	"context"
	"errors"
	"net/http"
	"time"

	"shuangsuiji/apiclient"
)

// patience is how long a play waits for what follows by itself.
const patience = 2 * time.Minute

// Until asks again and again until the condition holds.
func Until(ctx context.Context, what string, holds func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := holds()
		if ok || err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return errors.New("没有等到：" + what)
		}
	}
}

// Overtaken: the subject is no longer what was seen. An act that an interrupted
// play sent and heard no answer to may come to pass while the next play begins.
func Overtaken(err error) bool {
	var p *apiclient.Problem
	return errors.As(err, &p) && p.Status == http.StatusPreconditionFailed
}
