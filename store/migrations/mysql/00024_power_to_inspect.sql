-- What gives the power to inspect an item, and what kind of text it is. Subjects keep more than before: the ways of
-- handling that a result names, orders to cooperate, crimes found after a decision.
-- Reach: breaking. Programs before it write states back without that, and do not know the acts.

-- +goose Up

UPDATE schema_reach SET oldest = 24;

-- '': the list does not say.
ALTER TABLE items ADD COLUMN authority VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN authority_kind VARCHAR(32) NOT NULL DEFAULT '';
