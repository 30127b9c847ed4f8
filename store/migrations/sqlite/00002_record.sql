-- The record (案卷): acts, what people wrote with them, plans, tasks, cases, draws
-- and the public record.

-- +goose Up

-- What people wrote with an act. Erasing empties body and salt; the hash stays, and the act is not
-- touched.
CREATE TABLE payloads (
    id     TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 128),
    salt   BLOB,
    body   TEXT,
    hash   TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    erased TEXT,
    PRIMARY KEY (id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER payloads_no_delete BEFORE DELETE ON payloads
BEGIN
    SELECT RAISE(ABORT, 'payloads is never deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER payloads_keep BEFORE UPDATE OF id, hash ON payloads
BEGIN
    SELECT RAISE(ABORT, 'payloads is append-only');
END;
-- +goose StatementEnd

-- Everything that was done, in order, for ever. The semantic key makes a repeat harmless.
CREATE TABLE acts (
    subject      TEXT NOT NULL CONSTRAINT subject_too_long CHECK (length(subject) <= 64),
    seq          INTEGER NOT NULL,
    kind         TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 64),
    name         TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 100),
    clause       TEXT NOT NULL CONSTRAINT clause_too_long CHECK (length(clause) <= 200),
    actor        TEXT NOT NULL CONSTRAINT actor_too_long CHECK (length(actor) <= 64),
    actor_role   TEXT NOT NULL CONSTRAINT actor_role_too_long CHECK (length(actor_role) <= 32),
    delegation   TEXT NOT NULL CONSTRAINT delegation_too_long CHECK (length(delegation) <= 64),
    happened     TEXT NOT NULL,
    entered      TEXT NOT NULL,
    recorded     TEXT NOT NULL,
    facts        TEXT NOT NULL,
    payload_id   TEXT CONSTRAINT payload_id_too_long CHECK (length(payload_id) <= 128),
    payload_hash TEXT NOT NULL CONSTRAINT payload_hash_too_long CHECK (length(payload_hash) <= 64),
    act_key      TEXT NOT NULL CONSTRAINT act_key_too_long CHECK (length(act_key) <= 190),
    PRIMARY KEY (subject, seq),
    CONSTRAINT acts_once UNIQUE (subject, act_key),
    CONSTRAINT acts_payload FOREIGN KEY (payload_id) REFERENCES payloads (id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts
BEGIN
    SELECT RAISE(ABORT, 'acts is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts
BEGIN
    SELECT RAISE(ABORT, 'acts is append-only');
END;
-- +goose StatementEnd

-- Annual plans as imported: the rows word for word, as JSON.
CREATE TABLE plans (
    no         TEXT NOT NULL CONSTRAINT no_too_long CHECK (length(no) <= 32),
    name       TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    unit       TEXT NOT NULL CONSTRAINT unit_too_long CHECK (length(unit) <= 200),
    year       INTEGER NOT NULL,
    historic   INTEGER NOT NULL CHECK (historic IN (0, 1)),
    plan_rows  TEXT NOT NULL,
    version    INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    PRIMARY KEY (no)
) STRICT;

-- Inspection tasks: the columns that are asked for, and the whole as JSON.
CREATE TABLE tasks (
    id         TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 48),
    plan       TEXT NOT NULL CONSTRAINT plan_too_long CHECK (length(plan) <= 32),
    department TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    stage      TEXT NOT NULL CONSTRAINT stage_too_long CHECK (length(stage) <= 32),
    is_open    INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    seq        INTEGER NOT NULL,
    state      TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tasks_plan FOREIGN KEY (plan) REFERENCES plans (no)
) STRICT;
CREATE INDEX tasks_of_plan ON tasks (plan, id);
CREATE INDEX tasks_of_department ON tasks (department, id);
CREATE INDEX tasks_at_stage ON tasks (stage, id);
CREATE INDEX tasks_open ON tasks (is_open, id);

-- The items of a case as they were on the day of its draw, kept once for all cases that share
-- them.
CREATE TABLE item_sets (
    hash TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    body TEXT NOT NULL,
    PRIMARY KEY (hash)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER item_sets_no_update BEFORE UPDATE ON item_sets
BEGIN
    SELECT RAISE(ABORT, 'item_sets is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER item_sets_no_delete BEFORE DELETE ON item_sets
BEGIN
    SELECT RAISE(ABORT, 'item_sets is append-only');
END;
-- +goose StatementEnd

-- Inspection cases: the columns that are asked for, and the whole as JSON. place is the case
-- number in a form that sorts (numbers have no fixed width); next_due of a case without a running
-- deadline lies in the year 9999.
CREATE TABLE cases (
    no         TEXT NOT NULL CONSTRAINT no_too_long CHECK (length(no) <= 64),
    place      TEXT NOT NULL CONSTRAINT place_too_long CHECK (length(place) <= 80),
    task       TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    entity     TEXT NOT NULL CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
    department TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    stage      TEXT NOT NULL CONSTRAINT stage_too_long CHECK (length(stage) <= 32),
    outcome    TEXT NOT NULL CONSTRAINT outcome_too_long CHECK (length(outcome) <= 32),
    is_open    INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    overdue    INTEGER NOT NULL CHECK (overdue IN (0, 1)),
    next_due   TEXT NOT NULL,
    next_kind  TEXT NOT NULL CONSTRAINT next_kind_too_long CHECK (length(next_kind) <= 64),
    last_due   TEXT,
    opened     TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    item_set   TEXT NOT NULL CONSTRAINT item_set_too_long CHECK (length(item_set) <= 64),
    state      TEXT NOT NULL,
    PRIMARY KEY (no),
    CONSTRAINT cases_in_order UNIQUE (place),
    CONSTRAINT cases_task FOREIGN KEY (task) REFERENCES tasks (id),
    CONSTRAINT cases_entity FOREIGN KEY (entity) REFERENCES entities (code),
    CONSTRAINT cases_items FOREIGN KEY (item_set) REFERENCES item_sets (hash)
) STRICT;
CREATE INDEX cases_by_due ON cases (next_due, place);
CREATE INDEX cases_of_task ON cases (task, place);
CREATE INDEX cases_of_task_by_due ON cases (task, next_due, place);
CREATE INDEX cases_of_task_at_stage ON cases (task, stage);
CREATE INDEX cases_of_task_latest_due ON cases (task, last_due);
CREATE INDEX cases_of_department ON cases (department, place);
CREATE INDEX cases_of_department_by_due ON cases (department, next_due, place);
CREATE INDEX cases_at_stage ON cases (stage, place);
CREATE INDEX cases_at_stage_by_due ON cases (stage, next_due, place);
CREATE INDEX cases_with_outcome ON cases (outcome, place);
CREATE INDEX cases_open ON cases (is_open, place);
CREATE INDEX cases_open_by_due ON cases (is_open, next_due, place);
CREATE INDEX cases_overdue ON cases (overdue, place);
CREATE INDEX cases_overdue_by_due ON cases (overdue, next_due, place);
CREATE INDEX cases_of_entity ON cases (entity, place);
CREATE INDEX cases_opened_in_year ON cases (opened, entity, stage);

-- Who is on the team of a case; place and is_open repeat the case, for the lists of one inspector.
CREATE TABLE case_team (
    case_no     TEXT NOT NULL CONSTRAINT case_no_too_long CHECK (length(case_no) <= 64),
    certificate TEXT NOT NULL CONSTRAINT certificate_too_long CHECK (length(certificate) <= 64),
    position    INTEGER NOT NULL,
    place       TEXT NOT NULL CONSTRAINT place_too_long CHECK (length(place) <= 80),
    is_open     INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    PRIMARY KEY (case_no, certificate),
    CONSTRAINT case_team_case FOREIGN KEY (case_no) REFERENCES cases (no)
) STRICT;
CREATE INDEX cases_of_inspector ON case_team (certificate, place);
CREATE INDEX open_cases_of_inspectors ON case_team (is_open, certificate);

-- Draws; what was committed stays as it was, the stage only goes forward.
CREATE TABLE draws (
    task       TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    number     INTEGER NOT NULL,
    stage      TEXT NOT NULL CONSTRAINT stage_too_long CHECK (length(stage) <= 16),
    commitment TEXT NOT NULL,
    hash       TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    nonce      BLOB NOT NULL,
    roster_key BLOB NOT NULL,
    committed  TEXT NOT NULL,
    ended      TEXT,
    PRIMARY KEY (task, number),
    CONSTRAINT draws_task FOREIGN KEY (task) REFERENCES tasks (id)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER draws_no_delete BEFORE DELETE ON draws
BEGIN
    SELECT RAISE(ABORT, 'draws is never deleted');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draws_keep BEFORE UPDATE OF task, number, commitment, hash, nonce, roster_key, committed ON draws
BEGIN
    SELECT RAISE(ABORT, 'draws is append-only');
END;
-- +goose StatementEnd

-- The large documents of a draw: SHA-256 and size of the clear text.
CREATE TABLE draw_parts (
    task   TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    number INTEGER NOT NULL,
    name   TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 32),
    hash   TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    size   INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (task, number, name)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER draw_parts_no_update BEFORE UPDATE ON draw_parts
BEGIN
    SELECT RAISE(ABORT, 'draw_parts is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draw_parts_no_delete BEFORE DELETE ON draw_parts
BEGIN
    SELECT RAISE(ABORT, 'draw_parts is append-only');
END;
-- +goose StatementEnd

-- The documents themselves, compressed (zstd) and cut.
CREATE TABLE draw_pieces (
    task   TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    number INTEGER NOT NULL,
    name   TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 32),
    piece  INTEGER NOT NULL,
    body   BLOB NOT NULL,
    PRIMARY KEY (task, number, name, piece)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER draw_pieces_no_update BEFORE UPDATE ON draw_pieces
BEGIN
    SELECT RAISE(ABORT, 'draw_pieces is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draw_pieces_no_delete BEFORE DELETE ON draw_pieces
BEGIN
    SELECT RAISE(ABORT, 'draw_pieces is append-only');
END;
-- +goose StatementEnd

-- The public record. A later entry names the one it replaces.
CREATE TABLE publications (
    id        TEXT NOT NULL CONSTRAINT id_too_long CHECK (length(id) <= 80),
    case_no   TEXT NOT NULL CONSTRAINT case_no_too_long CHECK (length(case_no) <= 64),
    task      TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    entry     INTEGER NOT NULL,
    replaces  TEXT NOT NULL CONSTRAINT replaces_too_long CHECK (length(replaces) <= 80),
    entity    TEXT NOT NULL CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
    name      TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    agency    TEXT NOT NULL CONSTRAINT agency_too_long CHECK (length(agency) <= 200),
    plan_no   TEXT NOT NULL CONSTRAINT plan_no_too_long CHECK (length(plan_no) <= 32),
    plan_name TEXT NOT NULL CONSTRAINT plan_name_too_long CHECK (length(plan_name) <= 200),
    task_name TEXT NOT NULL CONSTRAINT task_name_too_long CHECK (length(task_name) <= 200),
    draw_mode TEXT NOT NULL CONSTRAINT draw_mode_too_long CHECK (length(draw_mode) <= 32),
    completed TEXT NOT NULL CONSTRAINT completed_too_long CHECK (length(completed) <= 10),
    items     TEXT NOT NULL,
    outcome   TEXT NOT NULL CONSTRAINT outcome_too_long CHECK (length(outcome) <= 200),
    follow_up INTEGER NOT NULL CHECK (follow_up IN (0, 1)),
    published TEXT NOT NULL,
    late      INTEGER NOT NULL CHECK (late IN (0, 1)),
    evidence  TEXT NOT NULL CONSTRAINT evidence_too_long CHECK (length(evidence) <= 64),
    PRIMARY KEY (id),
    CONSTRAINT publications_of_case UNIQUE (case_no, entry),
    CONSTRAINT publications_case FOREIGN KEY (case_no) REFERENCES cases (no)
) STRICT;
CREATE INDEX publications_latest ON publications (published, id);
CREATE INDEX publications_replaced ON publications (replaces);
CREATE INDEX publications_of_task ON publications (task, published, id);
CREATE INDEX publications_of_entity ON publications (entity, published, id);
-- +goose StatementBegin
CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications
BEGIN
    SELECT RAISE(ABORT, 'publications is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications
BEGIN
    SELECT RAISE(ABORT, 'publications is append-only');
END;
-- +goose StatementEnd
