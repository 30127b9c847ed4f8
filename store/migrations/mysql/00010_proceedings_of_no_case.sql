-- What runs beside the cases need not have come out of one: feedback then has neither task nor
-- entity.

-- +goose Up
ALTER TABLE proceedings MODIFY COLUMN task VARCHAR(48);
ALTER TABLE proceedings MODIFY COLUMN entity VARCHAR(18);
