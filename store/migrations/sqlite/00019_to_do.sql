-- Who is to act: what each open subject waits for, and of whom.

-- +goose Up

-- Derived from the subjects' states and written with them; reconcile compares it, and fills it for
-- what was open before. holder is a role with a department or a certificate; spot orders what is due
-- together; asked_by is the person who acted last, after whom others are to act.
CREATE TABLE to_do (
    subject  TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 64),
    act      TEXT NOT NULL CONSTRAINT act_too_long CHECK (length(act) <= 64),
    holder   TEXT NOT NULL CONSTRAINT holder_too_long CHECK (length(holder) <= 140),
    kind     TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 16),
    name     TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 100),
    due      TEXT NOT NULL,
    spot     TEXT NOT NULL CONSTRAINT spot_too_long CHECK (length(spot) <= 160),
    asked_by TEXT NOT NULL CONSTRAINT asked_by_too_long CHECK (length(asked_by) <= 64),
    PRIMARY KEY (subject, act, holder)
) STRICT;
CREATE INDEX to_do_of_holder ON to_do (holder, due, spot);
CREATE INDEX to_do_asked_by ON to_do (asked_by, due, spot);
