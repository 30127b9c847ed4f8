//go:build slim

package embedded

import "context"

func start(context.Context, Config) (*Server, error) { return nil, ErrNotIncluded }
