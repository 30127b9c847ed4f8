package door

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"shuangsuiji/bureau"
)

// Before stands before a handler with all of its routes, each of which lets its
// requests in by [Door.Admit].
func (d *Door) Before(next http.Handler) http.Handler {
	return d.named(d.logged(secured(d.timed(d.guarded(next)))))
}

// named gives the request a name, and says from where it comes.
func (d *Door) named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{id: newRequestID()}
		w.Header().Set("X-Request-Id", v.id)
		ctx := bureau.WithAddress(r.Context(), d.AddressOf(r))
		next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, visitKey, v)))
	})
}

// logged writes one line a request. Neither query nor headers nor body are in it, and
// the secrets of links are masked.
func (d *Door) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun, reply := time.Now(), &reply{ResponseWriter: w}
		d.serve(next, reply, r)
		level := slog.LevelInfo
		if reply.status() >= http.StatusInternalServerError {
			level = slog.LevelError
		}
		v := visitOf(r.Context())
		attributes := []slog.Attr{
			slog.String("request", v.id), slog.String("method", r.Method), slog.String("path", pathInLog(r)), slog.Int("status", reply.status()),
			slog.Int64("bytes", reply.bytes), slog.Duration("took", time.Since(begun)), slog.String("address", d.AddressOf(r)),
		}
		if v.account != "" {
			attributes = append(attributes, slog.String("account", v.account))
		}
		d.log.LogAttrs(r.Context(), level, "request", attributes...)
	})
}

// serve turns a panic into a problem, unless the reply has begun.
func (d *Door) serve(next http.Handler, w *reply, r *http.Request) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(cause)
		}
		id := RequestID(r.Context())
		d.log.ErrorContext(r.Context(), "panic", "request", id, "path", pathInLog(r), "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
		if !w.begun() {
			d.Answer(w, r, ProblemOf(fmt.Errorf("panic: %v", cause), id))
		}
	}()
	next.ServeHTTP(w, r)
}

// guarded refuses what comes from pages of other sites.
func (d *Door) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, refuse := range []func(*http.Request) error{d.refuseForeignHost, d.refuseForeignPage, refuseTemporalPage} {
			if err := refuse(r); err != nil {
				d.Answer(w, r, d.Problem(r.Context(), err))
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// secured forbids what a program's interface never needs. Pages replace the policy by
// their own.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// With no-referrer a browser names no origin for a form, which over plain HTTP is
		// all that tells the office's own pages from others.
		h.Set("Referrer-Policy", "same-origin")
		if linkSecret.MatchString(r.URL.Path) {
			h.Set("Referrer-Policy", "no-referrer")
		}
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
