-- What a plan year keeps beside its tasks: risk grades by month, and the approval of plans.

-- +goose Up

-- 企业信用风险分级 by month as it was imported; month is its first day. A later version corrects
-- what was imported for the month before. The grade that holds stands in the register.
CREATE TABLE entity_grades (
    entity     TEXT NOT NULL CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
    month      TEXT NOT NULL CONSTRAINT month_too_long CHECK (length(month) <= 10),
    version    INTEGER NOT NULL,
    grade      TEXT NOT NULL CONSTRAINT grade_too_long CHECK (length(grade) <= 32),
    source     TEXT NOT NULL CONSTRAINT source_too_long CHECK (length(source) <= 200),
    entered    TEXT NOT NULL,
    entered_by TEXT NOT NULL CONSTRAINT entered_by_too_long CHECK (length(entered_by) <= 64),
    PRIMARY KEY (entity, month, version),
    CONSTRAINT entity_grades_entity FOREIGN KEY (entity) REFERENCES entities (code)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER entity_grades_no_update BEFORE UPDATE ON entity_grades
BEGIN
    SELECT RAISE(ABORT, 'entity_grades is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entity_grades_no_delete BEFORE DELETE ON entity_grades
BEGIN
    SELECT RAISE(ABORT, 'entity_grades is append-only');
END;
-- +goose StatementEnd

-- What was done about an annual plan as a whole: imports, changes with their reason, approval,
-- publication. version is that of the plan's table.
CREATE TABLE plan_steps (
    plan    TEXT NOT NULL CONSTRAINT plan_too_long CHECK (length(plan) <= 32),
    seq     INTEGER NOT NULL,
    kind    TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 32),
    version INTEGER NOT NULL,
    done_by TEXT NOT NULL CONSTRAINT done_by_too_long CHECK (length(done_by) <= 64),
    lent_by TEXT NOT NULL CONSTRAINT lent_by_too_long CHECK (length(lent_by) <= 64),
    done_at TEXT NOT NULL,
    reason  TEXT NOT NULL CONSTRAINT reason_too_long CHECK (length(reason) <= 1000),
    PRIMARY KEY (plan, seq),
    CONSTRAINT plan_steps_plan FOREIGN KEY (plan) REFERENCES plans (no)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER plan_steps_no_update BEFORE UPDATE ON plan_steps
BEGIN
    SELECT RAISE(ABORT, 'plan_steps is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plan_steps_no_delete BEFORE DELETE ON plan_steps
BEGIN
    SELECT RAISE(ABORT, 'plan_steps is append-only');
END;
-- +goose StatementEnd
