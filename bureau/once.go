package bureau

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// Call is one request under an Idempotency-Key. Keys are scoped by person and
// route; the body's hash tells a repeat from another request under the same key.
type Call struct {
	Person string
	Route  string
	Key    string
	Body   []byte
}

// longestKey is the length an Idempotency-Key may have.
const longestKey = 190

// id names the call's act in the record and its update in the workflow. It is the
// same for every repeat; a key that a refusal left free begins anew with the
// moment of its next use, because Temporal answers a known update id with the
// refusal of before.
func (c Call) id(begun time.Time) string {
	sum := sha256.Sum256([]byte(c.Person + "\x00" + c.Route + "\x00" + c.Key + "\x00" + begun.UTC().Format(time.RFC3339Nano)))
	return hex.EncodeToString(sum[:16])
}

func (c Call) check() error {
	if c.Key == "" || len(c.Key) > longestKey {
		return law.Errorf(law.KindInvalid, "idempotency_key_required", "办理事项必须带有幂等键（Idempotency-Key），长度不超过%d。", longestKey)
	}
	return nil
}

// claim is a request at work under its key.
type claim struct {
	// id names its act in the record and its update in the workflow.
	id string
	// repeat is a request whose first try was never answered.
	repeat bool
	// written is what came with it; each try has a payload of its own, because that
	// of a refused one is erased.
	written record.Written
}

// once performs do under the call's key, with what was written at length kept for
// it. A repeat returns the first answer and true; a repeat with another body is
// refused; a refused act leaves the key free and nothing of what was written,
// because nothing happened. A repeat of a request that was never answered, or is
// not answered yet, runs again, and do is told so; its answer is the first one's and
// true, too.
func once[T any](ctx context.Context, o *Office, call Call, written []byte, do func(claim) (T, error)) (T, bool, error) {
	var answer T
	if err := call.check(); err != nil {
		return answer, false, err
	}
	body, begun := sha256.Sum256(call.Body), registers.Recorded(o.now())
	request := record.Request{Person: call.Person, Route: call.Route, Key: call.Key, BodyHash: hex.EncodeToString(body[:]), Created: begun}
	if len(written) > 0 {
		var err error
		if request.Written, err = record.NewWritten(written); err != nil {
			return answer, false, err
		}
	}
	first, err := o.record.BeginRequest(ctx, request)
	if err != nil {
		return answer, false, err
	}
	if first != nil && first.Status != 0 {
		if err := json.Unmarshal(first.Response, &answer); err != nil {
			return answer, false, fmt.Errorf("read first answer: %w", err)
		}
		return answer, true, nil
	}
	if first != nil {
		begun = first.Created
	}
	answer, err = do(claim{id: call.id(begun), repeat: first != nil, written: request.Written})
	if err != nil || first != nil {
		o.discard(ctx, request.Written, err)
	}
	if err != nil {
		if first != nil { // only who took the key frees it: that request may still be at work
			return answer, false, err
		}
		return answer, false, o.release(ctx, call, err)
	}
	response, err := json.Marshal(answer)
	if err != nil {
		return answer, false, fmt.Errorf("keep answer: %w", err)
	}
	return answer, first != nil, o.record.FinishRequest(ctx, call.Person, call.Route, call.Key, http.StatusOK, response)
}

// discard erases what was written with a try that no act on record carries: one
// that was refused, or that found its act on record from an earlier try. Where
// that is not certain it stays, because the act may yet be recorded.
func (o *Office) discard(ctx context.Context, written record.Written, err error) {
	if written.ID == "" || uncertain(err) {
		return
	}
	if failed := o.record.DiscardPayload(context.WithoutCancel(ctx), written.ID, registers.Recorded(o.now())); failed != nil {
		o.log.Error("payload that no act carries not erased", "error", failed)
	}
}

// uncertain reports whether the act may have happened in spite of the error; with
// none it did.
func uncertain(err error) bool {
	kind := law.KindOf(err)
	return err != nil && (kind == law.KindUnavailable || kind == law.KindInternal)
}

// release frees the key after a refusal. Where it is not certain that nothing
// happened, the key stays taken and a repeat finds out.
func (o *Office) release(ctx context.Context, call Call, refused error) error {
	if uncertain(refused) {
		return refused
	}
	if err := o.record.DropRequest(context.WithoutCancel(ctx), call.Person, call.Route, call.Key); err != nil {
		o.log.Error("idempotency key not released", "route", call.Route, "error", err)
	}
	return refused
}

// unlessOnRecord performs do, unless an earlier try under the same key put the
// act on record and only its answer was lost: then show answers it as it stands.
// A refusal is held against the record, of the first request too: a workflow that
// was reset between recording the act and answering judges it a second time, and
// then finds that it was done.
func unlessOnRecord[T any](ctx context.Context, o *Office, subject string, c claim, do, show func() (T, error)) (T, error) {
	if c.repeat {
		done, err := o.record.OnRecord(ctx, subject, c.id)
		if err != nil {
			var none T
			return none, err
		}
		if done {
			return show()
		}
	}
	view, err := do()
	if err == nil || uncertain(err) {
		return view, err
	}
	if done, lookErr := o.record.OnRecord(ctx, subject, c.id); lookErr == nil && done {
		return show()
	}
	return view, err
}
