-- A link is made by somebody, once, with a code as its second factor; it ends, and it can
-- be revoked and renewed.

-- +goose Up

ALTER TABLE links ADD COLUMN draw INT NOT NULL DEFAULT 0;
-- 0 is a link of before, derived from the draw's key.
ALTER TABLE links ADD COLUMN generation INT NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN made_by VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN request VARCHAR(64);
-- The code, signed with a key outside the record.
ALTER TABLE links ADD COLUMN code VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN code_way VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN opened DATETIME(6);
ALTER TABLE links ADD COLUMN tries INT NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN paused DATETIME(6);
ALTER TABLE links ADD COLUMN locked DATETIME(6);
ALTER TABLE links ADD COLUMN ended DATETIME(6);
ALTER TABLE links ADD COLUMN ended_by VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN ending VARCHAR(16) NOT NULL DEFAULT '';
CREATE UNIQUE INDEX links_request ON links (request);

-- Running cases go over without a break: what was derived from the draw's key goes on for
-- 30 days, and then nothing in the record opens anything.
UPDATE links SET expires = DATE_ADD(UTC_TIMESTAMP(6), INTERVAL 30 DAY) WHERE expires IS NULL;
