-- An act keeps the office's word for who handed it in, and a seal over itself and the state that it led to.

-- +goose Up

-- By what the person came in; '' for what follows by itself.
ALTER TABLE acts ADD COLUMN via TEXT NOT NULL DEFAULT '' CONSTRAINT via_too_long CHECK (length(via) <= 16);
-- The statement that the office signed, and its signature in hex; '' for the system's acts and those from before.
ALTER TABLE acts ADD COLUMN statement TEXT NOT NULL DEFAULT '' CONSTRAINT statement_too_long CHECK (length(statement) <= 2000);
ALTER TABLE acts ADD COLUMN proof TEXT NOT NULL DEFAULT '' CONSTRAINT proof_too_long CHECK (length(proof) <= 255);
-- SHA-256 of the subject's state after the act, hex, and the signature over row and state.
ALTER TABLE acts ADD COLUMN state_hash TEXT NOT NULL DEFAULT '' CONSTRAINT state_hash_too_long CHECK (length(state_hash) <= 64);
ALTER TABLE acts ADD COLUMN seal TEXT NOT NULL DEFAULT '' CONSTRAINT seal_too_long CHECK (length(seal) <= 255);
