package activities

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"

	"shuangsuiji/inspection/law"
)

const (
	// patience is how long one subject may take to answer what it is told. A sound one
	// takes a fraction of a second; one whose own step is being retried, because its
	// row is damaged or a part is away, holds nobody else up for longer than this.
	patience = 30 * time.Second
	// sideBySide is how many are told at once: enough that a few sick ones do not
	// stand in the way, few enough that people's acts go on beside it.
	sideBySide = 12
	// tellBatch is how many numbers are read at once.
	tellBatch = 200
	// mostBehind may be behind; with more, what is sick is not the subjects. The
	// announcement is then tried again as a whole.
	mostBehind = 1000
)

// told is how far an announcement has come.
type told struct {
	TasksAfter string `json:"tasksAfter"`
	TasksDone  bool   `json:"tasksDone"`
	CasesAfter string `json:"casesAfter"`
	CasesDone  bool   `json:"casesDone,omitempty"`
	// ProceedingsAfter is the last proceeding that was told.
	ProceedingsAfter string   `json:"proceedingsAfter,omitempty"`
	Count            int      `json:"count"`
	Behind           []string `json:"behind,omitempty"`
}

// Announce tells every open task, case and proceeding, several side by side. Who
// does not answer in time is named in the result and holds up nobody.
func (a *Activities) Announce(ctx context.Context, in Announcement) (Announced, error) {
	var at told
	if activity.HasHeartbeatDetails(ctx) {
		if err := activity.GetHeartbeatDetails(ctx, &at); err != nil {
			return Announced{}, err
		}
	}
	a.heard(ctx, &at) // the first beat, before the first page is read
	page := func(tell teller) func(*string, []string) error {
		return func(after *string, numbers []string) error {
			behind, err := a.tellAll(ctx, numbers, tell, in, func() { a.heard(ctx, &at) })
			if err != nil {
				return err
			}
			*after = numbers[len(numbers)-1]
			at.Count += len(numbers) - len(behind)
			at.Behind = append(at.Behind, behind...)
			if len(at.Behind) > mostBehind {
				return fmt.Errorf("%d subjects do not answer, the first is %s", len(at.Behind), at.Behind[0])
			}
			a.heard(ctx, &at)
			return nil
		}
	}
	if !at.TasksDone {
		if err := pages(ctx, &at.TasksAfter, a.record.OpenTaskIDs, page(a.procedures.TellTask)); err != nil {
			return Announced{}, err
		}
		at.TasksDone = true
	}
	if !at.CasesDone {
		if err := pages(ctx, &at.CasesAfter, a.openCasesOf(""), page(a.procedures.TellCase)); err != nil {
			return Announced{}, err
		}
		at.CasesDone = true
	}
	if err := pages(ctx, &at.ProceedingsAfter, a.record.OpenProceedingNumbers, page(a.procedures.TellProceeding)); err != nil {
		return Announced{}, err
	}
	return Announced{Told: at.Count, Behind: at.Behind}, nil
}

// heard beats with a copy: the activity goes on while the beat is sent.
func (a *Activities) heard(ctx context.Context, at *told) {
	beat := *at
	beat.Behind = slices.Clone(at.Behind)
	activity.RecordHeartbeat(ctx, beat)
}

// TellBehind comes back to those who had not answered an announcement. It fails,
// naming them, until all have: the pauses between its tries are those of its retry
// policy.
func (a *Activities) TellBehind(ctx context.Context, in Announcement) error {
	return a.tellOrFail(ctx, in.Only, Announcement{ID: in.ID, Update: in.Update, Clock: in.Clock, Calendar: in.Calendar})
}

