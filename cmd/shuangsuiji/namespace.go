package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/worker"
)

type namespaceCommand struct {
	temporalServer
	Patience time.Duration `help:"how long to wait for a server that is still starting" default:"2m"`
}

func (n namespaceCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, n.Patience)
	defer cancel()
	c, err := n.dial(ctx, log)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := worker.PrepareNamespace(ctx, c, n.Namespace); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return law.Errorf(law.KindUnavailable, "temporal_away", "流程服务%s尚未就绪：%v", n.Address, err)
		}
		return err
	}
	fmt.Fprintf(out, "命名空间已就绪 namespace is ready: %s\n", n.Namespace)
	return nil
}
