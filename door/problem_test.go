package door

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
)

func TestEveryKindOfErrorHasItsStatus(t *testing.T) {
	for kind, status := range map[law.ErrorKind]int{
		law.KindInvalid: 422, law.KindForbidden: 403, law.KindNotAllowed: 409, law.KindNotFound: 404,
		law.KindDuplicate: 409, law.KindStale: 412, law.KindKeyReused: 422, law.KindUnavailable: 503,
		law.KindTooMany: 429, law.KindUnauthentic: 401, law.KindCorrupt: 500, law.KindInternal: 500, "unheard of": 500,
	} {
		p := ProblemOf(fmt.Errorf("wrapped: %w", law.Errorf(kind, "some_code", "某种原因。")), "R")
		require.Equal(t, status, p.Status, kind)
		require.Equal(t, "some_code", p.Code)
		require.Equal(t, "R", p.RequestID)
		require.NotEmpty(t, p.Title)
		switch status {
		case 500:
			require.NotContains(t, p.Detail, "某种原因")
		case 503:
			require.Contains(t, p.Detail, "某种原因")
			require.Contains(t, p.Detail, "幂等键")
			require.NotEmpty(t, p.GetHeaders().Get("Retry-After"))
		default:
			require.Equal(t, "某种原因。", p.Detail)
			require.Empty(t, p.GetHeaders().Get("Retry-After"))
		}
	}
	require.Len(t, answers, 12)
}

func TestProblemsOfOtherErrors(t *testing.T) {
	secret := ProblemOf(errors.New("dial tcp: password=hunter2"), "R")
	require.Equal(t, 500, secret.Status)
	require.Equal(t, codeInternal, secret.Code)
	require.NotContains(t, secret.Detail, "hunter2")
	late := ProblemOf(fmt.Errorf("update: %w", context.DeadlineExceeded), "R")
	require.Equal(t, 503, late.Status)
	require.Equal(t, codeDeadline, late.Code)
	require.Equal(t, 413, ProblemOf(law.Errorf(law.KindTooMany, documents.CodeTooLarge, "文件过大"), "R").Status)
	fields := law.Errorf(law.KindInvalid, "c", "有误")
	fields.Fields = []law.FieldError{{Field: "on", Value: "x", Message: "不是日期"}}
	require.Equal(t, []FieldProblem{{Field: "on", Value: "x", Message: "不是日期"}}, ProblemOf(fields, "R").Errors)
}

func TestWhatOnlyHTTPSays(t *testing.T) {
	busy := law.Errorf(law.KindTooMany, "busy", "请稍候。")
	later := ProblemOf(fmt.Errorf("wrapped: %w", Later(busy, 1500*time.Millisecond)), "R")
	require.Equal(t, "busy", later.Code)
	require.Equal(t, "2", later.GetHeaders().Get("Retry-After"))
	said := ProblemOf(saying(http.StatusTeapot, "茶壶", busy), "R")
	require.Equal(t, http.StatusTeapot, said.Status)
	require.Equal(t, "茶壶", said.Title)
	require.Empty(t, said.GetHeaders().Get("Retry-After"))
}
