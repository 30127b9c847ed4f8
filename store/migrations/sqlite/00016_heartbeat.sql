-- Whether anything can be written.

-- +goose Up

-- One row, written anew by whoever asks whether the record can be written; at is real time. Another
-- comes and goes with it that takes the room of an act.
CREATE TABLE heartbeat (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    room TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
INSERT INTO heartbeat (id, at, room) VALUES (1, '1970-01-01 00:00:00.000000', '');
