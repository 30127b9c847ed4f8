package store

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"
)

// queryLog logs slow queries, with placeholders in the place of values: the
// values are personal data. Errors are not logged here: the caller that handles
// them knows which were expected.
type queryLog struct {
	log   *slog.Logger
	slow  time.Duration
	level logger.LogLevel
}

func newQueryLog(log *slog.Logger, slow time.Duration, level logger.LogLevel) logger.Interface {
	return &queryLog{log, slow, level}
}

// LogMode implements [logger.Interface].
func (l *queryLog) LogMode(level logger.LogLevel) logger.Interface {
	return &queryLog{l.log, l.slow, level}
}

// Info implements [logger.Interface].
func (l *queryLog) Info(ctx context.Context, msg string, args ...any) {
	if l.level >= logger.Info {
		l.log.InfoContext(ctx, msg, "args", args)
	}
}

// Warn implements [logger.Interface].
func (l *queryLog) Warn(ctx context.Context, msg string, args ...any) {
	if l.level >= logger.Warn {
		l.log.WarnContext(ctx, msg, "args", args)
	}
}

// Error implements [logger.Interface].
func (l *queryLog) Error(ctx context.Context, msg string, args ...any) {
	if l.level >= logger.Error {
		l.log.ErrorContext(ctx, msg, "args", args)
	}
}

// Trace implements [logger.Interface].
func (l *queryLog) Trace(ctx context.Context, begin time.Time, query func() (string, int64), _ error) {
	if took := time.Since(begin); l.level >= logger.Warn && took >= l.slow {
		sql, rows := query()
		l.log.WarnContext(ctx, "slow query", "took", took, "sql", sql, "rows", rows)
	}
}

// ParamsFilter keeps the values out of what is logged.
func (l *queryLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// driverLog takes what the MySQL driver reports of connections that broke. The
// store repeats what was lost, so that it is no more than a trace.
type driverLog struct{ log *slog.Logger }

// Print implements mysql.Logger.
func (l driverLog) Print(v ...any) {
	l.log.Debug("database driver", "message", fmt.Sprint(v...))
}
