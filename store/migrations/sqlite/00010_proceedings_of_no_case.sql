-- What runs beside the cases need not have come out of one: feedback then has neither task nor
-- entity. SQLite can't change a column, so the table is made anew, with the foreign keys that
-- refer to it out of force meanwhile, which no transaction can do. Stopped in the middle, it
-- begins again from the start.

-- +goose NO TRANSACTION
-- +goose Up
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
CREATE TABLE proceedings_new (
    no         TEXT NOT NULL CONSTRAINT no_too_long CHECK (length(no) <= 64),
    place      TEXT NOT NULL CONSTRAINT place_too_long CHECK (length(place) <= 80),
    kind       TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 32),
    case_no    TEXT CONSTRAINT case_no_too_long CHECK (length(case_no) <= 64),
    task       TEXT CONSTRAINT task_too_long CHECK (length(task) <= 48),
    entity     TEXT CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
    department TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    stage      TEXT NOT NULL CONSTRAINT stage_too_long CHECK (length(stage) <= 32),
    ending     TEXT NOT NULL CONSTRAINT ending_too_long CHECK (length(ending) <= 32),
    is_open    INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    overdue    INTEGER NOT NULL CHECK (overdue IN (0, 1)),
    next_due   TEXT NOT NULL,
    next_kind  TEXT NOT NULL CONSTRAINT next_kind_too_long CHECK (length(next_kind) <= 64),
    opened     TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    state      TEXT NOT NULL,
    PRIMARY KEY (no),
    CONSTRAINT proceedings_in_order UNIQUE (place),
    CONSTRAINT proceedings_case FOREIGN KEY (case_no) REFERENCES cases (no),
    CONSTRAINT proceedings_task FOREIGN KEY (task) REFERENCES tasks (id),
    CONSTRAINT proceedings_entity FOREIGN KEY (entity) REFERENCES entities (code)
) STRICT;
INSERT INTO proceedings_new (no, place, kind, case_no, task, entity, department, stage, ending, is_open, overdue, next_due, next_kind, opened, seq, state)
SELECT no, place, kind, case_no, task, entity, department, stage, ending, is_open, overdue, next_due, next_kind, opened, seq, state FROM proceedings;
DROP TABLE proceedings;
ALTER TABLE proceedings_new RENAME TO proceedings;
CREATE INDEX proceedings_of_case ON proceedings (case_no, place);
CREATE INDEX proceedings_of_task ON proceedings (task, place);
CREATE INDEX proceedings_of_kind ON proceedings (kind, place);
CREATE INDEX proceedings_of_entity ON proceedings (entity, place);
CREATE INDEX proceedings_of_department ON proceedings (department, place);
CREATE INDEX proceedings_open ON proceedings (is_open, place);
CREATE INDEX proceedings_open_by_due ON proceedings (is_open, next_due, place);
COMMIT;
PRAGMA foreign_keys = ON;
