-- What gives the power to inspect an item, and what kind of text it is. Subjects keep more than before: the ways of
-- handling that a result names, orders to cooperate, crimes found after a decision.
-- Reach: breaking. Programs before it write states back without that, and do not know the acts.

-- +goose Up

UPDATE schema_reach SET oldest = 24;

-- '': the list does not say.
ALTER TABLE items ADD COLUMN authority TEXT NOT NULL DEFAULT '' CONSTRAINT authority_too_long CHECK (length(authority) <= 2000);
ALTER TABLE items ADD COLUMN authority_kind TEXT NOT NULL DEFAULT '' CONSTRAINT authority_kind_too_long CHECK (length(authority_kind) <= 32);
