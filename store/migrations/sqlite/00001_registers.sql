-- The registers (名录库), what the bureau sets, and their history.
-- Codes compare byte by byte; moments are UTC to the microsecond; dates are
-- YYYY-MM-DD, '' for none.

-- +goose Up

-- 检查对象名录库.
CREATE TABLE entities (
    code              TEXT NOT NULL CONSTRAINT code_too_long CHECK (length(code) <= 18),
    name              TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    kind              TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 100),
    grade             TEXT NOT NULL CONSTRAINT grade_too_long CHECK (length(grade) <= 32),
    enterprise_type   TEXT NOT NULL CONSTRAINT enterprise_type_too_long CHECK (length(enterprise_type) <= 100),
    nature            TEXT NOT NULL CONSTRAINT nature_too_long CHECK (length(nature) <= 100),
    organisation_form TEXT NOT NULL CONSTRAINT organisation_form_too_long CHECK (length(organisation_form) <= 100),
    scale             TEXT NOT NULL CONSTRAINT scale_too_long CHECK (length(scale) <= 100),
    market_share      TEXT NOT NULL CONSTRAINT market_share_too_long CHECK (length(market_share) <= 100),
    region            TEXT NOT NULL CONSTRAINT region_too_long CHECK (length(region) <= 100),
    licence           TEXT NOT NULL CONSTRAINT licence_too_long CHECK (length(licence) <= 100),
    address           TEXT NOT NULL CONSTRAINT address_too_long CHECK (length(address) <= 300),
    contact           TEXT NOT NULL CONSTRAINT contact_too_long CHECK (length(contact) <= 100),
    phone             TEXT NOT NULL CONSTRAINT phone_too_long CHECK (length(phone) <= 64),
    email             TEXT NOT NULL CONSTRAINT email_too_long CHECK (length(email) <= 200),
    status            TEXT NOT NULL CONSTRAINT status_too_long CHECK (length(status) <= 32),
    lead_text         TEXT NOT NULL CONSTRAINT lead_text_too_long CHECK (length(lead_text) <= 2000),
    version           INTEGER NOT NULL,
    changed_at        TEXT NOT NULL,
    changed_by        TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    PRIMARY KEY (code)
) STRICT;
CREATE INDEX entities_of_kind ON entities (kind, code);
CREATE INDEX entities_of_grade ON entities (grade, code);
CREATE INDEX entities_of_region ON entities (region, code);
CREATE INDEX entities_of_status ON entities (status, code);

-- 执法检查人员名录库. Lists are JSON.
CREATE TABLE inspectors (
    certificate   TEXT NOT NULL CONSTRAINT certificate_too_long CHECK (length(certificate) <= 64),
    name          TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 100),
    department    TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    employer      TEXT NOT NULL CONSTRAINT employer_too_long CHECK (length(employer) <= 18),
    valid_through TEXT NOT NULL CONSTRAINT valid_through_too_long CHECK (length(valid_through) <= 10),
    specialities  TEXT NOT NULL,
    recused       TEXT NOT NULL,
    leave_from    TEXT NOT NULL CONSTRAINT leave_from_too_long CHECK (length(leave_from) <= 10),
    leave_to      TEXT NOT NULL CONSTRAINT leave_to_too_long CHECK (length(leave_to) <= 10),
    active        INTEGER NOT NULL CHECK (active IN (0, 1)),
    version       INTEGER NOT NULL,
    changed_at    TEXT NOT NULL,
    changed_by    TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    PRIMARY KEY (certificate)
) STRICT;
CREATE INDEX inspectors_of_department ON inspectors (department, certificate);

-- 抽查事项清单. Lists are JSON.
CREATE TABLE items (
    code        TEXT NOT NULL CONSTRAINT code_too_long CHECK (length(code) <= 64),
    entity_kind TEXT NOT NULL CONSTRAINT entity_kind_too_long CHECK (length(entity_kind) <= 100),
    name        TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 500),
    content     TEXT NOT NULL CONSTRAINT content_too_long CHECK (length(content) <= 2000),
    weight      TEXT NOT NULL CONSTRAINT weight_too_long CHECK (length(weight) <= 16),
    methods     TEXT NOT NULL,
    department  TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    basis       TEXT NOT NULL CONSTRAINT basis_too_long CHECK (length(basis) <= 2000),
    basis_mark  TEXT NOT NULL CONSTRAINT basis_mark_too_long CHECK (length(basis_mark) <= 200),
    confirmed   INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    active      INTEGER NOT NULL CHECK (active IN (0, 1)),
    version     INTEGER NOT NULL,
    changed_at  TEXT NOT NULL,
    changed_by  TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    PRIMARY KEY (code)
) STRICT;
CREATE INDEX items_active ON items (active, code);

-- Earlier states of a row of a register, a plan, a setting or a calendar year, as JSON; the
-- present state stands in its own table.
CREATE TABLE register_history (
    register   TEXT NOT NULL CONSTRAINT register_too_long CHECK (length(register) <= 32),
    code       TEXT NOT NULL CONSTRAINT code_too_long CHECK (length(code) <= 64),
    version    INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    body       TEXT NOT NULL,
    PRIMARY KEY (register, code, version)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER register_history_no_update BEFORE UPDATE ON register_history
BEGIN
    SELECT RAISE(ABORT, 'register_history is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER register_history_no_delete BEFORE DELETE ON register_history
BEGIN
    SELECT RAISE(ABORT, 'register_history is append-only');
END;
-- +goose StatementEnd

-- What the bureau sets, as JSON.
CREATE TABLE settings (
    name       TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 64),
    value      TEXT NOT NULL,
    version    INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    PRIMARY KEY (name)
) STRICT;

-- One year's holiday notice as entered; it replaces the built-in table's year wholly.
CREATE TABLE calendar_years (
    year       INTEGER NOT NULL,
    notice     TEXT NOT NULL CONSTRAINT notice_too_long CHECK (length(notice) <= 500),
    exceptions TEXT NOT NULL,
    version    INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL CONSTRAINT changed_by_too_long CHECK (length(changed_by) <= 64),
    PRIMARY KEY (year)
) STRICT;

-- The business clock of the folder: one row, or none where real time holds.
CREATE TABLE business_clock (
    id        INTEGER NOT NULL,
    standing  INTEGER NOT NULL CHECK (standing IN (0, 1)),
    stands_at TEXT,
    jump      INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- Marks of the folder, such as that it is a demonstration: set once, for ever.
CREATE TABLE marks (
    name   TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 64),
    value  TEXT NOT NULL CONSTRAINT value_too_long CHECK (length(value) <= 200),
    set_at TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER marks_no_update BEFORE UPDATE ON marks
BEGIN
    SELECT RAISE(ABORT, 'marks is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER marks_no_delete BEFORE DELETE ON marks
BEGIN
    SELECT RAISE(ABORT, 'marks is append-only');
END;
-- +goose StatementEnd
