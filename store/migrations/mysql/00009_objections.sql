-- An entry that corrects another says why; what was written with an act is found by the act.

-- +goose Up

-- Why the entry replaces the one before; '' where it supplements it.
ALTER TABLE publications ADD COLUMN reason VARCHAR(500) NOT NULL DEFAULT '';

CREATE INDEX acts_of_payload ON acts (payload_id);
