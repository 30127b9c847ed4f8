package notify

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"strings"
	"time"
)

// TLSMode is how the connection to the mail server is protected.
type TLSMode string

// The modes. None of them falls back to another: a server that does not offer
// what was asked for gets no mail.
const (
	TLSStartTLS TLSMode = "starttls" // begins in the clear and is raised (port 587)
	TLSImplicit TLSMode = "implicit" // from the first byte (port 465)
	TLSNone     TLSMode = "none"     // in the clear (port 25), for a relay on the same host
)

// standardPorts are what Port 0 stands for.
var standardPorts = map[TLSMode]int{TLSStartTLS: 587, TLSImplicit: 465, TLSNone: 25}

// standardTimeout is what Timeout 0 stands for.
const standardTimeout = 30 * time.Second

// SMTP is the mail server and how to log in to it.
type SMTP struct {
	Host string
	Port int // 0 for the mode's standard port
	// User and PasswordFile go together; both empty for a server that wants no
	// login. The file is read at each round, so that a new password needs no
	// restart; a line break at its end does not belong to the password.
	User         string
	PasswordFile string
	// From is the sender, as in "双随机抽查平台 <ssj@rsj.example.gov.cn>".
	From string
	TLS  TLSMode // TLSStartTLS if empty
	// CAFile holds certificates (PEM) that are trusted beside the system's, for a
	// server with a certificate of the bureau's own.
	CAFile string
	// Timeout bounds connecting, and each mail after that (30 s).
	Timeout time.Duration
}

// check fills the zero fields and refuses what cannot work. Its errors are for
// whoever sets the program up.
func (c SMTP) check() (SMTP, error) {
	if c.TLS == "" {
		c.TLS = TLSStartTLS
	}
	if c.Port == 0 {
		c.Port = standardPorts[c.TLS]
	}
	if c.Timeout == 0 {
		c.Timeout = standardTimeout
	}
	_, known := standardPorts[c.TLS]
	switch {
	case c.Host == "":
		return c, errors.New("notify: 未填写邮件服务器地址（Host）")
	case !known:
		return c, fmt.Errorf("notify: 邮件服务器加密方式（TLS）%q 无法识别，应为 %s、%s 或 %s", c.TLS, TLSStartTLS, TLSImplicit, TLSNone)
	case c.Port < 1 || c.Port > 65535:
		return c, fmt.Errorf("notify: 邮件服务器端口（Port）%d 不在 1 至 65535 之间", c.Port)
	case (c.User == "") != (c.PasswordFile == ""):
		return c, errors.New("notify: 邮箱用户名（User）与密码文件（PasswordFile）须同时填写")
	case c.User != "" && c.TLS == TLSNone:
		return c, errors.New("notify: 不加密的连接（TLS 为 none）不得使用密码")
	case c.Timeout < 0:
		return c, fmt.Errorf("notify: 超时（Timeout）%s 小于零", c.Timeout)
	}
	if _, err := mail.ParseAddress(c.From); err != nil {
		return c, errors.New("notify: 发件人（From）不是有效的邮箱地址")
	}
	return c, nil
}

// tlsConfig trusts the system's certificates and those of CAFile.
func (c SMTP) tlsConfig() (*tls.Config, error) {
	config := &tls.Config{ServerName: c.Host, MinVersion: tls.VersionTLS12}
	if c.CAFile == "" {
		return config, nil
	}
	pem, err := os.ReadFile(c.CAFile)
	if err != nil {
		return nil, fmt.Errorf("notify: 读取证书文件（CAFile）：%w", err)
	}
	// A system without certificates of its own still has those of the file.
	config.RootCAs, err = x509.SystemCertPool()
	if err != nil {
		config.RootCAs = x509.NewCertPool()
	}
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, errors.New("notify: 证书文件（CAFile）中没有可用的证书")
	}
	return config, nil
}

func (c SMTP) password() (string, error) {
	raw, err := os.ReadFile(c.PasswordFile)
	if err != nil {
		return "", fmt.Errorf("notify: 读取邮箱密码文件：%w", err)
	}
	password := strings.TrimRight(string(raw), "\r\n")
	if password == "" {
		return "", errors.New("notify: 邮箱密码文件为空")
	}
	return password, nil
}
