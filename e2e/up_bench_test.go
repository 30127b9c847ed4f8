package e2e

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

const (
	binary = "../bin/shuangsuiji" // made by make build
	starts = 5
	// rest is how long the office is left alone before its memory is read.
	rest = 5 * time.Second
	// thousand is roughly how many cases are opened before it is read again.
	thousand = 1000
)

// BenchmarkUp starts the built binary as a process, on an empty folder and then
// on the same one, until it says that it is ready; beside it the embedded server
// alone on a folder of its own. The last start is left to rest, and then opens a
// thousand cases.
func BenchmarkUp(b *testing.B) {
	require.FileExists(b, binary, "make build comes first")
	dir := b.TempDir()
	var empty, used, bare side
	var resident, grown float64
	up(b, dir, &empty, nil)
	alone(b, filepath.Join(dir, "bare"), nil)
	for i := range starts {
		up(b, dir, &used, func(pid int, port string) {
			if i == starts-1 {
				time.Sleep(rest) //nolint:forbidigo // it is left alone: there is no condition to wait for
				resident = statusMiB(b, pid, "VmRSS")
				openThousand(b, port, filepath.Join(dir, "office", "accounts.txt"))
				time.Sleep(rest) //nolint:forbidigo // it is left alone: there is no condition to wait for
				grown = statusMiB(b, pid, "VmRSS")
			}
		})
		alone(b, filepath.Join(dir, "bare"), &bare)
	}
	report(b, map[string]float64{"empty-s": empty.median(), "used-s": used.median(), "bare-s": bare.median(), "resident-MiB": resident, "grown-MiB": grown})
}

// up starts the demonstration, waits until it is ready, and stops it.
func up(b *testing.B, dir string, took *side, meanwhile func(pid int, port string)) {
	b.Helper()
	port := freePort(b)
	cmd := exec.Command(binary, "up", "--demo", "--data", filepath.Join(dir, "office"),
		"--port", port, "--temporal-port", freePort(b))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	took.time(func() {
		require.NoError(b, cmd.Start())
		b.Cleanup(func() { _ = cmd.Process.Kill() }) // where it is not ready, it still runs
		require.Eventually(b, func() bool { return ready(port) }, time.Minute, time.Millisecond, "not ready: %s", &said)
	})
	if meanwhile != nil {
		meanwhile(cmd.Process.Pid, port)
	}
	require.NoError(b, cmd.Process.Signal(os.Interrupt))
	require.NoError(b, cmd.Wait(), said.String())
}

// openThousand draws a thousand cases through the API and waits for their notices.
func openThousand(b *testing.B, port, accounts string) {
	b.Helper()
	listed, err := people.ReadAccounts(accounts)
	require.NoError(b, err)
	staff := map[string]*apiclient.Client{}
	for _, a := range listed {
		if a.Login != "clerk" && a.Login != "director" {
			continue
		}
		staff[a.Login], err = apiclient.New("127.0.0.1:" + port)
		require.NoError(b, err)
		require.NoError(b, staff[a.Login].LogIn(b.Context(), a.Login, a.Password))
	}
	var file bytes.Buffer
	require.NoError(b, documents.Entities(registers.HebeiScale).Write(&file, documents.CSV, documents.Values(sample.Entities(9*thousand/4, 1))))
	require.NoError(b, staff["clerk"].Upload(b.Context(), "/api/registers/entities/import", file.Bytes(), nil))
	rules := smallDraw(0)
	rules.Ratio, rules.Items = "50%", nil // all that fit
	act := func(who string, facts law.Facts) {
		var t tasks.Task
		require.NoError(b, staff[who].Get(b.Context(), "/api/tasks/"+taskID, &t))
		require.NoError(b, staff[who].Perform(b.Context(), apiclient.Act{Path: "/api/tasks/" + taskID + "/acts/" + string(facts.Kind()), Seen: t.Seq,
			Form: map[string]any{"facts": facts}}, nil))
	}
	act("clerk", tasks.PrepareDraw{Joint: joint, Rules: rules})
	act("director", tasks.ApproveDraw{})
	require.Eventually(b, func() bool { return noticedByAPI(b, staff["clerk"]) >= thousand }, 10*time.Minute, time.Second)
}

// noticedByAPI counts the cases whose notice is made out.
func noticedByAPI(b *testing.B, who *apiclient.Client) (n int) {
	b.Helper()
	for after := ""; ; {
		var page struct {
			Items []struct {
				NoticeIssued bool `json:"noticeIssued"`
			} `json:"items"`
			Next string `json:"next"`
		}
		require.NoError(b, who.Get(b.Context(), "/api/cases?limit=500&task="+taskID+"&after="+after, &page))
		for _, c := range page.Items {
			if c.NoticeIssued {
				n++
			}
		}
		if after = page.Next; after == "" {
			return n
		}
	}
}

func ready(port string) bool {
	resp, err := http.Get(fmt.Sprintf("http://127.0.0.1:%s/readyz", port))
	if err != nil {
		return false
	}
	return resp.Body.Close() == nil && resp.StatusCode == http.StatusOK
}

func freePort(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(b, err)
	defer func() { require.NoError(b, l.Close()) }()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// alone starts and stops the embedded server, without office and worker.
func alone(b *testing.B, dir string, took *side) {
	b.Helper()
	var server *embedded.Server
	start := func() {
		var err error
		server, err = embedded.Start(b.Context(), embedded.Config{Dir: dir, Namespace: "test", Logger: quiet})
		require.NoError(b, err)
	}
	if took == nil {
		start()
	} else {
		took.time(start)
	}
	require.NoError(b, server.Stop())
}
