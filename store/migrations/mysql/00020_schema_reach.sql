-- How old a program may be that still works with this schema.
-- Reach: breaking. Programs before it know no reach.

-- +goose Up

-- One row. oldest is the version of the schema that the oldest such program knows: every breaking
-- migration sets it to its own.
CREATE TABLE schema_reach (
    id     BIGINT NOT NULL,
    oldest BIGINT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO schema_reach (id, oldest) VALUES (1, 20);
