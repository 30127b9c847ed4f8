-- People, what reaches them, and how they are let in. Secrets are kept as hashes.

-- +goose Up

-- People of the bureau, and programs with a token.
CREATE TABLE accounts (
    id            TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 64),
    login         TEXT NOT NULL CONSTRAINT login_too_long CHECK (length(login) <= 64),
    name          TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 100),
    department    TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    certificate   TEXT NOT NULL CONSTRAINT certificate_too_long CHECK (length(certificate) <= 64),
    email         TEXT NOT NULL CONSTRAINT email_too_long CHECK (length(email) <= 200),
    active        INTEGER NOT NULL CHECK (active IN (0, 1)),
    password_hash TEXT NOT NULL CONSTRAINT password_hash_too_long CHECK (length(password_hash) <= 255),
    created       TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT accounts_login UNIQUE (login)
) STRICT;
CREATE INDEX accounts_of_certificate ON accounts (certificate);

-- The roles of an account, in order.
CREATE TABLE account_roles (
    account  TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    role     TEXT NOT NULL CONSTRAINT role_too_long CHECK (length(role) <= 32),
    position INTEGER NOT NULL,
    PRIMARY KEY (account, role),
    CONSTRAINT account_roles_account FOREIGN KEY (account) REFERENCES accounts (id)
) STRICT;
CREATE INDEX accounts_in_role ON account_roles (role, account);

-- Powers lent for a time (委托).
CREATE TABLE delegations (
    id           TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 64),
    from_account TEXT NOT NULL CONSTRAINT from_account_too_long CHECK (length(from_account) <= 64),
    to_account   TEXT NOT NULL CONSTRAINT to_account_too_long CHECK (length(to_account) <= 64),
    role         TEXT NOT NULL CONSTRAINT role_too_long CHECK (length(role) <= 32),
    begin_on     TEXT NOT NULL CONSTRAINT begin_on_too_long CHECK (length(begin_on) <= 10),
    end_on       TEXT NOT NULL CONSTRAINT end_on_too_long CHECK (length(end_on) <= 10),
    reason       TEXT NOT NULL CONSTRAINT reason_too_long CHECK (length(reason) <= 500),
    revoked      TEXT,
    created      TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT delegations_from FOREIGN KEY (from_account) REFERENCES accounts (id),
    CONSTRAINT delegations_to FOREIGN KEY (to_account) REFERENCES accounts (id)
) STRICT;
CREATE INDEX delegations_held ON delegations (to_account, end_on);
CREATE INDEX delegations_lent ON delegations (from_account, end_on);
CREATE INDEX delegations_of_role ON delegations (role, end_on);

-- Tokens of programs, by the SHA-256 of the secret.
CREATE TABLE tokens (
    id      TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 64),
    account TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    name    TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 100),
    hash    TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    created TEXT NOT NULL,
    expires TEXT,
    revoked TEXT,
    PRIMARY KEY (id),
    CONSTRAINT tokens_hash UNIQUE (hash),
    CONSTRAINT tokens_account FOREIGN KEY (account) REFERENCES accounts (id)
) STRICT;
CREATE INDEX tokens_of_account ON tokens (account, created);

-- Browser sessions, by the SHA-256 of the cookie.
CREATE TABLE sessions (
    hash   TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    data   BLOB NOT NULL,
    expiry TEXT NOT NULL,
    PRIMARY KEY (hash)
) STRICT;
CREATE INDEX sessions_expired ON sessions (expiry);

-- Links for those without an account, by the SHA-256 of the secret.
CREATE TABLE links (
    hash    TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    purpose TEXT NOT NULL CONSTRAINT purpose_too_long CHECK (length(purpose) <= 16),
    subject TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 64),
    holder  TEXT NOT NULL CONSTRAINT holder_too_long CHECK (length(holder) <= 200),
    created TEXT NOT NULL,
    expires TEXT,
    PRIMARY KEY (hash)
) STRICT;
CREATE INDEX links_of_subject ON links (subject, purpose);

-- The inbox. Nobody is told the same thing twice.
CREATE TABLE messages (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL CONSTRAINT account_too_long CHECK (length(account) <= 64),
    subject TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 64),
    msg_key TEXT NOT NULL CONSTRAINT msg_key_too_long CHECK (length(msg_key) <= 190),
    kind    TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 32),
    text    TEXT NOT NULL CONSTRAINT text_too_long CHECK (length(text) <= 2000),
    created TEXT NOT NULL,
    unread  INTEGER NOT NULL CHECK (unread IN (0, 1)),
    read_at TEXT,
    CONSTRAINT messages_once UNIQUE (subject, msg_key, account),
    CONSTRAINT messages_account FOREIGN KEY (account) REFERENCES accounts (id)
) STRICT;
CREATE INDEX messages_of_account ON messages (account, id);
CREATE INDEX messages_unread ON messages (account, unread, id);

-- E-mail waiting to be sent, or sent.
CREATE TABLE mails (
    message_id TEXT NOT NULL CONSTRAINT message_id_too_long CHECK (length(message_id) <= 190),
    recipient  TEXT NOT NULL CONSTRAINT recipient_too_long CHECK (length(recipient) <= 200),
    subject    TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 500),
    body       TEXT NOT NULL,
    created    TEXT NOT NULL,
    pending    INTEGER NOT NULL CHECK (pending IN (0, 1)),
    sent       TEXT,
    attempts   INTEGER NOT NULL,
    last_error TEXT NOT NULL CONSTRAINT last_error_too_long CHECK (length(last_error) <= 1000),
    PRIMARY KEY (message_id)
) STRICT;
CREATE INDEX mails_pending ON mails (pending, attempts, created, message_id);

-- Idempotency keys in use, and the first answers.
CREATE TABLE requests (
    person      TEXT NOT NULL CONSTRAINT person_too_long CHECK (length(person) <= 64),
    route       TEXT NOT NULL CONSTRAINT route_too_long CHECK (length(route) <= 190),
    request_key TEXT NOT NULL CONSTRAINT request_key_too_long CHECK (length(request_key) <= 190),
    body_hash   TEXT NOT NULL CONSTRAINT body_hash_too_long CHECK (length(body_hash) <= 64),
    created     TEXT NOT NULL,
    status      INTEGER NOT NULL,
    response    BLOB NOT NULL,
    PRIMARY KEY (person, route, request_key)
) STRICT;
CREATE INDEX requests_old ON requests (created);
