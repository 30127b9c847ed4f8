package api

import (
	"context"
	"time"
)

// healthy says that the process lives, and nothing of what it stands on: a
// process is not to be restarted because the database is away.
type healthy struct {
	Status string `json:"status" example:"ok"`
}

func (s *server) health(context.Context, *nothing) (*reply[healthy], error) {
	return &reply[healthy]{Body: healthy{Status: "ok"}}, nil
}

// readyWithin is how long the parts have to answer a probe.
const readyWithin = 3 * time.Second

func (s *server) ready(ctx context.Context, _ *nothing) (*reply[healthy], error) {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	if err := s.office.Ready(ctx); err != nil {
		return nil, err
	}
	return &reply[healthy]{Body: healthy{Status: "ok"}}, nil
}
