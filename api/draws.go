package api

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
)

// DrawPath names a draw of a task.
type DrawPath struct {
	ID     string `path:"id" maxLength:"64" doc:"抽查任务编号" example:"2024001-001"`
	Number int    `path:"n" minimum:"1" doc:"第几次抽取" example:"1"`
}

// evidenceFile is evidence as the file that verifies: its bytes must not change.
type evidenceFile struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

const jsonType = "application/json"

func (s *server) commitment(ctx context.Context, in *DrawPath) (*evidenceFile, error) {
	body, err := s.office.Commitment(ctx, in.ID, in.Number)
	return fileOfEvidence(in, "commitment", body), err
}

func fileOfEvidence(in *DrawPath, extent string, body []byte) *evidenceFile {
	return &evidenceFile{ContentType: jsonType, Body: body,
		Disposition: fmt.Sprintf(`attachment; filename="%s-draw-%d-%s.json"`, asciiName(in.ID), in.Number, extent)}
}

// asciiName keeps what is safe in a file's name.
func asciiName(id string) string {
	out := []byte(id)
	for i, c := range out {
		if c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			out[i] = '_'
		}
	}
	return string(out)
}

func (s *server) publicEvidence(ctx context.Context, in *DrawPath) (*evidenceFile, error) {
	body, err := s.office.PublicEvidence(ctx, in.ID, in.Number)
	return fileOfEvidence(in, "public", body), err
}

func (s *server) fullEvidence(ctx context.Context, in *DrawPath) (*evidenceFile, error) {
	body, err := s.office.FullEvidence(ctx, personOf(ctx).Actor, in.ID, in.Number)
	return fileOfEvidence(in, "full", body), err
}

func (s *server) drawVerification(ctx context.Context, in *DrawPath) (*reply[bureau.Verification], error) {
	release, err := s.verifier(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	v, err := s.office.VerifyDraw(ctx, in.ID, in.Number)
	return &reply[bureau.Verification]{Body: v}, err
}

// verifier waits for a slot to recompute a draw in.
func (s *server) verifier(ctx context.Context) (release func(), err error) {
	select {
	case s.verifiers <- struct{}{}:
		return func() { <-s.verifiers }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

type openingInput struct {
	DrawPath
	Code string `path:"code" maxLength:"64" doc:"检查对象的统一社会信用代码"`
}

func (s *server) opening(ctx context.Context, in *openingInput) (*reply[draw.Opening], error) {
	o, err := s.office.Opening(ctx, personOf(ctx).Actor, in.ID, in.Number, in.Code)
	return &reply[draw.Opening]{Body: o}, err
}

// verifyInput is an evidence file, read as it comes in.
type verifyInput struct {
	Commitment string `query:"commitment" pattern:"^([0-9a-f]{64})?$" patternDescription:"64位小写十六进制数" doc:"公布的承诺值；给出时一并核对"`
	request    huma.Context
}

// Resolve implements huma.Resolver: the handler reads the body itself.
func (in *verifyInput) Resolve(ctx huma.Context) []error {
	in.request = ctx
	return nil
}

func (s *server) verifyEvidence(ctx context.Context, in *verifyInput) (_ *reply[bureau.Verification], err error) {
	var published *draw.Hash
	if in.Commitment != "" {
		published = new(draw.Hash)
		if err := published.UnmarshalText([]byte(in.Commitment)); err != nil {
			return nil, law.Errorf(law.KindInvalid, "commitment_invalid", "承诺值应为64位小写十六进制数。")
		}
	}
	c := humagin.Unwrap(in.request)
	leave, err := s.enterEvidence(s.door.AddressOf(c.Request))
	if err != nil {
		return nil, err
	}
	defer leave()
	file, done, err := receive(c, s.limits.Evidence)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	// Taken once the file is here, so that slow senders hold none.
	release, err := s.verifier(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	body := make([]byte, file.Size())
	if _, err := file.ReadAt(body, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return &reply[bureau.Verification]{Body: bureau.VerifyEvidence(body, published)}, nil
}
