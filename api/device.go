package api

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/securecookie"
)

// device is a browser that somebody logged in from. It opens nothing: who brings it
// is only not refused for what others do, be it that they guess at his password or
// flood the office from the same address.
type device struct {
	ID string `json:"id"`
	// Logins are those that logged in from it, as digests: office machines are shared.
	Logins []string `json:"logins"`
}

const (
	deviceLifetime = 180 * 24 * time.Hour // from the last login
	deviceLogins   = 8                    // so many share a machine; the next takes the place of the first
)

// devices makes and reads the cookies of devices.
type devices struct {
	codec  *securecookie.SecureCookie
	cookie http.Cookie // without its value
}

func newDevices(key []byte, secure bool) devices {
	if len(key) == 0 {
		key = securecookie.GenerateRandomKey(32)
	}
	d := devices{codec: securecookie.New(key, nil).SetSerializer(securecookie.JSONEncoder{}).MaxAge(int(deviceLifetime.Seconds()))}
	d.cookie = http.Cookie{Name: "ssj_device", Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, MaxAge: int(deviceLifetime.Seconds())}
	if secure {
		d.cookie.Name, d.cookie.Secure = "__Host-ssj_device", true
	}
	return d
}

// of is the device that sent the request; known is false where nobody logged in
// from it yet.
func (d devices) of(r *http.Request) (one device, known bool) {
	c, err := r.Cookie(d.cookie.Name)
	if err != nil || d.codec.Decode(d.cookie.Name, c.Value, &one) != nil {
		return device{}, false
	}
	return one, one.ID != ""
}

// after is the cookie of the request's device, once the login has succeeded there.
func (d devices) after(r *http.Request, login string) (string, error) {
	one, known := d.of(r)
	if !known {
		one.ID = rand.Text()
	}
	mark := loginMark(login)
	one.Logins = append(slices.DeleteFunc(one.Logins, func(m string) bool { return m == mark }), mark)
	one.Logins = one.Logins[max(0, len(one.Logins)-deviceLogins):]
	c := d.cookie
	var err error
	c.Value, err = d.codec.Encode(c.Name, one)
	return c.String(), err
}

// knows reports whether the login has succeeded on the device.
func (d device) knows(login string) bool { return slices.Contains(d.Logins, loginMark(login)) }

func loginMark(login string) string {
	sum := sha256.Sum256([]byte(login))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}
