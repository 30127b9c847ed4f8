-- What the supervisor is to see of those who use the office: logins, failures, exports, powers.

-- +goose Up

-- One thing that somebody did with the office itself, in order, for ever. at is real time.
CREATE TABLE security_events (
    id      BIGINT NOT NULL AUTO_INCREMENT,
    at      DATETIME(6) NOT NULL,
    kind    VARCHAR(64) NOT NULL,
    account VARCHAR(64) NOT NULL,
    address VARCHAR(64) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    detail  VARCHAR(500) NOT NULL,
    PRIMARY KEY (id),
    INDEX security_events_of_account (account, id),
    INDEX security_events_of_kind (kind, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
