package api

import (
	"time"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// retryVerification is after what time a place may be free again.
const retryVerification = 5 * time.Second

// enterEvidence takes a place for an evidence file of a stranger before a byte of it is
// read; leave gives it back. Its error is verification_busy.
func (s *server) enterEvidence(address string) (leave func(), err error) {
	leave, free := s.evidence.Enter(address)
	if !free {
		busy := law.Errorf(law.KindTooMany, "verification_busy", "正在验证的证据文件过多，请稍后再试，也可以下载程序自行验证。")
		return nil, door.Later(busy, retryVerification)
	}
	return leave, nil
}
