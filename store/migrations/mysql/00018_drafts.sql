-- What somebody has typed and not yet handed in.

-- +goose Up

-- One form of one person's, under the key with which it will be handed in; saved is real time.
CREATE TABLE drafts (
    account     VARCHAR(64) NOT NULL,
    subject     VARCHAR(80) NOT NULL,
    act         VARCHAR(64) NOT NULL,
    request_key VARCHAR(190) NOT NULL,
    entries     MEDIUMTEXT NOT NULL,
    seen        INT NOT NULL,
    revision    INT NOT NULL,
    saved       DATETIME(6) NOT NULL,
    PRIMARY KEY (account, subject, act),
    INDEX drafts_of_key (account, request_key),
    INDEX drafts_by_age (saved)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Whether a form was handed in already is asked for by its key alone.
CREATE INDEX requests_of_key ON requests (person, request_key);
