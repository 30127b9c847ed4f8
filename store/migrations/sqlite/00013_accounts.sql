-- What keeps accounts to their people: sessions and tokens that can be seen and ended, the
-- second factor, and handovers that need a second person.

-- +goose Up

-- Set by somebody else, the password is changed before anything else is done.
ALTER TABLE accounts ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1));

-- Whose session it is and from where. Those begun before say neither, so they end.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN account TEXT NOT NULL DEFAULT '' CONSTRAINT account_too_long CHECK (length(account) <= 64);
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '' CONSTRAINT address_too_long CHECK (length(address) <= 64);
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '' CONSTRAINT device_too_long CHECK (length(device) <= 100);
ALTER TABLE sessions ADD COLUMN begun TEXT;
ALTER TABLE sessions ADD COLUMN seen TEXT;
CREATE INDEX sessions_of_account ON sessions (account, begun);

-- What a token may do; tokens made before could do everything.
ALTER TABLE tokens ADD COLUMN scope TEXT NOT NULL DEFAULT 'act' CONSTRAINT scope_too_long CHECK (length(scope) <= 16);

-- From where a token was used, and when last, to the hour.
CREATE TABLE token_uses (
    token      TEXT NOT NULL CONSTRAINT token_too_long CHECK (length(token) <= 64),
    address    TEXT NOT NULL CONSTRAINT address_too_long CHECK (length(address) <= 64),
    first_used TEXT NOT NULL,
    last_used  TEXT NOT NULL,
    PRIMARY KEY (token, address),
    CONSTRAINT token_uses_token FOREIGN KEY (token) REFERENCES tokens (id)
) STRICT;

-- The second factor (TOTP). Secrets are sealed with a key outside the database; pending is one
-- that no code has confirmed. last_step is the time step of the last code used.
CREATE TABLE second_factors (
    account      TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    secret       BLOB NOT NULL,
    pending      BLOB NOT NULL,
    enrolled     TEXT,
    last_step    INTEGER NOT NULL,
    failures     INTEGER NOT NULL,
    locked_until TEXT,
    PRIMARY KEY (account),
    CONSTRAINT second_factors_account FOREIGN KEY (account) REFERENCES accounts (id)
) STRICT;

-- Recovery codes, by their hash; each is good for once.
CREATE TABLE recovery_codes (
    account TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    hash    TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    used    TEXT,
    PRIMARY KEY (account, hash),
    CONSTRAINT recovery_codes_account FOREIGN KEY (account) REFERENCES accounts (id)
) STRICT;

-- Handovers (交接) that one proposes and another confirms; one that ended unconfirmed was
-- withdrawn.
CREATE TABLE handovers (
    id           TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 64),
    from_account TEXT NOT NULL CONSTRAINT from_account_too_long CHECK (length(from_account) <= 64),
    to_account   TEXT NOT NULL CONSTRAINT to_account_too_long CHECK (length(to_account) <= 64),
    reason       TEXT NOT NULL CONSTRAINT reason_too_long CHECK (length(reason) <= 1000),
    proposed_by  TEXT NOT NULL CONSTRAINT proposed_by_too_long CHECK (length(proposed_by) <= 64),
    proposed     TEXT NOT NULL,
    confirmed_by TEXT NOT NULL CONSTRAINT confirmed_by_too_long CHECK (length(confirmed_by) <= 64),
    ended        TEXT,
    PRIMARY KEY (id),
    CONSTRAINT handovers_from FOREIGN KEY (from_account) REFERENCES accounts (id),
    CONSTRAINT handovers_to FOREIGN KEY (to_account) REFERENCES accounts (id)
) STRICT;
CREATE INDEX handovers_proposed ON handovers (proposed, id);
