-- Files that people add to their acts.

-- +goose Up

-- A file by its own hash, once whoever sends it and however often; its bytes are cut into pieces.
CREATE TABLE files (
    hash   TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    media  TEXT NOT NULL CONSTRAINT media_too_long CHECK (length(media) <= 100),
    size   INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (hash)
) STRICT;
CREATE TABLE file_pieces (
    hash  TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    piece INTEGER NOT NULL,
    body  BLOB NOT NULL,
    PRIMARY KEY (hash, piece),
    CONSTRAINT file_pieces_file FOREIGN KEY (hash) REFERENCES files (hash)
) STRICT;

-- Who sent it, and may name it in an act; sent is real time. Forgotten after a while.
CREATE TABLE uploads (
    sender TEXT NOT NULL CONSTRAINT sender_too_long CHECK (length(sender) <= 100),
    hash   TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    name   TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    sent   TEXT NOT NULL,
    PRIMARY KEY (sender, hash),
    CONSTRAINT uploads_file FOREIGN KEY (hash) REFERENCES files (hash)
) STRICT;
CREATE INDEX uploads_of_file ON uploads (hash);
CREATE INDEX uploads_by_age ON uploads (sent);

-- Which acts carry it, for ever.
CREATE TABLE attachments (
    subject TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 64),
    act_seq INTEGER NOT NULL,
    hash    TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    name    TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    sent    TEXT NOT NULL,
    PRIMARY KEY (subject, act_seq, hash),
    CONSTRAINT attachments_act FOREIGN KEY (subject, act_seq) REFERENCES acts (subject, seq),
    CONSTRAINT attachments_file FOREIGN KEY (hash) REFERENCES files (hash)
) STRICT;
CREATE INDEX attachments_of_file ON attachments (hash, subject);

-- +goose StatementBegin
CREATE TRIGGER files_no_update BEFORE UPDATE ON files
BEGIN
    SELECT RAISE(ABORT, 'files is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER file_pieces_no_update BEFORE UPDATE ON file_pieces
BEGIN
    SELECT RAISE(ABORT, 'file_pieces is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER file_pieces_of_acts BEFORE DELETE ON file_pieces
WHEN EXISTS (SELECT 1 FROM attachments a WHERE a.hash = OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'file_pieces of acts is never deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments
BEGIN
    SELECT RAISE(ABORT, 'attachments is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments
BEGIN
    SELECT RAISE(ABORT, 'attachments is append-only');
END;
-- +goose StatementEnd

-- Acts of before name files that the record does not have.
INSERT INTO marks (name, value, set_at)
VALUES ('attachments_kept_since', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), strftime('%Y-%m-%d %H:%M:%f000', 'now'));
