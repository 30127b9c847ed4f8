-- Whether anything can be written.

-- +goose Up

-- One row, written anew by whoever asks whether the record can be written; at is real time. Another
-- comes and goes with it that takes the room of an act.
CREATE TABLE heartbeat (
    id BIGINT NOT NULL,
    at DATETIME(6) NOT NULL,
    room MEDIUMTEXT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO heartbeat (id, at, room) VALUES (1, '1970-01-01 00:00:00.000000', '');
