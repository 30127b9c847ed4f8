package api

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSearchedText: what is imported is found as people type it, and what is too short is
// refused.
func TestSearchedText(t *testing.T) {
	b := newBench(t, generous())
	file, code, _ := entitiesFile(t)
	b.request("clerk", "POST", "/api/registers/entities/import?mode=good", file, "Content-Type", csvType).is(200)
	find := func(text string) []entity {
		var l list[entity]
		b.get("clerk", "/api/registers/entities?text="+url.QueryEscape(text)).is(200).into(&l)
		return l.Items
	}
	require.Len(t, find(code), 1)
	name := []rune(find(code)[0].Name)
	require.NotEmpty(t, find(string(name[:2])+"\u3000\u200b"+string(name[2:])))
	require.NotEmpty(t, find(code[9:]), "a part of the code")
	require.Empty(t, find("zzzz"))
	for _, path := range []string{"/api/registers/entities", "/api/registers/inspectors", "/api/registers/items", "/api/cases"} {
		b.get("clerk", path+"?text=%25").is(422, "search_too_short")
	}
}
