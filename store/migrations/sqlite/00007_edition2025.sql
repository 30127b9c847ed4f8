-- Edition 2025 (国办发〔2024〕54号): when an item was published and withdrawn, the visits
-- of other departments, and what entities say of theirs.

-- +goose Up

ALTER TABLE items ADD COLUMN published_on TEXT NOT NULL DEFAULT '' CONSTRAINT published_on_too_long CHECK (length(published_on) <= 10);
ALTER TABLE items ADD COLUMN withdrawn_on TEXT NOT NULL DEFAULT '' CONSTRAINT withdrawn_on_too_long CHECK (length(withdrawn_on) <= 10);

-- One visit of another department; its hash is over entity, day, agency and item.
CREATE TABLE external_visits (
    hash        TEXT NOT NULL CONSTRAINT hash_too_long CHECK (length(hash) <= 64),
    entity      TEXT NOT NULL CONSTRAINT entity_too_long CHECK (length(entity) <= 18),
    visited_on  TEXT NOT NULL CONSTRAINT visited_on_too_long CHECK (length(visited_on) <= 10),
    agency      TEXT NOT NULL CONSTRAINT agency_too_long CHECK (length(agency) <= 200),
    item        TEXT NOT NULL CONSTRAINT item_too_long CHECK (length(item) <= 500),
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL CONSTRAINT imported_by_too_long CHECK (length(imported_by) <= 64),
    PRIMARY KEY (hash)
) STRICT;
CREATE INDEX external_visits_of_entity ON external_visits (entity, visited_on);
CREATE INDEX external_visits_by_day ON external_visits (visited_on, entity);

-- How an entity rated its visit: once a case, never changed.
CREATE TABLE ratings (
    case_no    TEXT NOT NULL CONSTRAINT case_no_too_long CHECK (length(case_no) <= 64),
    department TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    stars      INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    entered    TEXT NOT NULL,
    PRIMARY KEY (case_no),
    CONSTRAINT ratings_case FOREIGN KEY (case_no) REFERENCES cases (no)
) STRICT;
CREATE INDEX ratings_of_department ON ratings (department, stars);
