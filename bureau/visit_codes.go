package bureau

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
	"shuangsuiji/settings"
)

// visitCodeLife is how long a code can be scanned that the inspectors show at the
// door: long enough to find a telephone, too short to be passed on.
const visitCodeLife = 30 * time.Minute

// VisitCode is the code that proves an approved visit (扫码入企, 亮码检查).
type VisitCode struct {
	Code    string    `json:"code"`
	Path    string    `json:"path"`
	Expires time.Time `json:"expires"`
}

// VisitCodeView is what anyone sees who reads a code: whether it is genuine, and
// of a genuine one that has not expired who inspects what, and who approved it.
type VisitCodeView struct {
	Expired    bool          `json:"expired"`
	Expires    time.Time     `json:"expires"`
	Agency     string        `json:"agency"`
	Case       string        `json:"case,omitempty"`
	EntityName string        `json:"entityName,omitempty"`
	Inspectors []string      `json:"inspectors,omitempty"` // certificate numbers
	Items      []string      `json:"items,omitempty"`
	Mode       string        `json:"mode,omitempty"`
	ApprovedOn calendar.Date `json:"approvedOn,omitzero"`
	From       calendar.Date `json:"from,omitzero"`
	To         calendar.Date `json:"to,omitzero"`
	// Started is when the entity scanned, if it has.
	Started time.Time `json:"started,omitzero"`
}

var errVisitCode = law.Errorf(law.KindNotFound, "visit_code_unknown", "检查码不是本机关签发的，请核实检查人员身份，可以拒绝检查并举报。")

// visitCodeContext is what a code is signed for.
const visitCodeContext = "visit code"

// ticket is what a code says.
type ticket struct {
	no      string
	day     calendar.Date // on which it was shown
	expires time.Time
}

func (t ticket) text() string {
	return strings.Join([]string{t.no, t.day.String(), strconv.FormatInt(t.expires.Unix(), 10)}, "\x00")
}

// VisitCode makes the code that a member of the team shows at the door. It is
// signed and stands in no table.
func (o *Office) VisitCode(ctx context.Context, actor law.Actor, no string) (VisitCode, error) {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return VisitCode{}, err
	}
	if err := access.MayShowVisitCode(actor, c); err != nil {
		return VisitCode{}, err
	}
	now, err := o.Now(ctx)
	if err != nil {
		return VisitCode{}, err
	}
	t := ticket{no: no, day: calendar.DateOf(now), expires: now.Add(visitCodeLife).Truncate(time.Second)}
	if err := c.CodeShowable(t.day); err != nil {
		return VisitCode{}, err
	}
	signature, err := o.sign(t.text(), visitCodeContext)
	if err != nil {
		return VisitCode{}, err
	}
	code := base64.RawURLEncoding.EncodeToString([]byte(t.text())) + "." + base64.RawURLEncoding.EncodeToString(signature)
	return VisitCode{Code: code, Path: "/public/visit-codes/" + code, Expires: t.expires}, nil
}

// readVisitCode answers the ticket and its case where the signature is ours.
func (o *Office) readVisitCode(ctx context.Context, code string) (ticket, cases.Case, error) {
	said, signature, found := strings.Cut(code, ".")
	text, err1 := base64.RawURLEncoding.DecodeString(said)
	mac, err2 := base64.RawURLEncoding.DecodeString(signature)
	parts := strings.Split(string(text), "\x00")
	if !found || err1 != nil || err2 != nil || len(parts) != 3 {
		return ticket{}, cases.Case{}, errVisitCode
	}
	day, err1 := calendar.ParseDate(parts[1])
	seconds, err2 := strconv.ParseInt(parts[2], 10, 64)
	if err1 != nil || err2 != nil {
		return ticket{}, cases.Case{}, errVisitCode
	}
	t := ticket{no: parts[0], day: day, expires: time.Unix(seconds, 0).UTC()}
	// The signature first: who guesses learns nothing of which cases there are, and
	// reads nothing of the record.
	ours, err := o.signed(string(text), visitCodeContext, mac)
	if err != nil {
		return ticket{}, cases.Case{}, err
	}
	if !ours && t.expires.After(o.begun.Add(visitCodeLife)) {
		return ticket{}, cases.Case{}, errVisitCode
	}
	c, err := o.record.Case(ctx, t.no)
	if law.KindOf(err) == law.KindNotFound {
		return ticket{}, c, errVisitCode
	}
	if err != nil {
		return ticket{}, c, err
	}
	if !ours {
		if ours, err = o.signedOfOld(ctx, c, string(text), mac); err != nil {
			return ticket{}, c, err
		}
	}
	if !ours {
		return ticket{}, c, errVisitCode
	}
	return t, c, nil
}

