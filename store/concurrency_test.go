package store_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

const writers = 8

// together runs fn once in each of the writers, all at once, and returns their
// errors.
func together(fn func(writer int) error) []error {
	var wg sync.WaitGroup
	errs := make([]error, writers)
	start := make(chan struct{})
	for w := range writers {
		wg.Go(func() {
			<-start
			errs[w] = fn(w)
		})
	}
	close(start)
	wg.Wait()
	return errs
}

func requireNone(t *testing.T, errs []error) {
	t.Helper()
	for _, err := range errs {
		require.NoError(t, err)
	}
}

// TestConcurrentActs: whoever acts on one case or on others at the same time,
// nothing is lost and the acts of each case are numbered without gaps.
func TestConcurrentActs(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s := b.fresh(t)
		shared := oneCase(t, s)
		saveEntities(t, s, 10, 10+writers)
		for w := range writers {
			c := newCase(taskID, 10+w, 5)
			openCases(t, s, c)
		}
		const each = 6
		requireNone(t, together(func(w int) error {
			for n := range each {
				for _, no := range []string{shared.No, registers.No(taskID, 10+w)} {
					key := fmt.Sprintf("w%d/%d", w, n)
					if _, _, err := s.RecordCase(t.Context(), no, key, record.Asking{}, step(key, func(*cases.Case) {})); err != nil {
						return err
					}
				}
			}
			return nil
		}))
		check := func(no string, want int) {
			acts := allPages(t, 50, func(p record.Page) (record.Listed[record.Act], error) { return s.Acts(t.Context(), no, p) })
			require.Len(t, acts, want)
			for i, a := range acts {
				require.Equal(t, i+1, a.Seq)
			}
			c, err := s.Case(t.Context(), no)
			require.NoError(t, err)
			require.Equal(t, want, c.Seq)
		}
		check(shared.No, 1+writers*each)
		for w := range writers {
			check(registers.No(taskID, 10+w), 1+each)
		}
	})
}

// TestConcurrentSameKey: of those who race with one key, one writes and all get
// the same answer.
func TestConcurrentSameKey(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s := b.fresh(t)
		c := oneCase(t, s)
		saveAccounts(t, s, account("u1"))
		var mu sync.Mutex
		first := 0
		requireNone(t, together(func(int) error {
			got, repeated, err := s.RecordCase(t.Context(), c.No, "k", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
				w, err := step("k", func(c *cases.Case) { c.Stage = cases.StageSelfCheck })(c, law.Actor{})
				w.Inbox = []record.Message{message("u1", "act/2/0")}
				w.Mail = []record.Mail{{MessageID: "m", To: "a@example.org", Created: monday}}
				return w, err
			})
			mu.Lock()
			defer mu.Unlock()
			if !repeated {
				first++
			}
			if err == nil && (got.Stage != cases.StageSelfCheck || got.Seq != 2) {
				return fmt.Errorf("answered stage %s, number %d", got.Stage, got.Seq)
			}
			return err
		}))
		require.Equal(t, 1, first)
		acts, err := s.Acts(t.Context(), c.No, record.Page{})
		require.NoError(t, err)
		require.Len(t, acts.Items, 2)
		unread, err := s.CountUnread(t.Context(), "u1")
		require.NoError(t, err)
		require.Equal(t, 1, unread)
	})
}

