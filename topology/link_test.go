package topology

import (
	"bufio"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// echo answers each line with itself.
func echo(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				lines := bufio.NewScanner(c)
				for lines.Scan() {
					if _, err := c.Write(append(lines.Bytes(), '\n')); err != nil {
						return
					}
				}
			}()
		}
	}()
	return l.Addr().String()
}

func linkTo(t *testing.T, target string) *Link {
	t.Helper()
	l, err := newLink("a", "b", target)
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.close() })
	return l
}

type caller struct {
	net.Conn
	lines *bufio.Reader
}

func call(t *testing.T, l *Link) *caller {
	t.Helper()
	c, err := net.Dial("tcp", l.Address())
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	return &caller{c, bufio.NewReader(c)}
}

// refused is how a new connection fails: already when it is made, or when it is
// used, as the reset comes.
func refused(t *testing.T, l *Link) error {
	t.Helper()
	c, err := net.Dial("tcp", l.Address())
	if err != nil {
		return err
	}
	t.Cleanup(func() { _ = c.Close() })
	_, err = (&caller{c, bufio.NewReader(c)}).says("x", 10*time.Second)
	return err
}

func (c *caller) says(line string, patience time.Duration) (string, error) {
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return "", err
	}
	if _, err := c.Write([]byte(line + "\n")); err != nil {
		return "", err
	}
	return c.lines.ReadString('\n')
}

func TestLinkCarries(t *testing.T) {
	t.Parallel()
	c := call(t, linkTo(t, echo(t)))
	for _, word := range []string{"first", "second"} {
		answer, err := c.says(word, 10*time.Second)
		require.NoError(t, err)
		require.Equal(t, word+"\n", answer)
	}
}

func TestLinkCut(t *testing.T) {
	t.Parallel()
	l := linkTo(t, echo(t))
	before := call(t, l)
	_, err := before.says("x", 10*time.Second)
	require.NoError(t, err)
	l.Cut()
	_, err = before.says("x", 10*time.Second)
	require.Error(t, err, "what was open is broken")
	require.Error(t, refused(t, l), "a new one is not carried")
	l.Mend()
	_, err = call(t, l).says("x", 10*time.Second)
	require.NoError(t, err)
}

func TestLinkStalled(t *testing.T) {
	t.Parallel()
	l := linkTo(t, echo(t))
	c := call(t, l)
	_, err := c.says("first", 10*time.Second)
	require.NoError(t, err)
	l.Stall()
	_, err = c.says("second", 50*time.Millisecond)
	var timeout net.Error
	require.ErrorAs(t, err, &timeout)
	require.True(t, timeout.Timeout(), "nothing is broken, nothing comes")
	l.Mend()
	require.NoError(t, c.SetDeadline(time.Now().Add(10*time.Second)))
	answer, err := c.lines.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "second\n", answer, "nothing was lost")
}

func TestLinkSlow(t *testing.T) {
	t.Parallel()
	l := linkTo(t, echo(t))
	l.Slow(30 * time.Millisecond)
	began := time.Now()
	_, err := call(t, l).says("x", 10*time.Second)
	require.NoError(t, err)
	require.GreaterOrEqual(t, time.Since(began), 60*time.Millisecond, "there and back")
}
