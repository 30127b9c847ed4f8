package audit

import (
	"context"
	"slices"

	"shuangsuiji/record"
)

// files are kept under the hash of their bytes.
func (c *check) files(ctx context.Context) error {
	off, err := c.record.FilesOff(ctx)
	if err != nil {
		return err
	}
	for _, hash := range off {
		if err := c.found("files", hash, "attachment_damaged", "附件%.12s…的内容不全，或者与其校验值不一致。", hash); err != nil {
			return err
		}
	}
	return nil
}

// attachments: an act carries those that were named with it, and no others.
func (c *check) attachments(a record.Act, written []byte, carried []record.Attachment) error {
	named, err := record.FilesNamed(written)
	if err != nil {
		return c.found("payloads", a.PayloadID, "payload_unreadable", "%s第%d号记录所填内容无法读取：%v", a.Subject, a.Seq, err)
	}
	hashes := make([]string, len(carried))
	for i, file := range carried {
		hashes[i] = file.SHA256
	}
	slices.Sort(hashes)
	if slices.Equal(hashes, record.HashesOf(named)) || len(hashes) == 0 && a.Recorded.Before(c.keptSince) {
		return nil
	}
	return c.found("attachments", a.Subject, "attachments_differ", "%s第%d号记录归入了%d个附件，与所填内容不符。", a.Subject, a.Seq, len(hashes))
}
