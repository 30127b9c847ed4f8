-- People, what reaches them, and how they are let in. Secrets are kept as hashes.

-- +goose Up

-- People of the bureau, and programs with a token.
CREATE TABLE accounts (
    id            VARCHAR(64) NOT NULL,
    login         VARCHAR(64) NOT NULL,
    name          VARCHAR(100) NOT NULL,
    department    VARCHAR(100) NOT NULL,
    certificate   VARCHAR(64) NOT NULL,
    email         VARCHAR(200) NOT NULL,
    active        BOOLEAN NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    created       DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT accounts_login UNIQUE (login),
    INDEX accounts_of_certificate (certificate)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The roles of an account, in order.
CREATE TABLE account_roles (
    account  VARCHAR(64) NOT NULL,
    role     VARCHAR(32) NOT NULL,
    position INT NOT NULL,
    PRIMARY KEY (account, role),
    CONSTRAINT account_roles_account FOREIGN KEY (account) REFERENCES accounts (id),
    INDEX accounts_in_role (role, account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Powers lent for a time (委托).
CREATE TABLE delegations (
    id           VARCHAR(64) NOT NULL,
    from_account VARCHAR(64) NOT NULL,
    to_account   VARCHAR(64) NOT NULL,
    role         VARCHAR(32) NOT NULL,
    begin_on     VARCHAR(10) NOT NULL,
    end_on       VARCHAR(10) NOT NULL,
    reason       VARCHAR(500) NOT NULL,
    revoked      DATETIME(6),
    created      DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT delegations_from FOREIGN KEY (from_account) REFERENCES accounts (id),
    CONSTRAINT delegations_to FOREIGN KEY (to_account) REFERENCES accounts (id),
    INDEX delegations_held (to_account, end_on),
    INDEX delegations_lent (from_account, end_on),
    INDEX delegations_of_role (role, end_on)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Tokens of programs, by the SHA-256 of the secret.
CREATE TABLE tokens (
    id      VARCHAR(64) NOT NULL,
    account VARCHAR(64) NOT NULL,
    name    VARCHAR(100) NOT NULL,
    hash    VARCHAR(64) NOT NULL,
    created DATETIME(6) NOT NULL,
    expires DATETIME(6),
    revoked DATETIME(6),
    PRIMARY KEY (id),
    CONSTRAINT tokens_hash UNIQUE (hash),
    CONSTRAINT tokens_account FOREIGN KEY (account) REFERENCES accounts (id),
    INDEX tokens_of_account (account, created)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Browser sessions, by the SHA-256 of the cookie.
CREATE TABLE sessions (
    hash   VARCHAR(64) NOT NULL,
    data   MEDIUMBLOB NOT NULL,
    expiry DATETIME(6) NOT NULL,
    PRIMARY KEY (hash),
    INDEX sessions_expired (expiry)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Links for those without an account, by the SHA-256 of the secret.
CREATE TABLE links (
    hash    VARCHAR(64) NOT NULL,
    purpose VARCHAR(16) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    holder  VARCHAR(200) NOT NULL,
    created DATETIME(6) NOT NULL,
    expires DATETIME(6),
    PRIMARY KEY (hash),
    INDEX links_of_subject (subject, purpose)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The inbox. Nobody is told the same thing twice.
CREATE TABLE messages (
    id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account VARCHAR(64) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    msg_key VARCHAR(190) NOT NULL,
    kind    VARCHAR(32) NOT NULL,
    text    VARCHAR(2000) NOT NULL,
    created DATETIME(6) NOT NULL,
    unread  BOOLEAN NOT NULL,
    read_at DATETIME(6),
    CONSTRAINT messages_once UNIQUE (subject, msg_key, account),
    CONSTRAINT messages_account FOREIGN KEY (account) REFERENCES accounts (id),
    INDEX messages_of_account (account, id),
    INDEX messages_unread (account, unread, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- E-mail waiting to be sent, or sent.
CREATE TABLE mails (
    message_id VARCHAR(190) NOT NULL,
    recipient  VARCHAR(200) NOT NULL,
    subject    VARCHAR(500) NOT NULL,
    body       MEDIUMTEXT NOT NULL,
    created    DATETIME(6) NOT NULL,
    pending    BOOLEAN NOT NULL,
    sent       DATETIME(6),
    attempts   INT NOT NULL,
    last_error VARCHAR(1000) NOT NULL,
    PRIMARY KEY (message_id),
    INDEX mails_pending (pending, attempts, created, message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Idempotency keys in use, and the first answers.
CREATE TABLE requests (
    person      VARCHAR(64) NOT NULL,
    route       VARCHAR(190) NOT NULL,
    request_key VARCHAR(190) NOT NULL,
    body_hash   VARCHAR(64) NOT NULL,
    created     DATETIME(6) NOT NULL,
    status      INT NOT NULL,
    response    MEDIUMBLOB NOT NULL,
    PRIMARY KEY (person, route, request_key),
    INDEX requests_old (created)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
