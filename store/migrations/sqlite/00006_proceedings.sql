-- What goes beyond an inspection: penalty cases and referrals, and what is public of
-- their decisions.

-- +goose Up

-- Proceedings (后续处理程序): the columns that are asked for, and the whole as JSON. case_no is
-- null where a clear lead opened it; next_due of one without a running deadline lies in the year
-- 9999.
CREATE TABLE proceedings (
    no         TEXT NOT NULL CONSTRAINT no_too_long CHECK (length(no) <= 64),
    place      TEXT NOT NULL CONSTRAINT place_too_long CHECK (length(place) <= 80),
    kind       TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 32),
    case_no    TEXT CONSTRAINT case_no_too_long CHECK (length(case_no) <= 64),
    task       TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    entity     TEXT NOT NULL CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
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
CREATE INDEX proceedings_of_case ON proceedings (case_no, place);
CREATE INDEX proceedings_of_task ON proceedings (task, place);
CREATE INDEX proceedings_of_kind ON proceedings (kind, place);
CREATE INDEX proceedings_of_entity ON proceedings (entity, place);
CREATE INDEX proceedings_of_department ON proceedings (department, place);
CREATE INDEX proceedings_open ON proceedings (is_open, place);
CREATE INDEX proceedings_by_due ON proceedings (next_due, place);

-- Who handles it, for the lists of one inspector.
CREATE TABLE proceeding_team (
    proceeding  TEXT NOT NULL CONSTRAINT proceeding_too_long CHECK (length(proceeding) <= 64),
    certificate TEXT NOT NULL CONSTRAINT certificate_too_long CHECK (length(certificate) <= 64),
    position    INTEGER NOT NULL,
    place       TEXT NOT NULL CONSTRAINT place_too_long CHECK (length(place) <= 80),
    PRIMARY KEY (proceeding, certificate),
    CONSTRAINT proceeding_team_proceeding FOREIGN KEY (proceeding) REFERENCES proceedings (no)
) STRICT;
CREATE INDEX proceedings_of_inspector ON proceeding_team (certificate, place);

-- The public record of decisions (处理决定公示). A later entry names the one it replaces.
CREATE TABLE decisions (
    id         TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 80),
    proceeding TEXT NOT NULL CONSTRAINT proceeding_too_long CHECK (length(proceeding) <= 64),
    entry      INTEGER NOT NULL,
    replaces   TEXT NOT NULL CONSTRAINT replaces_too_long CHECK (length(replaces) <= 80),
    task       TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    entity     TEXT NOT NULL CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
    name       TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    agency     TEXT NOT NULL CONSTRAINT agency_too_long CHECK (length(agency) <= 200),
    kind       TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 32),
    outcome    TEXT NOT NULL CONSTRAINT outcome_too_long CHECK (length(outcome) <= 500),
    published  TEXT NOT NULL,
    until_on   TEXT NOT NULL CONSTRAINT until_on_too_long CHECK (length(until_on) <= 10),
    withdrawn  INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    late       INTEGER NOT NULL CHECK (late IN (0, 1)),
    PRIMARY KEY (id),
    CONSTRAINT decisions_of_proceeding UNIQUE (proceeding, entry),
    CONSTRAINT decisions_proceeding FOREIGN KEY (proceeding) REFERENCES proceedings (no)
) STRICT;
CREATE INDEX decisions_latest ON decisions (published, id);
CREATE INDEX decisions_replaced ON decisions (replaces);
CREATE INDEX decisions_of_entity ON decisions (entity, published, id);
-- +goose StatementBegin
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions is append-only');
END;
-- +goose StatementEnd
