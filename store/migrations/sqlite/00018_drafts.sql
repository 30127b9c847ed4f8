-- What somebody has typed and not yet handed in.

-- +goose Up

-- One form of one person's, under the key with which it will be handed in; saved is real time.
CREATE TABLE drafts (
    account     TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    subject     TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 80),
    act         TEXT NOT NULL CONSTRAINT act_too_long CHECK (length(act) <= 64),
    request_key TEXT NOT NULL CONSTRAINT request_key_too_long CHECK (length(request_key) <= 190),
    entries     TEXT NOT NULL,
    seen        INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    saved       TEXT NOT NULL,
    PRIMARY KEY (account, subject, act)
) STRICT;
CREATE INDEX drafts_of_key ON drafts (account, request_key);
CREATE INDEX drafts_by_age ON drafts (saved);

-- Whether a form was handed in already is asked for by its key alone.
CREATE INDEX requests_of_key ON requests (person, request_key);
