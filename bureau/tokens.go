package bureau

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"sync"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// How long a program's token is good for, in days.
const (
	TokenDays     = 90 // unless said otherwise
	LongestTokens = 365
)

// NewToken is a token to be made.
type NewToken struct {
	Name  string            // what it is for
	Scope record.TokenScope // reads where empty
	Days  int               // how long it is good for; [TokenDays] where 0
}

// IssueToken makes a token for a program that acts for the account. The token is
// shown once; only its hash is kept.
//
// Errors: token_name_required, token_scope_unknown, token_days_invalid.
func (o *Office) IssueToken(ctx context.Context, account string, in NewToken) (string, record.Token, error) {
	name, ok := names.Typed(in.Name)
	if !ok || name == "" {
		return "", record.Token{}, law.Errorf(law.KindInvalid, "token_name_required", "必须写明令牌的用途。")
	}
	if in.Scope == "" {
		in.Scope = record.TokenReads
	}
	if in.Scope != record.TokenReads && in.Scope != record.TokenActs {
		return "", record.Token{}, law.Errorf(law.KindInvalid, "token_scope_unknown", "令牌的权限应为read（只查看）或者act（查看和办理）。")
	}
	if in.Days == 0 {
		in.Days = TokenDays
	}
	if in.Days < 1 || in.Days > LongestTokens {
		return "", record.Token{}, law.Errorf(law.KindInvalid, "token_days_invalid", "令牌的有效期应为1至%d日。", LongestTokens)
	}
	secret := "ssj_" + randomText(32)
	now := registers.Recorded(o.now())
	t := record.Token{ID: "t-" + randomText(9), Account: account, Name: name, Scope: in.Scope, Hash: HashSecret(secret), Created: now, Expires: now.AddDate(0, 0, in.Days)}
	if err := o.record.SaveToken(ctx, t); err != nil {
		return "", t, err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventTokenIssued, Account: account, Subject: t.ID, Detail: t.Name + "，" + t.Scope.Chinese() + "，至" + t.Expires.Format(time.DateOnly)})
	return secret, t, nil
}

// AccountOfToken finds the account for which a program acts, and notes from where the
// token is used.
func (o *Office) AccountOfToken(ctx context.Context, secret string) (record.Account, record.Token, error) {
	t, err := o.record.TokenByHash(ctx, HashSecret(secret))
	if law.KindOf(err) == law.KindNotFound {
		return record.Account{}, t, law.Errorf(law.KindUnauthentic, "token_unknown", "令牌无效。")
	}
	if err != nil {
		return record.Account{}, t, err
	}
	if !t.Revoked.IsZero() || t.Expires.Before(o.now()) {
		return record.Account{}, t, law.Errorf(law.KindUnauthentic, "token_expired", "令牌已失效。")
	}
	a, err := o.Account(ctx, t.Account)
	if err == nil {
		o.noteTokenUse(ctx, t)
	}
	return a, t, err
}

// noteTokenUse notes when and from where a token was used, to the hour. It keeps nobody
// from working: what can't be noted is an operator's error.
func (o *Office) noteTokenUse(ctx context.Context, t record.Token) {
	now, address := registers.Recorded(o.now()), AddressOf(ctx)
	if !o.tokenUses.due(t.ID+" "+address, now) {
		return
	}
	first, err := o.record.UseToken(ctx, t.ID, address, now)
	if err != nil {
		o.log.ErrorContext(ctx, "use of a token not noted", "token", t.ID, "error", err)
		return
	}
	if first {
		o.note(ctx, record.SecurityEvent{Kind: record.EventTokenAddress, Account: t.Account, Subject: t.ID, Detail: t.Name})
	}
}

// tokenUses remembers which uses were noted within the hour.
type tokenUses struct {
	mu    sync.Mutex
	noted map[string]time.Time
}

// mostTokenUses bounds the memory; beyond it everything is noted anew.
const mostTokenUses = 10_000

func (u *tokenUses) due(use string, now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if now.Sub(u.noted[use]) < time.Hour {
		return false
	}
	if u.noted == nil || len(u.noted) >= mostTokenUses {
		u.noted = map[string]time.Time{}
	}
	u.noted[use] = now
	return true
}

// Tokens are the tokens of an account: one's own, or for an administrator anybody's.
func (o *Office) Tokens(ctx context.Context, actor law.Actor, account string) ([]record.Token, error) {
	if err := ownOrAdministered(actor, account); err != nil {
		return nil, err
	}
	return o.record.Tokens(ctx, account)
}

// RevokeToken ends a token of an account: one's own, or for an administrator anybody's.
func (o *Office) RevokeToken(ctx context.Context, actor law.Actor, account, id string) error {
	all, err := o.Tokens(ctx, actor, account)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(t record.Token) bool { return t.ID == id }) {
		return law.Errorf(law.KindNotFound, "token_unknown", "没有该令牌。")
	}
	if err := o.record.RevokeToken(ctx, id, registers.Recorded(o.now())); err != nil {
		return err
	}
	o.note(ctx, record.SecurityEvent{Kind: record.EventTokenRevoked, Account: actor.ID, Subject: id, Detail: "令牌所属账号：" + account})
	return nil
}

// ownOrAdministered refuses who looks at another's access without being an
// administrator.
func ownOrAdministered(actor law.Actor, account string) error {
	if actor.ID == account {
		return nil
	}
	return access.EndAccess.Require(actor)
}

// HashSecret is how secrets of tokens and links are kept.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// randomText is n random bytes as text; rand.Read never fails.
func randomText(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}
