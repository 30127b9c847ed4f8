package notify

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestConfigDefaults(t *testing.T) {
	t.Parallel()
	for mode, port := range map[TLSMode]int{"": 587, TLSStartTLS: 587, TLSImplicit: 465, TLSNone: 25} {
		cfg, err := SMTP{Host: "mx", From: "ssj@rsj.example.cn", TLS: mode}.check()
		require.NoError(t, err)
		require.Equal(t, port, cfg.Port)
		require.Positive(t, cfg.Timeout)
	}
	cfg, err := SMTP{Host: "mx", From: "ssj@rsj.example.cn", Port: 2525}.check()
	require.NoError(t, err)
	require.Equal(t, 2525, cfg.Port)
	require.Equal(t, TLSStartTLS, cfg.TLS)
}

func TestConfigRefusals(t *testing.T) {
	t.Parallel()
	notPEM := filepath.Join(t.TempDir(), "ca.pem")
	require.NoError(t, os.WriteFile(notPEM, []byte("no certificate"), 0o600))
	valid := SMTP{Host: "mx", From: "ssj@rsj.example.cn"}
	for name, tt := range map[string]struct {
		change func(*SMTP)
		want   string
	}{
		"no host":                {func(c *SMTP) { c.Host = "" }, "Host"},
		"mode":                   {func(c *SMTP) { c.TLS = "ssl" }, `"ssl"`},
		"port too high":          {func(c *SMTP) { c.Port = 65536 }, "65536"},
		"port negative":          {func(c *SMTP) { c.Port = -1 }, "-1"},
		"user without password":  {func(c *SMTP) { c.User = "u" }, "PasswordFile"},
		"password without user":  {func(c *SMTP) { c.PasswordFile = "f" }, "PasswordFile"},
		"password in the clear":  {func(c *SMTP) { c.User, c.PasswordFile, c.TLS = "u", "f", TLSNone }, "none"},
		"timeout below zero":     {func(c *SMTP) { c.Timeout = -1 }, "Timeout"},
		"no sender":              {func(c *SMTP) { c.From = "" }, "From"},
		"sender is not one":      {func(c *SMTP) { c.From = "双随机抽查平台" }, "From"},
		"no CA file":             {func(c *SMTP) { c.CAFile = notPEM + "x" }, "CAFile"},
		"CA file has no such":    {func(c *SMTP) { c.CAFile = notPEM }, "没有可用的证书"},
		"valid, for the control": {func(*SMTP) {}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := valid
			tt.change(&cfg)
			_, err := NewSender(newOutbox(), cfg, nil)
			if tt.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.want)
		})
	}
}

func TestEmptyPasswordFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(file, []byte("\n"), 0o600))
	_, err := SMTP{PasswordFile: file}.password()
	require.ErrorContains(t, err, "为空")
}
