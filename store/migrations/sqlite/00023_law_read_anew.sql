-- The law is read anew: what an act may do, and how its periods run, changed for subjects that run too.
-- Reach: breaking. Programs before it judge acts otherwise, and write states back without what they do not know.

-- +goose Up

UPDATE schema_reach SET oldest = 23;

INSERT INTO marks (name, value, set_at)
VALUES ('law_read_anew', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), strftime('%Y-%m-%d %H:%M:%f000', 'now'));