// TestConcurrentFirsts races where no row is there to be locked yet.
func TestConcurrentFirsts(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s := b.fresh(t)
		ctx := t.Context()
		var entities []registers.Entity
		for n := 1; n <= 20; n++ {
			entities = append(entities, entity(n))
		}
		var mu sync.Mutex
		added, unchanged := 0, 0
		requireNone(t, together(func(int) error {
			a, changed, u, err := s.SaveEntities(ctx, "importer", monday, entities)
			mu.Lock()
			defer mu.Unlock()
			added, unchanged = added+a, unchanged+u
			if changed > 0 {
				return fmt.Errorf("%d entities changed", changed)
			}
			return err
		}))
		require.Equal(t, []int{20, 20 * (writers - 1)}, []int{added, unchanged}, "one import was the first, the others found its rows")
		saveAccounts(t, s, account("u1"))
		requireNone(t, together(func(int) error {
			return s.ImportPlan(ctx, plan(), []tasks.Task{planned(taskID)}, importAct)
		}))
		var openings []record.CaseOpening
		for n := 1; n <= 20; n++ {
			openings = append(openings, opening(newCase(taskID, n, 5)))
		}
		opened, claimed := 0, 0
		requireNone(t, together(func(int) error {
			n, err := s.OpenCases(ctx, taskID, openings)
			mu.Lock()
			opened += n
			mu.Unlock()
			return err
		}))
		require.Equal(t, 20, opened, "each case was opened by one of them")
		request := record.Request{Person: "u", Route: "r", Key: "k", BodyHash: "h", Created: monday, Written: written(t, `{"a":1}`)}
		requireNone(t, together(func(w int) error {
			existing, err := s.BeginRequest(ctx, request)
			mu.Lock()
			if err == nil && existing == nil {
				claimed++
			}
			mu.Unlock()
			if err != nil {
				return err
			}
			if _, err := s.Deliver(ctx, []record.Message{message("u1", "a"), message("u1", "b")}); err != nil {
				return err
			}
			if err := s.SaveSetting(ctx, "mail", map[string]int{"port": 25}, "u1", "试", monday); err != nil {
				return err
			}
			if err := s.SetMark(ctx, store.MarkDemonstration, "1", monday); err != nil {
				return err
			}
			_, err = s.RecordAct(ctx, record.Act{Subject: "clock", Kind: "jump", Key: fmt.Sprintf("jump/%d", w), Happened: monday, Entered: monday, Recorded: monday})
			return err
		}))
		require.Equal(t, 1, claimed)
		require.NoError(t, s.VerifyPayload(ctx, record.Act{PayloadID: request.Written.ID, PayloadHash: request.Written.Hash}))
		unread, err := s.CountUnread(ctx, "u1")
		require.NoError(t, err)
		require.Equal(t, 2, unread)
		acts, err := s.Acts(ctx, "clock", record.Page{})
		require.NoError(t, err)
		require.Len(t, acts.Items, writers)
		require.Equal(t, writers, acts.Items[writers-1].Seq)
	})
}

// TestConcurrentClock: of those who jump from where they saw the clock, one does.
func TestConcurrentClock(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s := b.fresh(t)
		require.NoError(t, s.SaveClock(t.Context(), record.Clock{Standing: true, Now: monday}))
		jumped := 0
		for _, err := range together(func(w int) error {
			return s.SaveClock(t.Context(), record.Clock{Standing: true, Now: monday.AddDate(0, 0, 1+w), Jump: 1})
		}) {
			if err == nil {
				jumped++
				continue
			}
			requireCode(t, err, law.KindStale, "clock_moved")
		}
		require.Equal(t, 1, jumped)
	})
}

// TestConcurrentNotices: of the administrators who enter a notice for the same year at
// once, resting on the same entry or on none, one does; the others are told.
func TestConcurrentNotices(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, b backend) {
		s := b.fresh(t)
		for shown := range 2 {
			saved := 0
			for _, err := range together(func(w int) error {
				number := fmt.Sprintf("测试〔2026〕%d号", shown*writers+w)
				return s.SaveCalendarYear(t.Context(), record.CalendarYear{Year: 2027, Notice: number, Entered: monday, By: "u1",
					Exceptions: []calendar.Exception{{Date: calendar.NewDate(2027, 1, 1), Holiday: "元旦", Notice: number}}}, shown)
			}) {
				if err == nil {
					saved++
					continue
				}
				requireCode(t, err, law.KindStale, "calendar_year_changed")
			}
			require.Equal(t, 1, saved)
			history, err := s.CalendarYearHistory(t.Context(), 2027)
			require.NoError(t, err)
			require.Len(t, history, shown)
		}
	})
}