// signedOfOld reports whether a code was shown by the version before this, which
// signed with the draw's key, plain in the record. Such a code was shown before the
// office began and is looked at only while it could still be good; a draw that was
// sealed never signed one.
func (o *Office) signedOfOld(ctx context.Context, c cases.Case, text string, mac []byte) (bool, error) {
	t, err := o.record.Task(ctx, c.Task)
	if err != nil {
		return false, err
	}
	d, err := o.record.Draw(ctx, t.ID, t.Draw.Number)
	if err != nil || seal.Sealed(d.RosterKey) {
		return false, err
	}
	sum := hmac.New(sha256.New, d.RosterKey)
	sum.Write([]byte("visit code\x00" + text))
	return hmac.Equal(mac, sum.Sum(nil)), nil
}

// ShowVisitCode shows anyone what a code stands for.
//
// Errors: visit_code_unknown for one that was not made here.
func (o *Office) ShowVisitCode(ctx context.Context, code string) (VisitCodeView, error) {
	t, c, err := o.readVisitCode(ctx, code)
	if err != nil {
		return VisitCodeView{}, err
	}
	return o.visitCodeView(ctx, t, c)
}

func (o *Office) visitCodeView(ctx context.Context, t ticket, c cases.Case) (VisitCodeView, error) {
	now, err := o.Now(ctx)
	if err != nil {
		return VisitCodeView{}, err
	}
	agency, err := o.agency(ctx, c)
	if err != nil {
		return VisitCodeView{}, err
	}
	view := VisitCodeView{Expires: t.expires, Agency: agency, Expired: !now.Before(t.expires) || !c.Approval.Covers(t.day)}
	if view.Expired {
		return view, nil
	}
	entity, err := o.record.Entity(ctx, c.Entity)
	if err != nil {
		return view, err
	}
	items, err := o.record.CaseItems(ctx, c.No)
	if err != nil {
		return view, err
	}
	for _, i := range items {
		view.Items = append(view.Items, i.Name)
	}
	a := c.Approval
	view.Case, view.EntityName, view.Inspectors, view.Mode = c.No, entity.Name, c.Team, a.Mode.Chinese()
	view.ApprovedOn, view.From, view.To = a.ApprovedOn, a.From, a.To
	if c.Start != nil && c.Start.Scanned && calendar.DateOf(c.Start.At) == t.day {
		view.Started = c.Start.At
	}
	return view, nil
}

// agency is the inspecting authority by the bureau's setting or the plan.
func (o *Office) agency(ctx context.Context, c cases.Case) (string, error) {
	agency, err := settings.Agency.Read(ctx, o.record)
	if err != nil || agency != "" {
		return agency, err
	}
	t, err := o.record.Task(ctx, c.Task)
	if err != nil {
		return "", err
	}
	plan, err := o.record.Plan(ctx, t.Plan)
	return plan.Unit, err
}

// ScanVisitCode starts the visit on the record: the entity scanned the code. The
// same code scanned again changes nothing.
//
// Errors: visit_code_unknown, visit_code_expired.
func (o *Office) ScanVisitCode(ctx context.Context, code string) (VisitCodeView, error) {
	t, c, err := o.readVisitCode(ctx, code)
	if err != nil {
		return VisitCodeView{}, err
	}
	view, err := o.visitCodeView(ctx, t, c)
	if err != nil || !view.Started.IsZero() {
		return view, err
	}
	if view.Expired {
		return view, law.Errorf(law.KindNotAllowed, "visit_code_expired", "检查码已经失效，请检查人员重新出示。")
	}
	call := Call{Person: "code:" + HashSecret(code)[:32], Route: "POST /public/visit-codes/scan", Key: "scan"}
	scanned := law.EntityActor(c.Entity)
	scanned.By = law.By{Via: law.ViaVisitCode, ID: c.No}
	after, _, err := o.ActOnCase(ctx, scanned, c.No, Entry{Facts: cases.StartVisit{}}, call)
	if err != nil {
		return view, err
	}
	return o.visitCodeView(ctx, t, after.Case)
}
