package tasks_test

import (
	"os"
	"testing"

	"shuangsuiji/inspection/inspectiontest"
)

func TestMain(m *testing.M) {
	os.Exit(inspectiontest.MainReaching(m, inspectiontest.TaskMoves()))
}
