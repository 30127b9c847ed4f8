package bureau

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/record"
)

// tokenLife is how long a program's token is good for.
const tokenLife = 365 * 24 * time.Hour

// IssueToken makes a token for a program that acts for the account. The token is
// shown once; only its hash is kept.
func (o *Office) IssueToken(ctx context.Context, account, name string) (string, record.Token, error) {
	if strings.TrimSpace(name) == "" {
		return "", record.Token{}, inspection.Errorf(inspection.KindInvalid, "token_name_required", "必须写明令牌的用途。")
	}
	secret := "ssj_" + randomText(32)
	now := inspection.Recorded(o.now())
	t := record.Token{ID: "t-" + randomText(9), Account: account, Name: name, Hash: HashSecret(secret), Created: now, Expires: now.Add(tokenLife)}
	return secret, t, o.record.SaveToken(ctx, t)
}

// AccountOfToken finds the account for which a program acts.
func (o *Office) AccountOfToken(ctx context.Context, secret string) (record.Account, error) {
	t, err := o.record.TokenByHash(ctx, HashSecret(secret))
	if inspection.KindOf(err) == inspection.KindNotFound {
		return record.Account{}, inspection.Errorf(inspection.KindUnauthentic, "token_unknown", "令牌无效。")
	}
	if err != nil {
		return record.Account{}, err
	}
	if !t.Revoked.IsZero() || t.Expires.Before(o.now()) {
		return record.Account{}, inspection.Errorf(inspection.KindUnauthentic, "token_expired", "令牌已失效。")
	}
	return o.Account(ctx, t.Account)
}

// Tokens are the account's own tokens.
func (o *Office) Tokens(ctx context.Context, account string) ([]record.Token, error) {
	return o.record.Tokens(ctx, account)
}

// RevokeToken ends one of the account's own tokens.
func (o *Office) RevokeToken(ctx context.Context, account, id string) error {
	own, err := o.record.Tokens(ctx, account)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(own, func(t record.Token) bool { return t.ID == id }) {
		return inspection.Errorf(inspection.KindNotFound, "token_unknown", "没有该令牌。")
	}
	return o.record.RevokeToken(ctx, id, inspection.Recorded(o.now()))
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
