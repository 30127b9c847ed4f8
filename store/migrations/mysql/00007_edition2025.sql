-- Edition 2025 (国办发〔2024〕54号): when an item was published and withdrawn, the visits
-- of other departments, and what entities say of theirs.

-- +goose Up

ALTER TABLE items ADD COLUMN published_on VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN withdrawn_on VARCHAR(10) NOT NULL DEFAULT '';

-- One visit of another department; its hash is over entity, day, agency and item.
CREATE TABLE external_visits (
    hash        VARCHAR(64) NOT NULL,
    entity      VARCHAR(18) NOT NULL,
    visited_on  VARCHAR(10) NOT NULL,
    agency      VARCHAR(200) NOT NULL,
    item        VARCHAR(500) NOT NULL,
    imported_at DATETIME(6) NOT NULL,
    imported_by VARCHAR(64) NOT NULL,
    PRIMARY KEY (hash),
    INDEX external_visits_of_entity (entity, visited_on),
    INDEX external_visits_by_day (visited_on, entity)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- How an entity rated its visit: once a case, never changed.
CREATE TABLE ratings (
    case_no    VARCHAR(64) NOT NULL,
    department VARCHAR(100) NOT NULL,
    stars      INT NOT NULL,
    entered    DATETIME(6) NOT NULL,
    PRIMARY KEY (case_no),
    CONSTRAINT ratings_case FOREIGN KEY (case_no) REFERENCES cases (no),
    INDEX ratings_of_department (department, stars)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
