-- Parties of penalty cases that are not the entity that was drawn, and whom an item binds.
-- Reach: additive. Programs before it know no such party and read neither column.

-- +goose Up

-- Written once by the act that names the party, and kept; who is named anew has another number.
-- identifier is a credit code or, of a citizen, the number of the identity document: it is public
-- nowhere. search_key has it only of an organisation.
CREATE TABLE parties (
    no         VARCHAR(64) NOT NULL,
    kind       VARCHAR(32) NOT NULL,
    name       VARCHAR(200) NOT NULL,
    identifier VARCHAR(32) NOT NULL,
    address    VARCHAR(300) NOT NULL,
    contact    VARCHAR(100) NOT NULL,
    phone      VARCHAR(64) NOT NULL,
    email      VARCHAR(200) NOT NULL,
    proceeding VARCHAR(64) NOT NULL,
    named_by   VARCHAR(64) NOT NULL,
    named_at   DATETIME(6) NOT NULL,
    search_key TEXT NOT NULL,
    PRIMARY KEY (no),
    CONSTRAINT parties_proceeding FOREIGN KEY (proceeding) REFERENCES proceedings (no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The party's number; null: the entity that was drawn.
ALTER TABLE proceedings ADD COLUMN party VARCHAR(64);
CREATE INDEX proceedings_of_party ON proceedings (party);

-- Whose conduct the item is about; '': that of the inspected entity.
ALTER TABLE items ADD COLUMN object VARCHAR(32) NOT NULL DEFAULT '';
