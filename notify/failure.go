package notify

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/wneessen/go-mail"
)

// serviceClosing is the answer of a server that is about to hang up, whatever
// it was asked (RFC 5321, 3.8).
const serviceClosing = 421

// verdict is what a mail that was not accepted means.
type verdict struct {
	// reason is recorded with the mail; empty if the mail has no part in it.
	reason string
	// gravity is what the refusal leaves to hope for.
	gravity gravity
	// stop says that the connection is of no use to the mails after it.
	stop bool
}

// judge reads the error of one mail. Until the server has taken the sender, the
// trouble is the server's or the set-up's. After that it counts as an attempt of
// this mail even where the server hung up: a mail at which it always does must
// not stand before all others for ever.
func judge(err error) verdict {
	var failure *mail.SendError
	if !errors.As(err, &failure) {
		return verdict{stop: true}
	}
	code := failure.ErrorCode()
	stop := code == 0 || code == serviceClosing
	switch failure.Reason {
	case mail.ErrGetRcpts:
		return verdict{reason: errAddress.Error(), gravity: hopeless}
	case mail.ErrSMTPRcptTo:
		return verdict{reason: refusal("收件地址", code), gravity: gravityOf(code), stop: stop}
	case mail.ErrSMTPData, mail.ErrWriteContent, mail.ErrSMTPDataClose:
		return verdict{reason: refusal("邮件", code), gravity: gravityOf(code), stop: stop}
	default:
		return verdict{stop: true}
	}
}

// gravityOf is that of an SMTP reply: 5xx is meant to be final (RFC 5321, 4.2.1).
func gravityOf(code int) gravity {
	if code >= 500 {
		return refused
	}
	return passing
}

// refusal leaves out the server's own words, which usually repeat the address.
func refusal(what string, code int) string {
	switch {
	case code == 0:
		return "邮件服务器中断了连接，未确认收到邮件"
	case code < 500:
		return fmt.Sprintf("%s暂被邮件服务器拒绝（%d）", what, code)
	default:
		return fmt.Sprintf("%s被邮件服务器拒绝（%d）", what, code)
	}
}

var address = regexp.MustCompile(`[^\s<>"'=,;:]+@[^\s<>"'=,;:]+`)

// discreet is an error whose text holds no address. What it wraps stays to be
// recognised by errors.Is, not to be printed.
type discreet struct{ err error }

func (d discreet) Error() string { return address.ReplaceAllString(d.err.Error(), "***") }

func (d discreet) Unwrap() error { return d.err }
