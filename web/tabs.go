package web

import (
	"strings"

	"shuangsuiji/inspection/law"
)

// tabs are the pages of a section that has several, by the section's path.
var tabs = map[string][]entry{
	Root + "/me": {
		{Path: Root + "/me", Name: "概况"},
		{Path: Root + "/me/delegations", Name: "委托"},
		{Path: Root + "/me/password", Name: "密码"},
		{Path: Root + "/me/second-factor", Name: "动态口令"},
		{Path: Root + "/me/sessions", Name: "登录"},
		{Path: Root + "/me/tokens", Name: "令牌"},
	},
}

// tabsOf are those that the actor may open, and which of them the path lies below.
func tabsOf(section, path string, a law.Actor) (shown []entry, at string) {
	for _, e := range tabs[section] {
		if e.Roles != nil && !a.Has(e.Roles...) {
			continue
		}
		shown = append(shown, e)
		if (path == e.Path || strings.HasPrefix(path, e.Path+"/")) && len(e.Path) > len(at) {
			at = e.Path
		}
	}
	return shown, at
}
