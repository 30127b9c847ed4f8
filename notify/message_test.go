package notify

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/record"
)

// parsed reads a delivery with the standard library, not with what wrote it.
func parsed(t require.TestingT, d delivery) *mail.Message {
	message, err := mail.ReadMessage(bytes.NewReader(d.raw))
	require.NoError(t, err)
	return message
}

func subjectOf(t require.TestingT, m *mail.Message) string {
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	require.NoError(t, err)
	return subject
}

func bodyOf(t require.TestingT, m *mail.Message) string {
	kind, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	require.NoError(t, err)
	require.Equal(t, "text/plain", kind)
	require.Equal(t, "utf-8", strings.ToLower(parameters["charset"]))
	require.Equal(t, "base64", m.Header.Get("Content-Transfer-Encoding"))
	body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, m.Body))
	require.NoError(t, err)
	return string(body)
}

func TestChineseSurvivesTheJourney(t *testing.T) {
	t.Parallel()
	server := (&mailServer{}).start(t)
	m := record.Mail{
		MessageID: "<0f1e2d3c4b5a69788796a5b4c3d2e1f0@rsj.example.cn>",
		To:        "王某 <wang@example.cn>",
		Subject:   strings.Repeat("【双随机抽查】𠮷田劳务派遣有限公司检查结果逾期未公示", 5),
		Body:      "一、逾期（1条）\n1. 2024001-001-0007\n.\n.行首有点\r\n㐀𠀀😀\n" + strings.Repeat("很长的一行", 300),
		Created:   time.Date(2024, 4, 8, 16, 30, 0, 0, time.UTC),
	}
	sender, _ := newSender(t, newOutbox(m), plainTo(server))
	sent, _, err := sender.Round(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, sent)

	received := server.received()
	require.Len(t, received, 1)
	require.Equal(t, "wang@example.cn", received[0].to)
	got := parsed(t, received[0])
	require.Equal(t, []string{m.MessageID}, got.Header["Message-Id"])
	require.Equal(t, m.Subject, subjectOf(t, got))
	require.Equal(t, withCRLF(m.Body), bodyOf(t, got))
	require.Equal(t, "Tue, 09 Apr 2024 00:30:00 +0800", got.Header.Get("Date"))
	require.Equal(t, "auto-generated", got.Header.Get("Auto-Submitted"))
	from, err := got.Header.AddressList("From")
	require.NoError(t, err)
	require.Equal(t, []*mail.Address{{Name: "双随机抽查平台", Address: "ssj@rsj.example.cn"}}, from)
	to, err := got.Header.AddressList("To")
	require.NoError(t, err)
	require.Equal(t, []*mail.Address{{Name: "王某", Address: "wang@example.cn"}}, to)
	for line := range strings.SplitSeq(string(received[0].raw), "\r\n") {
		require.LessOrEqual(t, len(line), 998, "RFC 5322, 2.1.1")
		require.True(t, isASCII(line), "needs 8BITMIME: %q", line)
	}
}

func TestAnyTextMakesOneMessageAndNoOtherHeader(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := mailTo(1, "a@example.cn")
		m.Subject = rapid.OneOf(rapid.String(), rapid.Just("逾期\r\nBcc: x@example.cn"), rapid.Just("late\r\nBcc: x@example.cn")).Draw(t, "subject")
		m.Body = rapid.String().Draw(t, "body")
		var raw [2]bytes.Buffer
		for i := range raw {
			msg, err := compose("ssj@rsj.example.cn", m)
			require.NoError(t, err)
			_, err = msg.WriteTo(&raw[i])
			require.NoError(t, err)
		}
		require.Equal(t, raw[0].String(), raw[1].String())
		got := parsed(t, delivery{raw: raw[0].Bytes()})
		require.Empty(t, got.Header.Get("Bcc"))
		require.Equal(t, m.MessageID, got.Header.Get("Message-Id"))
		require.Equal(t, withCRLF(m.Body), bodyOf(t, got))
	})
}

func TestAddressesAreCutOutOfErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"535 5.7.8 no such account: ssj@rsj.example.cn": "535 5.7.8 no such account: ***",
		"550 <wang.san+x@example.cn>: unknown":          "550 <***>: unknown",
		"王某@example.cn 不存在":                             "*** 不存在",
		"dial tcp 127.0.0.1:25: connection refused":     "dial tcp 127.0.0.1:25: connection refused",
	} {
		require.Equal(t, want, discreet{errorText(text)}.Error())
	}
}

type errorText string

func (e errorText) Error() string { return string(e) }

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 127 }) < 0
}
