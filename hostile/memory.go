package hostile

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
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

// forgetPeak lets VmHWM begin anew.
func forgetPeak(pid int) error {
	return os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0)
}

// measures reports whether memory that was taken and given back is seen in VmHWM: this
// process takes some itself. What the office has in reserve hides that much of an
// upload; documents/memory_test.go measures the reader alone, to the byte.
func measures() (bool, error) {
	const taken = 64 << 20
	if err := forgetPeak(os.Getpid()); err != nil {
		return false, err
	}
	before, err := memoryOf(os.Getpid(), "VmRSS")
	if err != nil {
		return false, err
	}
	// More than this process has in reserve.
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	all := make([]byte, taken+int(stats.HeapIdle-stats.HeapReleased))
	for i := 0; i < len(all); i += os.Getpagesize() {
		all[i] = 1
	}
	runtime.KeepAlive(all)
	peak, err := memoryOf(os.Getpid(), "VmHWM")
	return peak-before >= taken/2, err
}
