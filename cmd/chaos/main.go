// Command chaos makes fault runs, each on one topology, and prints what they
// found; it fails if anything was lost, doubled, half done or stuck. See make
// chaos.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"shuangsuiji/chaos"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	o := chaos.Options{Root: ".", Out: os.Stdout}
	which := flag.String("topology", "both", "embedded, processes or both")
	flag.DurationVar(&o.Length, "for", 3*time.Minute, "how long faults happen")
	flag.Uint64Var(&o.Seed, "seed", uint64(time.Now().Unix()), "repeats the schedule of a run")
	flag.IntVar(&o.People, "people", 6, "how many work at once")
	flag.IntVar(&o.Tasks, "tasks", 2, "tasks of the crew, of about thirty cases each")
	flag.BoolVar(&o.Disk, "disk", true, "let the disk fill up too (takes the rights of root)")
	flag.BoolVar(&o.Year, "year", false, "play the whole year's demonstration under fire, not one task's")
	flag.BoolVar(&o.Keep, "keep", false, "keep data and logs")
	whole := flag.String("program", "bin/shuangsuiji", "the whole binary")
	slim := flag.String("slim", "bin/shuangsuiji-slim", "the slim binary")
	flag.StringVar(&o.Tools, "tools", ".cache/bin", "folder with Temporal's programs")
	flag.Parse()
	if !slices.Contains([]string{"embedded", "processes", "both"}, *which) {
		return fmt.Errorf("-topology is embedded, processes or both, not %q", *which)
	}

	var reports []chaos.Report
	for _, embedded := range []bool{true, false} {
		if *which != "both" && (*which == "embedded") != embedded {
			continue
		}
		o.Embedded, o.Program = embedded, *slim
		if embedded {
			o.Program = *whole
		}
		report, err := chaos.Run(ctx, o)
		if err != nil {
			return err
		}
		report.Print(os.Stdout)
		reports = append(reports, report)
	}
	wrong := 0
	fmt.Println()
	for _, r := range reports {
		fmt.Println(r.Row())
		wrong += len(r.Wrong)
	}
	if wrong > 0 {
		return fmt.Errorf("%d things are wrong", wrong)
	}
	return nil
}
