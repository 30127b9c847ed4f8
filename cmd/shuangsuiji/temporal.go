package main

import (
	"context"
	"crypto/tls"
	"log/slog"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"

	"shuangsuiji/door"
	"shuangsuiji/embedded"
	"shuangsuiji/inspection/law"
	"shuangsuiji/mutual"
	"shuangsuiji/temporalui"
)

// temporalServer says where the Temporal server is, for processes of their own, and
// with which certificate they prove to it who they are. There is no way to speak to
// it without.
type temporalServer struct {
	Address     string `help:"host:port of the Temporal frontend" default:"127.0.0.1:7233" env:"SSJ_TEMPORAL_ADDRESS"`
	Namespace   string `help:"namespace" default:"shuangsuiji" env:"SSJ_TEMPORAL_NAMESPACE"`
	TemporalCA  string `help:"PEM file of the authority by which Temporal is known" name:"temporal-ca" type:"path" env:"SSJ_TEMPORAL_CA"`
	Certificate string `help:"PEM file of the certificate to show to Temporal" name:"temporal-certificate" type:"path" env:"SSJ_TEMPORAL_CERTIFICATE"`
	Key         string `help:"PEM file of its key" name:"temporal-key" type:"path" env:"SSJ_TEMPORAL_KEY"`
}

// embeddedServer is the server of an office that runs with up, whose keys are in its
// folder.
func embeddedServer(address, folder string) temporalServer {
	keys := embedded.ClientKeys(folder)
	return temporalServer{Address: address, Namespace: namespace, TemporalCA: keys.CA, Certificate: keys.Certificate, Key: keys.Key}
}

func (t temporalServer) tls() (*tls.Config, error) {
	config, err := mutual.Files{CA: t.TemporalCA, Certificate: t.Certificate, Key: t.Key}.Client()
	if err != nil {
		return nil, law.Errorf(law.KindInvalid, "temporal_certificate", "连接流程服务需要证书，请用--temporal-ca、--temporal-certificate、--temporal-key写明三个文件：%v", err)
	}
	return config, nil
}

func (t temporalServer) dial(ctx context.Context, log *slog.Logger) (client.Client, error) {
	config, err := t.tls()
	if err != nil {
		return nil, err
	}
	c, err := dialTemporal(ctx, t.Address, t.Namespace, config, log)
	if err != nil {
		return nil, law.Errorf(law.KindUnavailable, "temporal_away", "连不上流程服务%s：%v", t.Address, err)
	}
	return c, nil
}

func dialTemporal(ctx context.Context, address, namespace string, config *tls.Config, log *slog.Logger) (client.Client, error) {
	return client.DialContext(ctx, client.Options{HostPort: address, Namespace: namespace,
		Logger:            sdklog.NewStructuredLogger(slog.New(withoutStopNoise{log.Handler()})),
		ConnectionOptions: client.ConnectionOptions{TLS: config}})
}

// newTemporalUI is the Temporal UI in this process, which the office shows behind its
// login.
func newTemporalUI(address, namespace string, config *tls.Config, log *slog.Logger) (*temporalui.UI, error) {
	return temporalui.New(temporalui.Config{Frontend: address, TLS: config, Namespace: namespace, PublicPath: door.TemporalUIPath, Log: log})
}
