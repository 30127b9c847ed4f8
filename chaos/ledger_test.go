package chaos

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/apiclient"
)

func TestWhatAnAnswerSaysOfTheAct(t *testing.T) {
	for want, errs := range map[Answer][]error{
		Acknowledged: {nil},
		Refused:      {&apiclient.Problem{Status: 409, Code: "stale_view"}, &apiclient.Problem{Status: 422, Code: "reason_required"}},
		Unknown: {&apiclient.Problem{Status: 503, Code: "procedure_unavailable"}, &apiclient.Problem{Status: 429, Code: "import_busy"},
			&apiclient.Problem{Status: 404, Code: "link_ended"}, errors.New("connection reset")},
	} {
		for _, err := range errs {
			require.Equal(t, want, answerOf(err), "%v", err)
		}
	}
}
