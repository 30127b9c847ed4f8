package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection"
	"shuangsuiji/store"
	"shuangsuiji/worker"
	"shuangsuiji/workflows"
)

type migrateCommand struct {
	database
	ServiceUser string `help:"on MySQL: grant this user what the service needs, and nothing more" env:"SSJ_SERVICE_USER"`
}

func (m migrateCommand) Run(ctx context.Context, log *slog.Logger) error {
	cfg, err := m.config(log)
	if err != nil {
		return err
	}
	if err := store.Migrate(ctx, cfg); err != nil {
		return err
	}
	if m.ServiceUser == "" {
		return nil
	}
	return store.Grant(ctx, cfg, m.ServiceUser)
}

type workerCommand struct {
	database
	temporalServer
	mailSettings
}

func (w workerCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	s, err := w.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c, err := w.dial(ctx, log)
	if err != nil {
		return err
	}
	defer c.Close()
	at := worker.New(c, activities.New(s, workflows.NewDispatcher(c)), worker.Options{})
	if err := at.Start(); err != nil {
		return err
	}
	defer at.Stop()
	fmt.Println("工作进程已启动 worker started")
	return w.send(ctx, s, log)
}

type apiCommand struct {
	database
	temporalServer
	Listen        string `help:"address to listen on" default:"127.0.0.1:8080" env:"SSJ_LISTEN"`
	TemporalUI    string `help:"address of the Temporal UI, for links" env:"SSJ_TEMPORAL_UI"`
	SecureCookies bool   `help:"cookies only over HTTPS" env:"SSJ_SECURE_COOKIES"`
}

func (a apiCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	s, err := a.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c, err := a.dial(ctx, log)
	if err != nil {
		return err
	}
	defer c.Close()
	office, err := newOffice(ctx, s, c, log)
	if err != nil {
		return err
	}
	if err := firstAdministrator(ctx, office, os.Stdout); err != nil {
		return err
	}
	l, err := listen(a.Listen)
	if err != nil {
		return err
	}
	fmt.Printf("接口已启动 API started: http://%s\n", l.Addr())
	return serve(ctx, l, newHandler(s, office, a.TemporalUI, a.SecureCookies, log), log)
}

type reconcileCommand struct {
	database
	temporalServer
	Mend bool `help:"start again, from the record, each workflow that is lost"`
}

func (r reconcileCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	s, err := r.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c, err := r.dial(ctx, log)
	if err != nil {
		return err
	}
	defer c.Close()
	office, err := newOffice(ctx, s, c, log)
	if err != nil {
		return err
	}
	return printDifferences(office.Reconcile(ctx, r.Mend))
}

func printDifferences(found []bureau.Difference, compared int, err error) error {
	open := 0
	for _, d := range found {
		state := "未修复"
		if d.Mended {
			state = "已由案卷重建"
		} else {
			open++
		}
		fmt.Printf("%s：案卷为“%s”，流程为“%s”，%s\n", d.Subject, d.Record, d.Workflow, state)
	}
	fmt.Printf("共核对%d项，不一致%d项\n", compared, len(found))
	if err == nil && open > 0 {
		return inspection.Errorf(inspection.KindCorrupt, "record_and_workflow_differ", "案卷与流程有%d项不一致。", open)
	}
	return err
}

type checkCommand struct{ database }

func (c checkCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	s, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	done, err := bureau.New(s, nil, log, false).CheckRecord(ctx)
	fmt.Printf("已核对：任务%d项，案件%d件，办理记录%d条，抽取%d次，公示%d条\n", done.Tasks, done.Cases, done.Acts, done.Draws, done.Publications)
	if err == nil {
		fmt.Println("案卷完整一致")
	}
	return err
}

type verifyCommand struct {
	Evidence   string `arg:"" help:"evidence file, full or public" type:"existingfile"`
	Commitment string `help:"the commitment hash that was published before the draw"`
}

func (v verifyCommand) Run() error {
	evidence, err := os.ReadFile(v.Evidence)
	if err != nil {
		return err
	}
	result, err := bureau.VerifyFile(evidence, v.Commitment)
	if err != nil {
		return err
	}
	fmt.Println(result.Message)
	if !result.Valid {
		return inspection.Errorf(inspection.KindCorrupt, result.Code, "证据不能通过验证。")
	}
	return nil
}

type healthCommand struct {
	Address string `arg:"" optional:"" help:"address of the API" default:"http://127.0.0.1:8080"`
}

func (h healthCommand) Run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.Address+"/readyz", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if err := resp.Body.Close(); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", resp.Status)
	}
	return nil
}
