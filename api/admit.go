package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"shuangsuiji/door"
)

// admit lets an operation's requests in by the way.
func (s *server) admit(way door.Way) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		c := humagin.Unwrap(hc)
		ctx, leave, err := s.door.Admit(c.Writer, c.Request, way)
		if err != nil {
			s.refuse(c, err)
			return
		}
		defer leave()
		c.Request = c.Request.WithContext(ctx)
		next(huma.WithContext(hc, ctx))
	}
}

// refuse answers outside of a typed handler.
func (s *server) refuse(c *gin.Context, err error) {
	s.door.Answer(c.Writer, c.Request, s.door.Problem(c.Request.Context(), err))
	c.Abort()
}

// personOf is who asks.
func personOf(ctx context.Context) door.Person { return door.PersonOf(ctx) }
