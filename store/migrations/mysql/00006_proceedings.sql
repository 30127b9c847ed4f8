-- What goes beyond an inspection: penalty cases and referrals, and what is public of
-- their decisions.

-- +goose Up

-- Proceedings (后续处理程序): the columns that are asked for, and the whole as JSON. case_no is
-- null where a clear lead opened it; next_due of one without a running deadline lies in the year
-- 9999.
CREATE TABLE proceedings (
    no         VARCHAR(64) NOT NULL,
    place      VARCHAR(80) NOT NULL,
    kind       VARCHAR(32) NOT NULL,
    case_no    VARCHAR(64),
    task       VARCHAR(48) NOT NULL,
    entity     VARCHAR(18) NOT NULL,
    department VARCHAR(100) NOT NULL,
    stage      VARCHAR(32) NOT NULL,
    ending     VARCHAR(32) NOT NULL,
    is_open    BOOLEAN NOT NULL,
    overdue    BOOLEAN NOT NULL,
    next_due   DATETIME(6) NOT NULL,
    next_kind  VARCHAR(64) NOT NULL,
    opened     DATETIME(6) NOT NULL,
    seq        INT NOT NULL,
    state      MEDIUMTEXT NOT NULL,
    PRIMARY KEY (no),
    CONSTRAINT proceedings_in_order UNIQUE (place),
    CONSTRAINT proceedings_case FOREIGN KEY (case_no) REFERENCES cases (no),
    CONSTRAINT proceedings_task FOREIGN KEY (task) REFERENCES tasks (id),
    CONSTRAINT proceedings_entity FOREIGN KEY (entity) REFERENCES entities (code),
    INDEX proceedings_of_case (case_no, place),
    INDEX proceedings_of_task (task, place),
    INDEX proceedings_of_kind (kind, place),
    INDEX proceedings_of_entity (entity, place),
    INDEX proceedings_of_department (department, place),
    INDEX proceedings_open (is_open, place),
    INDEX proceedings_by_due (next_due, place)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who handles it, for the lists of one inspector.
CREATE TABLE proceeding_team (
    proceeding  VARCHAR(64) NOT NULL,
    certificate VARCHAR(64) NOT NULL,
    position    INT NOT NULL,
    place       VARCHAR(80) NOT NULL,
    PRIMARY KEY (proceeding, certificate),
    CONSTRAINT proceeding_team_proceeding FOREIGN KEY (proceeding) REFERENCES proceedings (no),
    INDEX proceedings_of_inspector (certificate, place)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The public record of decisions (处理决定公示). A later entry names the one it replaces.
CREATE TABLE decisions (
    id         VARCHAR(80) NOT NULL,
    proceeding VARCHAR(64) NOT NULL,
    entry      INT NOT NULL,
    replaces   VARCHAR(80) NOT NULL,
    task       VARCHAR(48) NOT NULL,
    entity     VARCHAR(18) NOT NULL,
    name       VARCHAR(200) NOT NULL,
    agency     VARCHAR(200) NOT NULL,
    kind       VARCHAR(32) NOT NULL,
    outcome    VARCHAR(500) NOT NULL,
    published  DATETIME(6) NOT NULL,
    until_on   VARCHAR(10) NOT NULL,
    withdrawn  BOOLEAN NOT NULL,
    late       BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT decisions_of_proceeding UNIQUE (proceeding, entry),
    CONSTRAINT decisions_proceeding FOREIGN KEY (proceeding) REFERENCES proceedings (no),
    INDEX decisions_latest (published, id),
    INDEX decisions_replaced (replaces),
    INDEX decisions_of_entity (entity, published, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
