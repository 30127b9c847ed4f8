// Command processes runs the system of docker-compose.yml as plain processes,
// with sample data, until it is stopped: to look at, where there is no container
// engine. It is for those who work on the project; see make processes.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"shuangsuiji/topology"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "processes:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	cfg := topology.Config{Root: ".", Sample: true, Progress: os.Stdout}
	flag.StringVar(&cfg.Program, "program", "bin/shuangsuiji-slim", "the slim binary")
	flag.StringVar(&cfg.Tools, "tools", ".cache/bin", "folder with Temporal's programs")
	flag.StringVar(&cfg.Folder, "folder", "", "folder for data, secrets and logs, kept; default: a new one, removed at the end")
	flag.Parse()
	remove := func() error { return nil }
	if cfg.Folder == "" {
		folder, err := os.MkdirTemp("", "ssj-processes-")
		if err != nil {
			return err
		}
		cfg.Folder, remove = folder, func() error { return os.RemoveAll(folder) }
	}
	system, err := topology.Start(ctx, cfg)
	if err != nil {
		return err
	}
	apis := system.APIs()
	fmt.Printf("API %s and %s\nTemporal UI %s/temporal/ (log in as supervisor)\naccounts %s\nto play: %s demo --address %s --accounts %s\n",
		apis[0], apis[1], apis[0], system.Accounts(), cfg.Program, apis[0], system.Accounts())
	<-ctx.Done()
	if err := system.Stop(); err != nil {
		return err
	}
	return remove()
}
