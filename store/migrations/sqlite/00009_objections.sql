-- An entry that corrects another says why; what was written with an act is found by the act.

-- +goose Up

-- Why the entry replaces the one before; '' where it supplements it.
ALTER TABLE publications ADD COLUMN reason TEXT NOT NULL DEFAULT '' CONSTRAINT reason_too_long CHECK (length(reason) <= 500);

CREATE INDEX acts_of_payload ON acts (payload_id);
