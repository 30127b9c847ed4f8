-- Parties of penalty cases that are not the entity that was drawn, and whom an item binds.
-- Reach: additive. Programs before it know no such party and read neither column.

-- +goose Up

-- Written once by the act that names the party, and kept; who is named anew has another number.
-- identifier is a credit code or, of a citizen, the number of the identity document: it is public
-- nowhere. search_key has it only of an organisation.
CREATE TABLE parties (
    no         TEXT NOT NULL CONSTRAINT no_too_long CHECK (length(no) <= 64),
    kind       TEXT NOT NULL CONSTRAINT kind_too_long CHECK (length(kind) <= 32),
    name       TEXT NOT NULL CONSTRAINT name_too_long CHECK (length(name) <= 200),
    identifier TEXT NOT NULL CONSTRAINT identifier_too_long CHECK (length(identifier) <= 32),
    address    TEXT NOT NULL CONSTRAINT address_too_long CHECK (length(address) <= 300),
    contact    TEXT NOT NULL CONSTRAINT contact_too_long CHECK (length(contact) <= 100),
    phone      TEXT NOT NULL CONSTRAINT phone_too_long CHECK (length(phone) <= 64),
    email      TEXT NOT NULL CONSTRAINT email_too_long CHECK (length(email) <= 200),
    proceeding TEXT NOT NULL CONSTRAINT proceeding_too_long CHECK (length(proceeding) <= 64),
    named_by   TEXT NOT NULL CONSTRAINT named_by_too_long CHECK (length(named_by) <= 64),
    named_at   TEXT NOT NULL,
    search_key TEXT NOT NULL,
    PRIMARY KEY (no),
    CONSTRAINT parties_proceeding FOREIGN KEY (proceeding) REFERENCES proceedings (no)
) STRICT;

-- The party's number; null: the entity that was drawn.
ALTER TABLE proceedings ADD COLUMN party TEXT CONSTRAINT party_too_long CHECK (length(party) <= 64);
CREATE INDEX proceedings_of_party ON proceedings (party);

-- Whose conduct the item is about; '': that of the inspected entity.
ALTER TABLE items ADD COLUMN object TEXT NOT NULL DEFAULT '' CONSTRAINT object_too_long CHECK (length(object) <= 32);
