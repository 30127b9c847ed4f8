package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// Who may begin a proceeding can be asked before anything is handed in.
func TestWhoMayFile(t *testing.T) {
	c := inspectiontest.Closed(t).Case
	outOfCase := func(kind law.ProceedingKind) proceedings.Opening { return proceedings.OutOf(c, kind) }
	freely := proceedings.Opening{Kind: law.ProceedingFeedback, Department: c.Department}
	for _, one := range []struct {
		who  string
		of   proceedings.Opening
		code string
	}{
		{"lead", outOfCase(law.ProceedingFeedback), ""},
		{"member", outOfCase(law.ProceedingFeedback), ""},
		{"clerk", outOfCase(law.ProceedingFeedback), "not_your_act"},
		{"lead", freely, ""},
		{"clerk", freely, "not_your_act"},
		{"clerk", outOfCase(law.ProceedingObjection), ""},
		{"entity", outOfCase(law.ProceedingObjection), ""},
		{"lead", outOfCase(law.ProceedingObjection), "not_your_act"},
		{"director", outOfCase(law.ProceedingObjection), "not_your_act"},
		{"clerk", outOfCase(law.ProceedingOversight), ""},
		{"clerk", proceedings.Opening{Kind: law.ProceedingOversight, Department: c.Department}, ""},
		{"lead", outOfCase(law.ProceedingOversight), "not_your_act"},
		{"supervisor", outOfCase(law.ProceedingOversight), "not_your_act"},
		{"entity", outOfCase(law.ProceedingOversight), "not_your_act"},
		{"lead", outOfCase(law.ProceedingPenalty), "branch_unknown"},
	} {
		err := proceedings.MayFile(inspectiontest.People[one.who], one.of)
		if one.code == "" {
			require.NoError(t, err, "%s: %s", one.who, one.of.Kind)
			continue
		}
		inspectiontest.RefusedAs(t, one.code, err)
	}
}
