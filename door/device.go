package door

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"shuangsuiji/seal"
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
	signer seal.Signer
	cookie http.Cookie // without its value
	now    func() time.Time
}

// deviceContext is what the cookies of devices are signed for.
const deviceContext = "device cookie"

// pass is what a device's cookie says.
type pass struct {
	device
	Until int64 `json:"until"` // Unix time; a browser may keep a cookie for longer than it was told
}

func newDevices(signer seal.Signer, secure bool) devices {
	if signer == nil {
		own, err := seal.New(seal.NewKey("process"))
		if err != nil {
			panic(err) // a new key makes a ring
		}
		signer = own
	}
	d := devices{signer: signer, now: time.Now}
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
	if err != nil {
		return device{}, false
	}
	said, signature, _ := strings.Cut(c.Value, ".")
	text, err1 := base64.RawURLEncoding.DecodeString(said)
	mac, err2 := base64.RawURLEncoding.DecodeString(signature)
	if err1 != nil || err2 != nil || !d.signer.Verify(text, []byte(deviceContext), mac) {
		return device{}, false
	}
	var p pass
	if err := json.Unmarshal(text, &p); err != nil || d.now().Unix() >= p.Until {
		return device{}, false
	}
	return p.device, true
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
	text, err := json.Marshal(pass{device: one, Until: d.now().Add(deviceLifetime).Unix()})
	if err != nil {
		return "", err
	}
	c := d.cookie
	c.Value = base64.RawURLEncoding.EncodeToString(text) + "." + base64.RawURLEncoding.EncodeToString(d.signer.Sign(text, []byte(deviceContext)))
	return c.String(), nil
}

// knows reports whether the login has succeeded on the device.
func (d device) knows(login string) bool { return slices.Contains(d.Logins, loginMark(login)) }

func loginMark(login string) string {
	sum := sha256.Sum256([]byte(login))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}
