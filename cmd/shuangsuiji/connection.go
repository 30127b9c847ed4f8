package main

import (
	"context"
	"errors"
	"log/slog"

	"go.temporal.io/sdk/client"

	"shuangsuiji/store"
)

// connection is what a process of its own needs of the others: the record and
// the Temporal server.
type connection struct {
	record   *store.Store
	temporal client.Client
}

func connect(ctx context.Context, d database, t temporalServer, log *slog.Logger) (connection, error) {
	s, err := d.open(ctx, log)
	if err != nil {
		return connection{}, err
	}
	c, err := t.dial(ctx, log)
	if err != nil {
		return connection{}, errors.Join(err, s.Close())
	}
	return connection{record: s, temporal: c}, nil
}

func (c connection) close() error {
	c.temporal.Close()
	return c.record.Close()
}
