//go:build !slim

package embedded

import (
	"maps"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
)

// TestRestart follows one folder through two servers, with a path that would
// break a careless data source name and that changes in between.
func TestRestart(t *testing.T) {
	t.Parallel()
	ctx := testContext(t)
	parent := t.TempDir()
	cfg := testConfig(filepath.Join(parent, "数据 #1 100%?"))
	first := startServer(t, cfg)
	c := dial(t, first)
	stopWorker := startWorker(t, c)

	run, err := c.ExecuteWorkflow(ctx, startOptions("case-1"), markWorkflow, "Stage", "检查")
	require.NoError(t, err)
	var stage string
	require.NoError(t, run.Get(ctx, &stage))
	require.Equal(t, "检查", stage)
	require.Eventually(t, func() bool {
		found, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{Query: "Stage = '检查'"})
		return err == nil && len(found.GetExecutions()) == 1 &&
			found.GetExecutions()[0].GetExecution().GetWorkflowId() == "case-1"
	}, testTimeout, tick)
	history := eventTypes(t, c, "case-1")
	require.Contains(t, history, enums.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)

	_, err = c.ExecuteWorkflow(ctx, startOptions("waiting"), waitWorkflow, 2*time.Second)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		types := eventTypes(t, c, "waiting")
		return types[len(types)-1] == enums.EVENT_TYPE_TIMER_STARTED
	}, testTimeout, tick)

	stopWorker()
	require.NoError(t, first.Stop())
	require.NoError(t, first.Stop(), "a second Stop returns the first one's result")
	log, err := os.Stat(filepath.Join(cfg.Dir, "temporal.db-wal"))
	if !os.IsNotExist(err) {
		require.NoError(t, err)
		require.Zero(t, log.Size(), "the database file alone is the whole state")
	}

	moved := filepath.Join(parent, "另一处")
	require.NoError(t, os.Rename(cfg.Dir, moved))
	cfg.Dir = moved
	cfg.Retention = 2 * DefaultRetention
	cfg.SearchAttributes["Department"] = enums.INDEXED_VALUE_TYPE_KEYWORD
	second := startServer(t, cfg)
	c = dial(t, second)
	require.Equal(t, history, eventTypes(t, c, "case-1"))
	require.NotContains(t, eventTypes(t, c, "waiting"), enums.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
		"without a worker the timer's end is at most a pending task")
	startWorker(t, c)

	var waited string
	require.NoError(t, c.GetWorkflow(ctx, "waiting", "").Get(ctx, &waited))
	require.Equal(t, "waited", waited)
	require.Contains(t, eventTypes(t, c, "waiting"), enums.EVENT_TYPE_TIMER_FIRED)

	namespace, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: "office"})
	require.NoError(t, err)
	require.Equal(t, 2*DefaultRetention, namespace.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration())

	run, err = c.ExecuteWorkflow(ctx, startOptions("case-2"), markWorkflow, "Department", "监察")
	require.NoError(t, err)
	require.NoError(t, run.Get(ctx, nil), "the new attribute is known to every service at once")
	require.Eventually(t, func() bool {
		n, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: "Department = '监察' OR Stage = '检查'"})
		return err == nil && n.GetCount() == 2
	}, testTimeout, tick)
}

func TestTwoServersInOneProcess(t *testing.T) {
	t.Parallel()
	ctx := testContext(t)
	a := sharedServer(t)
	b := startServer(t, testConfig(t.TempDir()))
	require.NotEqual(t, a.FrontendAddress(), b.FrontendAddress())

	inA, inB := dial(t, a), dial(t, b)
	startWorker(t, inA)
	run, err := inA.ExecuteWorkflow(ctx, startOptions("only-in-a"), waitWorkflow, time.Millisecond)
	require.NoError(t, err)
	require.NoError(t, run.Get(ctx, nil))
	_, err = inB.DescribeWorkflowExecution(ctx, "only-in-a", "")
	require.ErrorAs(t, err, new(*serviceerror.NotFound))

	_, err = Start(ctx, testConfig(shared.dir))
	var inUse *DirInUseError
	require.ErrorAs(t, err, &inUse)
	require.Equal(t, shared.dir, inUse.Dir)
	require.Contains(t, err.Error(), shared.dir)
	_, err = inA.DescribeWorkflowExecution(ctx, "only-in-a", "")
	require.NoError(t, err, "the attempt left the running server alone")
}

func TestPortInUse(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, taken.Close()) })
	port := taken.Addr().(*net.TCPAddr).Port

	cfg := testConfig(t.TempDir())
	cfg.FrontendPort = port
	_, err = Start(testContext(t), cfg)
	var inUse *PortInUseError
	require.ErrorAs(t, err, &inUse)
	require.Equal(t, "FrontendPort", inUse.Purpose)
	require.Contains(t, err.Error(), strconv.Itoa(port))

	lock, err := lockDir(testContext(t), cfg.Dir)
	require.NoError(t, err, "a failed start leaves the folder free")
	require.NoError(t, lock.release())
}

// TestPortLostInTheRace takes a port after it was chosen, where Temporal would
// end the process.
func TestPortLostInTheRace(t *testing.T) {
	t.Parallel()
	ctx := testContext(t)
	cfg, err := testConfig(t.TempDir()).withDefaults()
	require.NoError(t, err)
	state := newStateFile(cfg.Dir)
	require.NoError(t, state.prepare(ctx))
	require.NoError(t, prepareNamespace(ctx, state.sqlConfig(), cfg))

	l, err := newLayout(cfg)
	require.NoError(t, err)
	k, err := openKeys(cfg.Dir, time.Now())
	require.NoError(t, err)
	taken, err := net.Listen("tcp", l.address("history"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, taken.Close()) })

	_, err = launchOn(ctx, cfg, k, l, state.sqlConfig(), newLogger(cfg.Logger, cfg.LogLevel))
	var fatal *fatalError
	require.ErrorAs(t, err, &fatal)
	require.Equal(t, listenerFailed, fatal.message)
	require.Contains(t, err.Error(), l.address("history"))
}

// TestFixedPort also has an attribute of every type, one with a Chinese name.
func TestFixedPort(t *testing.T) {
	t.Parallel()
	ctx := testContext(t)
	ports, err := freePorts(1)
	require.NoError(t, err)
	cfg := testConfig(t.TempDir())
	cfg.FrontendPort = ports[0]
	maps.Copy(cfg.SearchAttributes, map[string]enums.IndexedValueType{
		"阶段":       enums.INDEXED_VALUE_TYPE_KEYWORD,
		"Note":     enums.INDEXED_VALUE_TYPE_TEXT,
		"Days":     enums.INDEXED_VALUE_TYPE_INT,
		"Share":    enums.INDEXED_VALUE_TYPE_DOUBLE,
		"Overdue":  enums.INDEXED_VALUE_TYPE_BOOL,
		"Deadline": enums.INDEXED_VALUE_TYPE_DATETIME,
		"Tags":     enums.INDEXED_VALUE_TYPE_KEYWORD_LIST,
	})
	s := startServer(t, cfg)
	c := dial(t, s)
	startWorker(t, c)
	run, err := c.ExecuteWorkflow(ctx, startOptions("case-1"), markWorkflow, "阶段", "检查")
	require.NoError(t, err)
	require.NoError(t, run.Get(ctx, nil))
	require.Eventually(t, func() bool {
		n, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: "`阶段` = '检查'"})
		return err == nil && n.GetCount() == 1
	}, testTimeout, tick)
	require.Equal(t, "127.0.0.1:"+strconv.Itoa(ports[0]), s.FrontendAddress())
}
