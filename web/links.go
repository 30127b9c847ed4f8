package web

import (
	"net/http"
	"net/url"

	"shuangsuiji/bureau"
)

// linkLine is a link as staff see it: never its secret.
type linkLine struct {
	bureau.LinkState
	MadeBy, EndedBy string
	// State says in words what the link is good for.
	State string
}

func linkLines(all []bureau.LinkState, p people) []linkLine {
	out := make([]linkLine, len(all))
	for i, l := range all {
		out[i] = linkLine{LinkState: l, MadeBy: p.account(l.MadeBy), EndedBy: p.account(l.EndedBy), State: linkState(l)}
	}
	return out
}

func linkState(l bureau.LinkState) string {
	switch {
	case l.Ending != "":
		return l.Ending.Chinese()
	case !l.Live:
		return "已到期"
	case !l.Locked.IsZero():
		return "验证码多次有误，已锁定，须换发"
	case !l.Paused.IsZero():
		return "验证码多次有误，暂停至" + moment(l.Paused)
	case l.Opened.IsZero():
		return "有效，尚未打开"
	}
	return "有效，" + moment(l.Opened) + "首次打开"
}

// newLink is a link as it is shown once, for whoever made it to hand on.
type newLink struct {
	bureau.LinkState
	Secret, Path, Code string
	// Address is where its holder opens it.
	Address string
	QR      picture
}

// handedOn reads what the interface answers to the making of a link, which shows its
// secret this once.
func (s *console) handedOn(r *http.Request, at, key string, body any) (newLink, error) {
	var made newLink
	if _, err := s.askWith(r, http.MethodPost, &url.URL{Path: at}, http.Header{"Idempotency-Key": {key}}, body, &made); err != nil || made.Path == "" {
		return made, err
	}
	made.Address = s.outside(r, made.Path)
	var err error
	made.QR, err = qrOf(made.Address)
	return made, err
}

// slipView is what is printed for the holder of a new link.
type slipView struct {
	Title string // whose link it is
	For   string
	Page  string
	Back  string
	Link  newLink
	// Oversight says to whom outside the bureau an entity can turn.
	Oversight string
}
