-- A link is made by somebody, once, with a code as its second factor; it ends, and it can
-- be revoked and renewed.

-- +goose Up

ALTER TABLE links
    ADD COLUMN draw       INT NOT NULL DEFAULT 0,
    -- 0 is a link of before, derived from the draw's key.
    ADD COLUMN generation INT NOT NULL DEFAULT 0,
    ADD COLUMN made_by    VARCHAR(64) NOT NULL DEFAULT '',
    ADD COLUMN request    VARCHAR(64),
    -- The code, signed with a key outside the record.
    ADD COLUMN code       VARCHAR(255) NOT NULL DEFAULT '',
    ADD COLUMN code_way   VARCHAR(16) NOT NULL DEFAULT '',
    ADD COLUMN opened     DATETIME(6),
    ADD COLUMN tries      INT NOT NULL DEFAULT 0,
    ADD COLUMN paused     DATETIME(6),
    ADD COLUMN locked     DATETIME(6),
    ADD COLUMN ended      DATETIME(6),
    ADD COLUMN ended_by   VARCHAR(64) NOT NULL DEFAULT '',
    ADD COLUMN ending     VARCHAR(16) NOT NULL DEFAULT '',
    ADD UNIQUE INDEX links_request (request);

-- Running cases go over without a break: what was derived from the draw's key goes on for
-- 30 days, and then nothing in the record opens anything.
UPDATE links SET expires = DATE_ADD(UTC_TIMESTAMP(6), INTERVAL 30 DAY) WHERE expires IS NULL;
