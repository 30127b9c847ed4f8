//go:build !slim

package embedded

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
)

// childDirVariable turns the test binary into the process that gets killed.
const childDirVariable = "EMBEDDED_TEST_CHILD_DIR"

// runChild starts a server and a workflow, says so and waits for its end.
func runChild(dir string) int {
	ctx := context.Background()
	s, err := Start(ctx, testConfig(dir))
	if err != nil {
		fmt.Println("start:", err)
		return 1
	}
	c, err := client.Dial(client.Options{HostPort: s.FrontendAddress(), Namespace: "office", ConnectionOptions: client.ConnectionOptions{TLS: s.ClientTLS()}})
	if err != nil {
		fmt.Println("dial:", err)
		return 1
	}
	if _, err := c.ExecuteWorkflow(ctx, startOptions("survivor"), markWorkflow, "Stage", "立案"); err != nil {
		fmt.Println("execute:", err)
		return 1
	}
	fmt.Println("started")
	select {}
}

func TestSurvivesKill(t *testing.T) {
	t.Parallel()
	ctx := testContext(t)
	dir := t.TempDir()
	self, err := os.Executable()
	require.NoError(t, err)
	child := exec.CommandContext(ctx, self)
	child.Env = append(os.Environ(), childDirVariable+"="+dir)
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	lines := bufio.NewScanner(out)
	said := ""
	for said != "started" && lines.Scan() {
		if said = lines.Text(); said != "started" {
			t.Log("child:", said)
		}
	}
	require.Equal(t, "started", said)

	_, err = Start(ctx, testConfig(dir))
	require.ErrorAs(t, err, new(*DirInUseError), "the lock holds between processes")

	require.NoError(t, child.Process.Kill())
	require.Error(t, child.Wait(), "it ended by the signal")

	s := startServer(t, testConfig(dir))
	c := dial(t, s)
	require.Equal(t, enums.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED, eventTypes(t, c, "survivor")[0])
	startWorker(t, c)
	var stage string
	require.NoError(t, c.GetWorkflow(ctx, "survivor", "").Get(ctx, &stage))
	require.Equal(t, "立案", stage)
}
