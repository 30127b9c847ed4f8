// Command hostile starts an office with sample data, attacks it, and prints what held;
// it fails if anything did not. See make hostile and docs/threats.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"shuangsuiji/hostile"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) == 2 && os.Args[1] == hostile.AsNeighbour {
		return hostile.Neighbour(ctx, os.Stdin, os.Stdout)
	}
	o := hostile.Options{Root: ".", Out: os.Stdout}
	flag.BoolVar(&o.Keep, "keep", false, "keep data and log")
	flag.StringVar(&o.Program, "program", "bin/shuangsuiji", "the binary")
	all := flag.Bool("all", false, "fail where something cannot be tried on this machine")
	flag.Parse()

	attacks, err := hostile.Run(ctx, o)
	fmt.Println()
	if err := errors.Join(err, hostile.Print(os.Stdout, attacks)); err != nil {
		return err
	}
	wrong, untried := 0, 0
	for _, a := range attacks {
		wrong += len(a.Wrong())
		if !a.Tried() {
			untried++
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d things did not hold", wrong)
	}
	if *all && untried > 0 {
		return fmt.Errorf("%d attacks could not be tried", untried)
	}
	return nil
}