// CancelCases ends every open case of a task that was cancelled after its draw, and
// answers how many there were. Where some do not answer it fails, naming them, once
// it has told all the others; its next try finds only those.
func (a *Activities) CancelCases(ctx context.Context, task string) (int, error) {
	var numbers []string
	after := ""
	err := pages(ctx, &after, a.openCasesOf(task), func(after *string, page []string) error {
		numbers, *after = append(numbers, page...), page[len(page)-1]
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(numbers), a.tellOrFail(ctx, numbers, Announcement{ID: "cancelled", Update: UpdateCancelled})
}

func (a *Activities) tellOrFail(ctx context.Context, numbers []string, in Announcement) error {
	n := 0
	activity.RecordHeartbeat(ctx, n)
	behind, err := a.tellAll(ctx, numbers, a.procedures.TellCase, in, func() {
		n++
		activity.RecordHeartbeat(ctx, n)
	})
	if err == nil && len(behind) > 0 {
		named := behind[:min(len(behind), 20)]
		err = fmt.Errorf("%d do not answer: %s", len(behind), strings.Join(named, ", "))
	}
	return err
}

// errStopping: the worker stops. Another goes on where this one stood.
var errStopping = errors.New("the worker stops")

// teller sends one subject an update and waits until it was performed.
type teller func(ctx context.Context, no, update, updateID string, arg any) error

// tellAll tells the subjects side by side and answers who did not answer in time
// or failed by itself, in order. after is called after each, never twice at once.
// An error means that nobody can be told now.
func (a *Activities) tellAll(ctx context.Context, numbers []string, tell teller, in Announcement, after func()) ([]string, error) {
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	go func() {
		select {
		case <-activity.GetWorkerStopChannel(ctx):
			giveUp(errStopping)
		case <-ctx.Done():
		}
	}()
	var (
		mu     sync.Mutex
		behind []string
		all    sync.WaitGroup
	)
	next := make(chan string)
	for range min(sideBySide, len(numbers)) {
		all.Go(func() {
			for no := range next {
				err := a.tellOne(ctx, no, tell, in)
				var sick *sickError
				mu.Lock()
				switch {
				case errors.As(err, &sick):
					behind = append(behind, no)
					activity.GetLogger(ctx).Warn("subject does not answer an announcement", "subject", no, "announcement", in.ID, "error", sick.err)
				case err != nil:
					giveUp(err)
				}
				after()
				mu.Unlock()
			}
		})
	}
	for _, no := range numbers {
		select {
		case next <- no:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(next)
	all.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	slices.Sort(behind)
	return behind, nil
}

// sickError is that of one subject alone.
type sickError struct{ err error }

func (e *sickError) Error() string { return e.err.Error() }

// updateID names what is told to a subject, the same for every try. It can't be
// foreseen: Temporal answers an id that was used before with the answer of then, so
// that whoever used it first would keep the office's own word from being heard.
func (a *Activities) updateID(subject, id string) string {
	if a.seals == nil {
		return id
	}
	signature := a.seals.Sign([]byte(subject+"\x00"+id), []byte("announcement"))
	return id + "/" + hex.EncodeToString(signature[len(signature)-16:]) // it begins with the key's name
}

// tellOne tells one subject within the patience. Its own failure is told from that
// of the server: with the server away everybody would seem sick.
func (a *Activities) tellOne(ctx context.Context, no string, tell teller, in Announcement) error {
	asked, cancel := context.WithTimeout(ctx, a.patience)
	defer cancel()
	err := tell(asked, no, in.Update, a.updateID(no, in.ID), in)
	switch {
	case err == nil, ctx.Err() != nil:
		return err
	case law.KindOf(err) == law.KindUnavailable:
		if away := a.procedures.Healthy(ctx); away != nil {
			return away
		}
	}
	return &sickError{err}
}

func (a *Activities) openCasesOf(task string) func(ctx context.Context, after string, limit int) ([]string, error) {
	return func(ctx context.Context, after string, limit int) ([]string, error) {
		return a.record.OpenCaseNumbers(ctx, task, after, limit)
	}
}

// pages reads a list of numbers page by page; do moves after on.
func pages(ctx context.Context, after *string, page func(ctx context.Context, after string, limit int) ([]string, error), do func(after *string, numbers []string) error) error {
	for {
		numbers, err := page(ctx, *after, tellBatch)
		if err != nil || len(numbers) == 0 {
			return err
		}
		if err := do(after, numbers); err != nil {
			return err
		}
		if len(numbers) < tellBatch {
			return nil
		}
	}
}
