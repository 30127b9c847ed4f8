package api

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// slowly sends the beginning of a request and keeps the connection open; said reads
// what the office answers.
func (b *bench) slowly(beginning string) (conn net.Conn, said func() (status int)) {
	b.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(b.url, "http://"))
	require.NoError(b, err)
	b.Cleanup(func() { _ = conn.Close() }) // the office may have closed it
	_, err = io.WriteString(conn, beginning)
	require.NoError(b, err)
	return conn, func() int {
		b.Helper()
		require.NoError(b, conn.SetReadDeadline(time.Now().Add(30*time.Second)))
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		require.NoError(b, err)
		require.NoError(b, res.Body.Close())
		return res.StatusCode
	}
}

func (b *bench) importing(who string, size int) string {
	return fmt.Sprintf("POST /api/registers/entities/import HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n", b.tokens[who], size)
}

// uploads are the files of uploads that this process has open; they have no names.
func uploads(t *testing.T) []string {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	var out []string
	for _, fd := range open {
		file, err := os.Readlink(filepath.Join("/proc/self/fd", fd.Name()))
		if err == nil && strings.HasPrefix(file, filepath.Join(os.TempDir(), "ssj-")) { // it may have been closed meanwhile
			out = append(out, file)
		}
	}
	return out
}

// TestUploadsWaitForTheRole: who may not import is refused before a byte of the file
// is on disk.
func TestUploadsWaitForTheRole(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := newBench(t, generous())
	for _, path := range []string{"/api/registers/entities/import", "/api/registers/plans/import", "/api/grades/import"} {
		_, said := b.slowly(strings.Replace(b.importing("supervisor", 1<<20), "/api/registers/entities/import", path, 1) + "统一社会信用代码")
		require.Equal(t, http.StatusForbidden, said(), path) // although the file is still on its way
		require.Empty(t, uploads(t), path)
	}
}

// TestOneImportAtATime: the next is told to wait, and comes in once the first is over,
// be it that its sender went away.
func TestOneImportAtATime(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := newBench(t, generous())
	first, _ := b.slowly(b.importing("clerk", 1<<20) + "统一社会信用代码")
	b.until(func(context.Context) bool { return len(uploads(t)) == 1 })
	waits := b.request("clerk", "POST", "/api/registers/entities/import", "x").is(429, "import_busy")
	require.NotEmpty(t, waits.header.Get("Retry-After"))
	b.request("clerk", "POST", "/api/grades/import?month=2024-04&source=x", "x").is(429, "import_busy")
	require.NoError(t, first.Close())
	b.until(func(context.Context) bool {
		return b.request("clerk", "POST", "/api/registers/entities/import", "x").status == http.StatusUnprocessableEntity
	})
	b.until(func(context.Context) bool { return len(uploads(t)) == 0 })
}

// TestUploadThatBreaksOff: of a file that did not arrive to its last byte nothing is taken,
// however good its rows are so far, and the next may come at once.
func TestUploadThatBreaksOff(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := newBench(t, generous())
	file, good, _ := entitiesFile(t)
	rows := bytes.SplitAfter(file, []byte("\n"))
	file = bytes.Join(rows[:len(rows)-2], nil) // without the wrong one
	conn, _ := b.slowly(b.importing("clerk", len(file)+1) + string(file))
	b.until(func(context.Context) bool { return len(uploads(t)) == 1 })
	require.NoError(t, conn.Close())
	b.until(func(context.Context) bool { return len(uploads(t)) == 0 })
	var found list[entity]
	b.get("clerk", "/api/registers/entities?text="+good).is(200).into(&found)
	require.Empty(t, found.Items)
	b.until(func(context.Context) bool {
		return b.request("clerk", "POST", "/api/registers/entities/import", string(file), "Content-Type", csvType).status == http.StatusOK
	})
	b.get("clerk", "/api/registers/entities?text="+good).is(200).into(&found)
	require.Len(t, found.Items, 1)
}

// TestBodiesHaveDeadlines: whoever stops sending is answered in time, whatever reads
// the body.
func TestBodiesHaveDeadlines(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := newBench(t, generous())
	l := generous()
	l.Deadline, l.LongDeadline, l.StrangersFile = 200*time.Millisecond, 200*time.Millisecond, 200*time.Millisecond
	b.serve(l)
	for name, beginning := range map[string]string{
		"evidence of a stranger": "POST /public/verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{",
		"import":                 b.importing("clerk", 100000) + "x",
		"login":                  "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			_, said := b.in(t).slowly(beginning)
			require.Equal(t, http.StatusRequestTimeout, said())
		})
	}
	b.until(func(context.Context) bool { return len(uploads(t)) == 0 })
}

// TestEvidenceOfStrangers: of files of strangers few are taken at once, and of one
// address fewer; large ones are none.
func TestEvidenceOfStrangers(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := newBench(t, generous())
	b.behindProxy(generous())
	held := 0
	for i := range 12 {
		b.slowly(fmt.Sprintf("POST /public/verify HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.%d\r\nContent-Length: 100000\r\n\r\n{", i/3))
		held = min(i/3*verifications+min(i%3+1, verifications), 4*verifications)
		b.until(func(context.Context) bool { return len(uploads(t)) == held })
	}
	b.request("", "POST", "/public/verify", "{}", forwardedFor, "192.0.2.9").is(429, "verification_busy")
	b.request("clerk", "GET", "/api/me", nil).is(200)

	b.serve(generous())
	b.request("", "POST", "/public/verify", bytes.Repeat([]byte(" "), 8<<20+1)).is(413)
	b.request("", "POST", "/public/verify", "{}").is(200)
}

// TestBothOfTwoAtOnceAreAnswered: the second is told that it is a repeat.
func TestBothOfTwoAtOnceAreAnswered(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	path := "/api/cases/" + no + "/acts/serve_notice"
	form := testForm{"facts": cases.ServeNotice{Method: law.ServedByMail, On: b.today()}, "narrative": "已送达前台"}
	b.takeKey(lead, "POST "+path, "twice", form) // the first is at work
	require.Equal(t, "true", b.request(lead, "POST", path, form, "Idempotency-Key", "twice").is(200).header.Get("Idempotency-Replayed"))
	require.Empty(t, b.request(lead, "POST", "/api/cases/"+no+"/acts/agree_visit", testForm{"facts": map[string]string{"on": "2024-04-10"}}, "Idempotency-Key", "once").is(200).header.Get("Idempotency-Replayed"))
}

// TestInvisibleCharactersInRows: names that look alike are alike. What nobody sees is
// dropped and told; what makes a text read backwards is refused.
func TestInvisibleCharactersInRows(t *testing.T) {
	b := newBench(t, generous())
	bring := func(t *testing.T, name string) answered {
		return b.in(t).request("clerk", "POST", "/api/registers/entities/import", "统一社会信用代码,名称,检查对象类别\n91999999MADEM0011Y,"+name+",人力资源服务机构\n")
	}
	for name, s := range map[string]string{"zero width": "演\u200b示", "joiner": "演\u200d示", "isolate": "\u2066演示", "mark": "演\ufeff示"} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, bring(t, s).is(200).text, "读作“演示”")
		})
	}
	require.Contains(t, bring(t, "演示\u202e司公").is(422, "import_rows_invalid").text, "改变文字方向")
}
