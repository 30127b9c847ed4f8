package bureau

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"shuangsuiji/attachments"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/scratch"
)

// AttachmentRecord keeps the files that people send.
type AttachmentRecord interface {
	// KeepAttachment keeps a file, whose body is read from its beginning at each try;
	// first is false where the sender had sent it already.
	//
	// Errors: attachments_quota.
	KeepAttachment(ctx context.Context, sender string, a record.Attachment, body io.ReaderAt, quota record.AttachmentQuota) (kept record.Attachment, first bool, err error)
	// Errors: attachment_not_found, also for who may not read it.
	Attachment(ctx context.Context, hash string, reach record.AttachmentReach) (record.Attachment, error)
	// AttachmentPart is at least the byte at the offset, and what lies behind it.
	//
	// Errors: attachment_not_found.
	AttachmentPart(ctx context.Context, hash string, offset int64) ([]byte, error)
	// AttachmentsMissing are those that an act of the sender on the subject may not
	// name.
	AttachmentsMissing(ctx context.Context, sender, subject string, hashes []string) ([]string, error)
}

const (
	// A day's work of an inspector is some hundreds of photographs; an entity shows what
	// was asked for.
	staffADay = 1 << 30
	linkADay  = 200 << 20
	quotaTime = 24 * time.Hour

	// So many files are on their way at once, each on disk until it is whole.
	sendingAtOnce = 32
	sendingOfOne  = 4
)

// StoreAttachment keeps a file for an act of the actor, who alone can read it until an
// act names it. Sent again it is the same attachment. What kind of file it is follows
// from its bytes. An error of reading the body is returned as it is.
//
// Errors: not_your_act, attachments_busy, attachments_quota, those of
// [attachments.Name] and [attachments.Judge].
func (o *Office) StoreAttachment(ctx context.Context, actor law.Actor, name string, body io.Reader) (record.Attachment, error) {
	a, _, err := o.StoreAttachmentAs(ctx, actor, "", name, body)
	return a, err
}

// StoreAttachmentAs is [Office.StoreAttachment] for a file that is expected to have the
// hash. First is false where the actor had sent it already.
//
// Errors: also hash_differs.
func (o *Office) StoreAttachmentAs(ctx context.Context, actor law.Actor, hash, name string, body io.Reader) (a record.Attachment, first bool, err error) {
	quota := record.AttachmentQuota{Since: registers.Recorded(o.now()).Add(-quotaTime), Bytes: linkADay}
	if actor.HandsIn().Via == law.ViaAccount {
		quota.Bytes = staffADay
		if err := access.SendAttachments.Require(actor); err != nil {
			return a, false, err
		}
	}
	if name, err = attachments.Name(name); err != nil {
		return a, false, err
	}
	leave, free := o.sending.Enter(record.SenderOf(actor))
	if !free {
		return a, false, law.Errorf(law.KindTooMany, "attachments_busy", "正在上传的附件过多，请稍后再试。")
	}
	defer leave()
	file, size, sum, err := received(body)
	if err != nil {
		return a, false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if hash != "" && hash != sum {
		return a, false, law.Errorf(law.KindInvalid, "hash_differs", "收到的内容的SHA-256是%s，不是%s；请重新上传。", sum, hash)
	}
	media, err := attachments.Judge(name, file, size)
	if err != nil {
		return a, false, err
	}
	a = record.Attachment{SHA256: sum, Name: name, Type: media, Size: size, Sent: registers.Recorded(o.now())}
	return o.record.KeepAttachment(ctx, record.SenderOf(actor), a, file, quota)
}

// received is the file as it arrived, on disk, with its SHA-256.
func received(body io.Reader) (file *os.File, size int64, sum string, err error) {
	if file, err = scratch.File(); err != nil {
		return nil, 0, "", err
	}
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(file, hash), io.LimitReader(body, attachments.MaxSize+1))
	if err == nil && size > attachments.MaxSize {
		err = attachments.TooLarge()
	}
	if err != nil {
		return nil, 0, "", errors.Join(err, file.Close())
	}
	return file, size, hex.EncodeToString(hash.Sum(nil)), nil
}

// StoreAttachmentByEntityLink keeps a file for the entity's own act, with the link's
// code.
func (o *Office) StoreAttachmentByEntityLink(ctx context.Context, secret, code, hash, name string, body io.Reader) (record.Attachment, bool, error) {
	l, err := o.linkToAct(ctx, secret, record.LinkEntity, code)
	if err != nil {
		return record.Attachment{}, false, err
	}
	return o.StoreAttachmentAs(ctx, l.Actor(), hash, name, body)
}

// Attachment is a file that the actor may read: one that the actor sent, or one of an
// act of a subject that the actor may read.
//
// Errors: attachment_not_found.
func (o *Office) Attachment(ctx context.Context, actor law.Actor, hash string) (record.Attachment, error) {
	reach := record.AttachmentReach{Sender: record.SenderOf(actor), Within: access.ReachOf(actor), Tasks: access.ReadTasks.HeldBy(actor)}
	if !access.ReadComplaints.HeldBy(actor) {
		reach.But = cases.ConfidentialActs()
	}
	return o.record.Attachment(ctx, hash, reach)
}

// OpenAttachment reads the bytes of a file that [Office.Attachment] found, from any
// place in it, until the context ends.
func (o *Office) OpenAttachment(ctx context.Context, a record.Attachment) io.ReadSeeker {
	return &attachmentReader{size: a.Size, part: func(offset int64) ([]byte, error) { return o.record.AttachmentPart(ctx, a.SHA256, offset) }}
}

// SmallPicture is a small picture of an attachment that the actor may read, as JPEG.
//
// Errors: attachment_not_found, no_small_picture.
func (o *Office) SmallPicture(ctx context.Context, actor law.Actor, hash string) ([]byte, error) {
	a, err := o.Attachment(ctx, actor, hash)
	if err != nil {
		return nil, err
	}
	select { // a large picture takes much memory: one after the other
	case o.drawing <- struct{}{}:
		defer func() { <-o.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	whole, err := io.ReadAll(o.OpenAttachment(ctx, a))
	if err != nil {
		return nil, err
	}
	return attachments.Small(whole, a.Type)
}

// refuseMissing refuses an act whose form names attachments that its person may not
// name; see [record.AttachmentsMissing].
func (o *Office) refuseMissing(ctx context.Context, actor law.Actor, subject string, form []byte) error {
	if len(form) == 0 {
		return nil
	}
	named, err := record.FilesNamed(form)
	if err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	missing, err := o.record.AttachmentsMissing(ctx, record.SenderOf(actor), subject, record.HashesOf(named))
	if err != nil {
		return err
	}
	return record.AttachmentsMissing(named, missing)
}
