package documents

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestXMLAsTheStandardLibraryReadsIt: what is taken is well formed, and the same is
// found in it, however the bytes arrive.
func TestXMLAsTheStandardLibraryReadsIt(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"<a>", "</a>", "<a/>", "<x:b k='v'>", "</x:b>", "<x:b\n k = \"1 > 0\" j='\"'/>", "<c r=\"A1\" t=\"s\">", "</c>", "</c >", "<row", ">", "<", "/>", "</", "&lt;", "&#x4E2D;", "&#13;", "&#0;", "&amp", "&nbsp;", ";",
		"演示", "\r\n", "\r", " ", "]]>", "<![CDATA[", "<![CDATA[x<y]]>", "<!-- 注 -->", "<!--", "-->", "--", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version='1.0' encoding='GBK'?>", "<?a b?>", "?>", "<!DOCTYPE a>",
		"\x00", "\xff", "\uFFFE", "=", "\"", "'", "<a b=\"1\"c=\"2\">", "<a b=1>", "<a b>", "<1>", "<a:b:c>", "<:a>", "<a:>", "<é>", "_x000D_",
	})
	whole := rapid.Custom(func(t *rapid.T) string {
		name := rapid.SampledFrom([]string{"a", "x:b", "row"}).Draw(t, "name")
		return "<" + name + ">" + strings.Join(rapid.SliceOfN(piece, 0, 4).Draw(t, "within"), "") + "</" + name + ">"
	})
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.OneOf(piece, whole), 0, 8).Draw(t, "document"), "")
		if sameXML(t, s) {
			taken++
		}
	})
	require.NotZero(t, taken)
	for _, s := range []string{`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><x:worksheet xmlns:x="u"><x:row r="1" ><x:c r='A1'/></x:row></x:worksheet>`, "\uFEFF<a/>", "<a>\r\n&#10;<![CDATA[<&\r]]></a>\n"} {
		require.True(t, sameXML(t, s), s)
	}
}

func FuzzXML(f *testing.F) {
	f.Add("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> &lt;演示&gt; </t></is></c></row>")
	f.Add("<a><!-- x --><![CDATA[y]]>&#x4E2D;</a>")
	f.Fuzz(func(t *testing.T, s string) { sameXML(t, s) })
}

// sameXML reports whether the document is taken.
func sameXML(t require.TestingT, s string) bool {
	ours, err := tokensOf(strings.NewReader(s))
	slowly, slowErr := tokensOf(iotest.OneByteReader(strings.NewReader(s)))
	require.Equal(t, ours, slowly, "%q", s)
	require.Equal(t, err, slowErr, "%q", s)
	if err != nil {
		return false
	}
	theirs, err := standardTokens(s)
	require.NoError(t, err, "%q", s)
	require.Equal(t, theirs, ours, "%q", s)
	return true
}

func tokensOf(r io.Reader) (out string, _ error) {
	x := newXMLReader(r, 1<<20)
	for {
		kind, err := x.next()
		switch {
		case err != nil:
			return "", err
		case kind == xmlEOF:
			return out, nil
		case kind == xmlStart:
			out += fmt.Sprintf("<%s", x.name)
			for _, a := range x.attrs {
				out += fmt.Sprintf(" %s=%q", local(a.name), a.value)
			}
			out += ">"
		case kind == xmlEnd:
			out += fmt.Sprintf("</%s>", x.name)
		default:
			out += fmt.Sprintf("%q", x.text)
		}
	}
}

func standardTokens(s string) (out string, _ error) {
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			out += "<" + t.Name.Local
			for _, a := range t.Attr {
				out += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
			}
			out += ">"
		case xml.EndElement:
			out += "</" + t.Name.Local + ">"
		case xml.CharData:
			out += fmt.Sprintf("%q", t)
		}
	}
}
