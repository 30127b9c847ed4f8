package tasks_test

import (
	"os"
	"testing"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/inspectiontest"
)

func TestMain(m *testing.M) {
	os.Exit(inspectiontest.MainReaching(m, inspectiontest.TaskMoves(), inspectiontest.Optional(forms.Task)))
}
