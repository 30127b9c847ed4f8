-- An act keeps the office's word for who handed it in, and a seal over itself and the state that it led to.

-- +goose Up

-- By what the person came in; '' for what follows by itself.
ALTER TABLE acts ADD COLUMN via VARCHAR(16) NOT NULL DEFAULT '';
-- The statement that the office signed, and its signature in hex; '' for the system's acts and those from before.
ALTER TABLE acts ADD COLUMN statement VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE acts ADD COLUMN proof VARCHAR(255) NOT NULL DEFAULT '';
-- SHA-256 of the subject's state after the act, hex, and the signature over row and state.
ALTER TABLE acts ADD COLUMN state_hash VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE acts ADD COLUMN seal VARCHAR(255) NOT NULL DEFAULT '';
