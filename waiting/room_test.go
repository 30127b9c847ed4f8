package waiting_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/waiting"
)

func TestRoom(t *testing.T) {
	t.Parallel()
	r := waiting.NewRoom(3, 2)
	enter := func(who string, free bool) func() {
		t.Helper()
		leave, is := r.Enter(who)
		require.Equal(t, free, is)
		return leave
	}
	first, second := enter("a", true), enter("a", true)
	enter("a", false)
	third := enter("b", true)
	enter("c", false)
	first()
	first()
	enter("c", true)
	enter("c", false)
	second()
	third()
	enter("a", true)
}
