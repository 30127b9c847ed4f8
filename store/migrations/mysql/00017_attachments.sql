-- Files that people add to their acts.

-- +goose Up

-- A file by its own hash, once whoever sends it and however often; its bytes are cut into pieces.
CREATE TABLE files (
    hash   VARCHAR(64) NOT NULL,
    media  VARCHAR(100) NOT NULL,
    size   BIGINT NOT NULL,
    pieces INT NOT NULL,
    PRIMARY KEY (hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
CREATE TABLE file_pieces (
    hash  VARCHAR(64) NOT NULL,
    piece INT NOT NULL,
    body  MEDIUMBLOB NOT NULL,
    PRIMARY KEY (hash, piece),
    CONSTRAINT file_pieces_file FOREIGN KEY (hash) REFERENCES files (hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who sent it, and may name it in an act; sent is real time. Forgotten after a while.
CREATE TABLE uploads (
    sender VARCHAR(100) NOT NULL,
    hash   VARCHAR(64) NOT NULL,
    name   VARCHAR(200) NOT NULL,
    sent   DATETIME(6) NOT NULL,
    PRIMARY KEY (sender, hash),
    CONSTRAINT uploads_file FOREIGN KEY (hash) REFERENCES files (hash),
    INDEX uploads_of_file (hash),
    INDEX uploads_by_age (sent)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Which acts carry it, for ever.
CREATE TABLE attachments (
    subject VARCHAR(64) NOT NULL,
    act_seq INT NOT NULL,
    hash    VARCHAR(64) NOT NULL,
    name    VARCHAR(200) NOT NULL,
    sent    DATETIME(6) NOT NULL,
    PRIMARY KEY (subject, act_seq, hash),
    CONSTRAINT attachments_act FOREIGN KEY (subject, act_seq) REFERENCES acts (subject, seq),
    CONSTRAINT attachments_file FOREIGN KEY (hash) REFERENCES files (hash),
    INDEX attachments_of_file (hash, subject)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Acts of before name files that the record does not have.
INSERT INTO marks (name, value, set_at)
VALUES ('attachments_kept_since', DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ'), UTC_TIMESTAMP(6));
