package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection"
)

type contextKey int

const (
	requestIDKey contextKey = iota
	personKey
)

// requestID is the request's name in the log, "" outside of one.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

func (s *server) identifyRequest(c *gin.Context) {
	id := newRequestID()
	c.Header("X-Request-Id", id)
	ctx := bureau.WithAddress(c.Request.Context(), s.addressOf(c.Request))
	c.Request = c.Request.WithContext(context.WithValue(ctx, requestIDKey, id))
	c.Next()
}

// linkSecret finds the secret of a link or a visit's code in a path.
var linkSecret = regexp.MustCompile(`^/(entity|witness|public/visit-codes)/[^/]+`)

// logged is the path as the log may have it. Of a path that is no route, only the
// part of the surface is told that it meant: a misspelt link has its secret anywhere.
func logged(c *gin.Context) string {
	path := c.Request.URL.Path
	if c.FullPath() != "" {
		return linkSecret.ReplaceAllString(path, "/$1/***")
	}
	for _, part := range []string{"/api/", "/public/", "/entity/", "/witness/", "/docs/", "/page/"} {
		if strings.HasPrefix(path, part) {
			return part + "***"
		}
	}
	return "/***"
}

// logRequest writes one line a request. Neither query nor headers nor body are in
// it, and the secrets of links are masked.
func (s *server) logRequest(c *gin.Context) {
	begun := time.Now()
	c.Next()
	level := slog.LevelInfo
	if c.Writer.Status() >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	attributes := []slog.Attr{
		slog.String("request", requestID(c.Request.Context())), slog.String("method", c.Request.Method),
		slog.String("path", logged(c)), slog.Int("status", c.Writer.Status()),
		slog.Int("bytes", c.Writer.Size()), slog.Duration("took", time.Since(begun)), slog.String("address", s.addressOf(c.Request)),
	}
	if account := c.GetString(accountOfRequest); account != "" {
		attributes = append(attributes, slog.String("account", account))
	}
	s.log.LogAttrs(c.Request.Context(), level, "request", attributes...)
}

// accountOfRequest is the key under which the account stands for the log.
const accountOfRequest = "account"

// recoverRequest turns a panic into a problem, unless the reply has begun.
func (s *server) recoverRequest(c *gin.Context) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(cause)
		}
		ctx := c.Request.Context()
		s.log.ErrorContext(ctx, "panic", "request", requestID(ctx), "path", logged(c), "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
		if c.Writer.Written() {
			c.Abort()
			return
		}
		refuse(c, problemOf(fmt.Errorf("panic: %v", cause), requestID(ctx)))
	}()
	c.Next()
}

// secureHeaders forbid what a program's interface never needs. The reference page
// replaces the policy by its own.
func secureHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	// With no-referrer a browser names no origin for a form, which over plain HTTP is
	// all that tells the office's own pages from others.
	h.Set("Referrer-Policy", "same-origin")
	if linkSecret.MatchString(c.Request.URL.Path) {
		h.Set("Referrer-Policy", "no-referrer")
	}
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	c.Next()
}

// refuseForeignPages keeps pages of other sites from acting with the session of
// whoever looks at them. A program with a token brings no cookie and may come from
// anywhere.
func (s *server) refuseForeignPages() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if bearer(c.Request) == "" && !fromLinkPage(c.Request) {
			if err := protection.Check(c.Request); err != nil {
				refuse(c, problemOf(inspection.Errorf(inspection.KindForbidden, "cross_origin", "不接受其他网站页面发起的请求。"), requestID(c.Request.Context())))
				return
			}
		}
		c.Next()
	}
}

// fromLinkPage reports whether a form of a link's page may have sent the request. Such
// a page names no origin, not even its own, lest the link's secret goes along. Nothing
// is lost: what is asked there is asked with the secret in the path, and no session.
func fromLinkPage(r *http.Request) bool {
	return linkSecret.MatchString(r.URL.Path) && r.Header.Get("Origin") == "null" && r.Header.Get("Sec-Fetch-Site") != "cross-site"
}

// noRoute and noMethod count as what is asked of strangers: a door for everybody.
func (s *server) noRoute(c *gin.Context) {
	if err := s.admitStranger(c.Request); err != nil {
		refuse(c, s.problem(c.Request.Context(), err))
		return
	}
	refuse(c, problemOf(inspection.Errorf(inspection.KindNotFound, "route_unknown", "没有这个地址。"), requestID(c.Request.Context())))
}

func (s *server) noMethod(c *gin.Context) {
	if err := s.admitStranger(c.Request); err != nil {
		refuse(c, s.problem(c.Request.Context(), err))
		return
	}
	p := problemOf(inspection.Errorf(inspection.KindNotFound, "method_not_allowed", "该地址不支持%s方法。", c.Request.Method), requestID(c.Request.Context()))
	p.Status, p.Title = http.StatusMethodNotAllowed, "不支持的方法"
	refuse(c, p)
}
