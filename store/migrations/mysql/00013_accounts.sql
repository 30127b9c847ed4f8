-- What keeps accounts to their people: sessions and tokens that can be seen and ended, the
-- second factor, and handovers that need a second person.

-- +goose Up

-- Set by somebody else, the password is changed before anything else is done.
ALTER TABLE accounts ADD COLUMN must_change_password BOOLEAN NOT NULL DEFAULT FALSE;

-- Whose session it is and from where. Those begun before say neither, so they end.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN account VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN device VARCHAR(100) NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN begun DATETIME(6);
ALTER TABLE sessions ADD COLUMN seen DATETIME(6);
CREATE INDEX sessions_of_account ON sessions (account, begun);

-- What a token may do; tokens made before could do everything.
ALTER TABLE tokens ADD COLUMN scope VARCHAR(16) NOT NULL DEFAULT 'act';

-- From where a token was used, and when last, to the hour.
CREATE TABLE token_uses (
    token      VARCHAR(64) NOT NULL,
    address    VARCHAR(64) NOT NULL,
    first_used DATETIME(6) NOT NULL,
    last_used  DATETIME(6) NOT NULL,
    PRIMARY KEY (token, address),
    CONSTRAINT token_uses_token FOREIGN KEY (token) REFERENCES tokens (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The second factor (TOTP). Secrets are sealed with a key outside the database; pending is one
-- that no code has confirmed. last_step is the time step of the last code used.
CREATE TABLE second_factors (
    account      VARCHAR(64) NOT NULL,
    secret       MEDIUMBLOB NOT NULL,
    pending      MEDIUMBLOB NOT NULL,
    enrolled     DATETIME(6),
    last_step    BIGINT NOT NULL,
    failures     INT NOT NULL,
    locked_until DATETIME(6),
    PRIMARY KEY (account),
    CONSTRAINT second_factors_account FOREIGN KEY (account) REFERENCES accounts (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Recovery codes, by their hash; each is good for once.
CREATE TABLE recovery_codes (
    account VARCHAR(64) NOT NULL,
    hash    VARCHAR(64) NOT NULL,
    used    DATETIME(6),
    PRIMARY KEY (account, hash),
    CONSTRAINT recovery_codes_account FOREIGN KEY (account) REFERENCES accounts (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Handovers (交接) that one proposes and another confirms; one that ended unconfirmed was
-- withdrawn.
CREATE TABLE handovers (
    id           VARCHAR(64) NOT NULL,
    from_account VARCHAR(64) NOT NULL,
    to_account   VARCHAR(64) NOT NULL,
    reason       VARCHAR(1000) NOT NULL,
    proposed_by  VARCHAR(64) NOT NULL,
    proposed     DATETIME(6) NOT NULL,
    confirmed_by VARCHAR(64) NOT NULL,
    ended        DATETIME(6),
    PRIMARY KEY (id),
    CONSTRAINT handovers_from FOREIGN KEY (from_account) REFERENCES accounts (id),
    CONSTRAINT handovers_to FOREIGN KEY (to_account) REFERENCES accounts (id),
    INDEX handovers_proposed (proposed, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
