package cases_test

import (
	"os"
	"testing"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/inspectiontest"
)

func TestMain(m *testing.M) {
	os.Exit(inspectiontest.MainReaching(m, inspectiontest.CaseMoves(), inspectiontest.Optional(forms.Case, forms.ByEntity)))
}
