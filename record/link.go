package record

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"shuangsuiji/inspection/law"
)

// LinkPurpose is what a link without an account is for.
type LinkPurpose string

// The purposes of a link.
const (
	LinkEntity  LinkPurpose = "entity"  // the entity's own case, or the proceedings against a party
	LinkWitness LinkPurpose = "witness" // an outside witness of a draw
)

// CodeWay is how the holder of a link comes by its code (验证码).
type CodeWay string

// The ways of a code.
const (
	CodeOnPaper CodeWay = "paper" // printed with the link
	CodeByMail  CodeWay = "mail"  // to the address in the register; who made the link does not see it
)

var codeWayNames = map[CodeWay]string{CodeOnPaper: "随通知书打印", CodeByMail: "发往所登记的电子邮箱"}

// Chinese is the way's name.
func (w CodeWay) Chinese() string { return codeWayNames[w] }

// LinkEnding is why a link ended before its time.
type LinkEnding string

// The endings of a link.
const (
	LinkRenewed LinkEnding = "renewed" // another generation took its place
	LinkRevoked LinkEnding = "revoked"
)

var linkEndingNames = map[LinkEnding]string{LinkRenewed: "已被新的链接替代", LinkRevoked: "已撤销"}

// Chinese is the ending's name.
func (e LinkEnding) Chinese() string { return linkEndingNames[e] }

// Link admits somebody without an account to one case or draw. Of its secret and of
// its code the record keeps what tells a right one from a wrong one, and no more.
// Its times are real.
type Link struct {
	Hash    string // SHA-256 of the secret, hex
	Purpose LinkPurpose
	Subject string // case number, task id, or number of a party
	Holder  string // credit code, witness name, or again the number of the party
	Draw    int    // of the task, for a witness
	// Generation counts the links of one holder from 1; each ends the one before. 0 is
	// a link of the version that derived them from the draw's key: it has no maker and
	// no code.
	Generation int
	MadeBy     string // account
	Created    time.Time
	Expires    time.Time
	Code       string // the code, signed with a key outside the record
	CodeWay    CodeWay
	Opened     time.Time // when it was first looked at

	Tries  int       // wrong codes in a row
	Paused time.Time // until when no code is taken
	Locked time.Time // since when none is taken any more

	Ended   time.Time
	EndedBy string // account
	Ending  LinkEnding
}

// OfParty reports whether the holder is the party of penalty cases that is not the entity
// that was drawn.
func (l Link) OfParty() bool { return l.Purpose == LinkEntity && l.Subject == l.Holder }

// ID names the link to people; nothing can be opened with it.
func (l Link) ID() string { return l.Hash[:16] }

// Live reports whether the link opens anything at the moment, as far as the link
// itself goes.
func (l Link) Live(now time.Time) bool {
	return l.Ended.IsZero() && (l.Expires.IsZero() || now.Before(l.Expires))
}

// Admits reports whether an act is taken that the office handed in by the link. Nobody
// hands in anything by one that has ended; but what was on its way when another
// generation took its place is its holder's all the same.
func (l Link) Admits(now time.Time) bool {
	if l.Ending == LinkRenewed {
		l.Ended = time.Time{}
	}
	return l.Live(now)
}

// Party names whoever holds the link, in 32 characters: the same for all generations,
// so that a witness opens what he sealed, and a repeat is known, by a renewed link
// too.
func (l Link) Party() string {
	if l.Generation == 0 {
		return l.Hash[:32]
	}
	sum := sha256.Sum256([]byte(string(l.Purpose) + "\x00" + l.Subject + "\x00" + strconv.Itoa(l.Draw) + "\x00" + l.Holder))
	return hex.EncodeToString(sum[:16])
}

// Actor is who acts by the link: the entity or party itself, or the witness.
func (l Link) Actor() law.Actor {
	if l.Purpose == LinkWitness {
		return law.Actor{ID: l.Witness(), Roles: []law.Role{law.RoleWitness}, By: law.By{Via: law.ViaWitnessLink, ID: l.Hash}}
	}
	actor := law.EntityActor(l.Holder)
	actor.By = law.By{Via: law.ViaEntityLink, ID: l.Hash}
	return actor
}

// Witness is the name under which the acts by a witness's link stand on record.
func (l Link) Witness() string { return "w-" + l.Party()[:16] }
