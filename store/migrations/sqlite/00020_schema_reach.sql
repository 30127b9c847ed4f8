-- How old a program may be that still works with this schema.
-- Reach: breaking. Programs before it know no reach.

-- +goose Up

-- One row. oldest is the version of the schema that the oldest such program knows: every breaking
-- migration sets it to its own.
CREATE TABLE schema_reach (
    id     INTEGER NOT NULL,
    oldest INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;
INSERT INTO schema_reach (id, oldest) VALUES (1, 20);
