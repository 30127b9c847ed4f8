-- A link is made by somebody, once, with a code as its second factor; it ends, and it can
-- be revoked and renewed.

-- +goose Up

ALTER TABLE links ADD COLUMN draw INTEGER NOT NULL DEFAULT 0;
-- 0 is a link of before, derived from the draw's key.
ALTER TABLE links ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN made_by TEXT NOT NULL DEFAULT '' CONSTRAINT made_by_too_long CHECK (length(made_by) <= 64);
ALTER TABLE links ADD COLUMN request TEXT CONSTRAINT request_too_long CHECK (length(request) <= 64);
-- The code, signed with a key outside the record.
ALTER TABLE links ADD COLUMN code TEXT NOT NULL DEFAULT '' CONSTRAINT code_too_long CHECK (length(code) <= 255);
ALTER TABLE links ADD COLUMN code_way TEXT NOT NULL DEFAULT '' CONSTRAINT code_way_too_long CHECK (length(code_way) <= 16);
ALTER TABLE links ADD COLUMN opened TEXT;
ALTER TABLE links ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN paused TEXT;
ALTER TABLE links ADD COLUMN locked TEXT;
ALTER TABLE links ADD COLUMN ended TEXT;
ALTER TABLE links ADD COLUMN ended_by TEXT NOT NULL DEFAULT '' CONSTRAINT ended_by_too_long CHECK (length(ended_by) <= 64);
ALTER TABLE links ADD COLUMN ending TEXT NOT NULL DEFAULT '' CONSTRAINT ending_too_long CHECK (length(ending) <= 16);
CREATE UNIQUE INDEX links_request ON links (request);

-- Running cases go over without a break: what was derived from the draw's key goes on for
-- 30 days, and then nothing in the record opens anything.
UPDATE links SET expires = strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '+30 days') WHERE expires IS NULL;

-- +goose StatementBegin
CREATE TRIGGER links_no_delete BEFORE DELETE ON links
BEGIN
    SELECT RAISE(ABORT, 'links is never deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER links_keep BEFORE UPDATE OF hash, purpose, subject, holder, draw, generation, made_by, request, created, expires, code, code_way ON links
BEGIN
    SELECT RAISE(ABORT, 'links is append-only');
END;
-- +goose StatementEnd
