package door

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/seal"
)

// TestDeviceCookie: it counts for whoever has the office's keys, for as long as it
// was made for, and never as anybody else made or altered it.
func TestDeviceCookie(t *testing.T) {
	old, fresh := seal.NewKey("old"), seal.NewKey("fresh")
	of := func(keys ...seal.Key) devices {
		r, err := seal.New(keys...)
		require.NoError(t, err)
		return newDevices(r, false)
	}
	asking := func(cookie string) *http.Request {
		r := httptest.NewRequest(http.MethodPost, "/api/login", nil)
		r.Header.Set("Cookie", cookie)
		return r
	}
	d := of(old)
	made, err := d.after(asking(""), "clerk")
	require.NoError(t, err)
	cookie, _, _ := strings.Cut(made, ";")

	one, known := d.of(asking(cookie))
	require.True(t, known)
	require.True(t, one.knows("clerk"))
	require.False(t, one.knows("director"))
	made, err = d.after(asking(cookie), "director")
	require.NoError(t, err)
	both, _, _ := strings.Cut(made, ";")
	again, known := of(fresh, old).of(asking(both))
	require.True(t, known, "a new key was put before it")
	require.Equal(t, one.ID, again.ID)
	require.True(t, again.knows("clerk") && again.knows("director"))

	_, known = of(seal.NewKey("old")).of(asking(cookie))
	require.False(t, known, "of another office")
	retired := old
	retired.Retired = true
	_, known = of(fresh, retired).of(asking(cookie))
	require.False(t, known, "nothing is believed on the word of a retired key")
	for i := len("ssj_device="); i < len(cookie); i += 7 {
		altered := []byte(cookie)
		altered[i] = map[bool]byte{true: 'B', false: 'A'}[altered[i] == 'A']
		_, known = d.of(asking(string(altered)))
		require.False(t, known, "byte %d", i)
	}

	d.now = func() time.Time { return time.Now().Add(deviceLifetime) }
	_, known = d.of(asking(cookie))
	require.False(t, known, "it has had its time")
}
