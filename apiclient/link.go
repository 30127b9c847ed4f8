package apiclient

import (
	"context"
	"fmt"
	"net/http"
)

// Link is a link of an entity or a witness, as it is shown once.
type Link struct {
	Secret string `json:"secret"`
	Code   string `json:"code"` // "" where it went by mail
}

// linksMade bounds how often a lost answer is made good by another link.
const linksMade = 5

// MakeLink makes a link at the path. Where the first answer was lost, that to the
// repeat has no secret any more; then it makes another, which ends the lost one.
func (c *Client) MakeLink(ctx context.Context, path string, form any) (Link, error) {
	for range linksMade {
		var l Link
		if err := c.sendJSON(ctx, request{method: http.MethodPost, path: path, repeatable: true}, form, &l); err != nil || l.Secret != "" {
			return l, err
		}
	}
	return Link{}, fmt.Errorf("链接已生成，但%d次都没有收到答复，请稍后重新生成（link_answer_lost）", linksMade)
}
