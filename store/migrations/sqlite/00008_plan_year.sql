-- What a plan year keeps beside its tasks: risk grades by month.

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
