package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/store"
)

// markDeviceKey holds the key that signs the cookies of devices, the same for all
// processes of an office. Who has it is spared the throttle, and nothing else.
const markDeviceKey = "device_key"

// deviceKey is the office's key, made when it is first asked for.
func deviceKey(ctx context.Context, s *store.Store) ([]byte, error) {
	for range 2 { // another process may set it first
		value, set, err := s.Mark(ctx, markDeviceKey)
		if err != nil {
			return nil, err
		}
		if set {
			return []byte(value), nil
		}
		err = s.SetMark(ctx, markDeviceKey, rand.Text()+rand.Text(), time.Now())
		if err != nil && inspection.KindOf(err) != inspection.KindNotAllowed {
			return nil, err
		}
	}
	return nil, fmt.Errorf("mark %s is not kept", markDeviceKey)
}
