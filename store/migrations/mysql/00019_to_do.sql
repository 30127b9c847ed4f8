-- Who is to act: what each open subject waits for, and of whom.

-- +goose Up

-- Derived from the subjects' states and written with them; reconcile compares it, and fills it for
-- what was open before. holder is a role with a department or a certificate; spot orders what is due
-- together; asked_by is the person who acted last, after whom others are to act.
CREATE TABLE to_do (
    subject  VARCHAR(64) NOT NULL,
    act      VARCHAR(64) NOT NULL,
    holder   VARCHAR(140) NOT NULL,
    kind     VARCHAR(16) NOT NULL,
    name     VARCHAR(100) NOT NULL,
    due      DATETIME(6) NOT NULL,
    spot     VARCHAR(160) NOT NULL,
    asked_by VARCHAR(64) NOT NULL,
    PRIMARY KEY (subject, act, holder),
    INDEX to_do_of_holder (holder, due, spot),
    INDEX to_do_asked_by (asked_by, due, spot)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
