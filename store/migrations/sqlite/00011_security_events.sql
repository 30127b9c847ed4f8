-- What the supervisor is to see of those who use the office: logins, failures, exports, powers.

-- +goose Up

-- One thing that somebody did with the office itself, in order, for ever. at is real time.
CREATE TABLE security_events (
    id      INTEGER NOT NULL,
    at      TEXT NOT NULL,
    kind    TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 64),
    account TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    address TEXT NOT NULL CONSTRAINT address_too_long CHECK (length(address) <= 64),
    subject TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 64),
    detail  TEXT NOT NULL CONSTRAINT detail_too_long CHECK (length(detail) <= 500),
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX security_events_of_account ON security_events (account, id);
CREATE INDEX security_events_of_kind ON security_events (kind, id);
-- +goose StatementBegin
CREATE TRIGGER security_events_no_update BEFORE UPDATE ON security_events
BEGIN
    SELECT RAISE(ABORT, 'security_events is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER security_events_no_delete BEFORE DELETE ON security_events
BEGIN
    SELECT RAISE(ABORT, 'security_events is append-only');
END;
-- +goose StatementEnd
