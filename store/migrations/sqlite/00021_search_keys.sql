-- What entities are found by.
-- Reach: breaking. Programs before it change names and leave the key as it was.

-- +goose Up

UPDATE schema_reach SET oldest = 21;

-- The name and the code folded, the pinyin and its initials; made by the program, which fills it for
-- the rows that were there (migrate, up). Null: not yet made.
ALTER TABLE entities ADD COLUMN search_key TEXT;
