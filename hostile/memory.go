package hostile

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// memoryOf is a size of the process in bytes: VmRSS is what it has, VmHWM what it had
// at most.
func memoryOf(pid int, name string) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, is := strings.CutPrefix(line, name+":"); is {
			kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib << 10, err
		}
	}
	return 0, fmt.Errorf("no %s of process %d", name, pid)
}

// growth is how much more memory the process had at most, while do ran, than it had
// before.
func growth(pid int, do func() error) (int64, error) {
	// The peak begins anew.
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0); err != nil {
		return 0, err
	}
	rest, err := memoryOf(pid, "VmRSS")
	if err != nil {
		return 0, err
	}
	if err := do(); err != nil {
		return 0, err
	}
	peak, err := memoryOf(pid, "VmHWM")
	return peak - rest, err
}

// restTime is how long the memory may take to come back to rest.
const restTime = 20 * time.Second

// atRest waits until the process gives no more memory back.
func atRest(ctx context.Context, pid int) error {
	ctx, cancel := context.WithTimeout(ctx, restTime)
	defer cancel()
	const step = 8 << 20
	last := int64(1 << 62)
	for {
		is, err := memoryOf(pid, "VmRSS")
		if err != nil || is > last-step {
			return err
		}
		last = is
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return nil
		}
	}
}
