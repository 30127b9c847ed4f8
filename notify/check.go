package notify

import "context"

// Check connects to the mail server and logs in, as a round would, and sends
// nothing.
func Check(ctx context.Context, cfg SMTP) error {
	s, err := NewSender(nil, cfg, nil)
	if err != nil {
		return err
	}
	c, err := s.connect(ctx)
	if err != nil {
		return err
	}
	s.hangUp(ctx, c, false)
	return nil
}
