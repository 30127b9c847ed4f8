package proceedings_test

import (
	"os"
	"testing"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/inspectiontest"
)

func TestMain(m *testing.M) {
	os.Exit(inspectiontest.MainReaching(m, inspectiontest.ProceedingMoves(), inspectiontest.Optional(forms.Proceeding, forms.ByParty, forms.Filing)))
}
