package main

import (
	"context"
	"log/slog"
	"time"

	"shuangsuiji/bureau"
)

// announcementPause is waited before announcements are resumed once more.
const announcementPause = 30 * time.Second

// resumeAnnouncements makes the announcements that a stop may have cut short, until
// they are made or the context ends. It runs beside the serving of requests: how
// long it takes depends on all open work, and on a server that may still be away.
func resumeAnnouncements(ctx context.Context, office *bureau.Office, log *slog.Logger) {
	for {
		err := office.ResumeAnnouncements(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		log.ErrorContext(ctx, "announcements not resumed, they will be tried again", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(announcementPause):
		}
	}
}
