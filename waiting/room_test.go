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

func TestOneForMany(t *testing.T) {
	t.Parallel()
	r := waiting.NewRoom(3, 1)
	var leave []func()
	for range 3 {
		out, free := r.EnterForMany("proxy")
		require.True(t, free)
		leave = append(leave, out)
	}
	_, free := r.EnterForMany("proxy")
	require.False(t, free)
	_, free = r.Enter("a")
	require.False(t, free)
	leave[0]()
	leave[0]()
	out, free := r.Enter("a")
	require.True(t, free)
	places, holders := r.Taken()
	require.Equal(t, []int{3, 2}, []int{places, holders})
	out()
	places, holders = r.Taken()
	require.Equal(t, []int{2, 1}, []int{places, holders})
}
