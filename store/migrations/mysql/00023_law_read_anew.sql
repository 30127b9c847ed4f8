-- The law is read anew: what an act may do, and how its periods run, changed for subjects that run too.
-- Reach: breaking. Programs before it judge acts otherwise, and write states back without what they do not know.

-- +goose Up

UPDATE schema_reach SET oldest = 23;

INSERT INTO marks (name, value, set_at)
VALUES ('law_read_anew', DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ'), UTC_TIMESTAMP(6));
