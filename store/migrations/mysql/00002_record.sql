-- The record (案卷): acts, what people wrote with them, plans, tasks, cases, draws
-- and the public record.

-- +goose Up

-- What people wrote with an act. Erasing empties body and salt; the hash stays, and the act is not
-- touched.
CREATE TABLE payloads (
    id     VARCHAR(128) NOT NULL,
    salt   MEDIUMBLOB,
    body   MEDIUMTEXT,
    hash   VARCHAR(64) NOT NULL,
    erased DATETIME(6),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Everything that was done, in order, for ever. The semantic key makes a repeat harmless.
CREATE TABLE acts (
    subject      VARCHAR(64) NOT NULL,
    seq          INT NOT NULL,
    kind         VARCHAR(64) NOT NULL,
    name         VARCHAR(100) NOT NULL,
    clause       VARCHAR(200) NOT NULL,
    actor        VARCHAR(64) NOT NULL,
    actor_role   VARCHAR(32) NOT NULL,
    delegation   VARCHAR(64) NOT NULL,
    happened     DATETIME(6) NOT NULL,
    entered      DATETIME(6) NOT NULL,
    recorded     DATETIME(6) NOT NULL,
    facts        MEDIUMTEXT NOT NULL,
    payload_id   VARCHAR(128),
    payload_hash VARCHAR(64) NOT NULL,
    act_key      VARCHAR(190) NOT NULL,
    PRIMARY KEY (subject, seq),
    CONSTRAINT acts_once UNIQUE (subject, act_key),
    CONSTRAINT acts_payload FOREIGN KEY (payload_id) REFERENCES payloads (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Annual plans as imported: the rows word for word, as JSON.
CREATE TABLE plans (
    no         VARCHAR(32) NOT NULL,
    name       VARCHAR(200) NOT NULL,
    unit       VARCHAR(200) NOT NULL,
    year       INT NOT NULL,
    historic   BOOLEAN NOT NULL,
    plan_rows  MEDIUMTEXT NOT NULL,
    version    INT NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    changed_by VARCHAR(64) NOT NULL,
    PRIMARY KEY (no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Inspection tasks: the columns that are asked for, and the whole as JSON.
CREATE TABLE tasks (
    id         VARCHAR(48) NOT NULL,
    plan       VARCHAR(32) NOT NULL,
    department VARCHAR(100) NOT NULL,
    stage      VARCHAR(32) NOT NULL,
    is_open    BOOLEAN NOT NULL,
    seq        INT NOT NULL,
    state      MEDIUMTEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT tasks_plan FOREIGN KEY (plan) REFERENCES plans (no),
    INDEX tasks_of_plan (plan, id),
    INDEX tasks_of_department (department, id),
    INDEX tasks_at_stage (stage, id),
    INDEX tasks_open (is_open, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The items of a case as they were on the day of its draw, kept once for all cases that share
-- them.
CREATE TABLE item_sets (
    hash VARCHAR(64) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    PRIMARY KEY (hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Inspection cases: the columns that are asked for, and the whole as JSON. place is the case
-- number in a form that sorts (numbers have no fixed width); next_due of a case without a running
-- deadline lies in the year 9999.
CREATE TABLE cases (
    no         VARCHAR(64) NOT NULL,
    place      VARCHAR(80) NOT NULL,
    task       VARCHAR(48) NOT NULL,
    entity     VARCHAR(18) NOT NULL,
    department VARCHAR(100) NOT NULL,
    stage      VARCHAR(32) NOT NULL,
    outcome    VARCHAR(32) NOT NULL,
    is_open    BOOLEAN NOT NULL,
    overdue    BOOLEAN NOT NULL,
    next_due   DATETIME(6) NOT NULL,
    next_kind  VARCHAR(64) NOT NULL,
    last_due   DATETIME(6),
    opened     DATETIME(6) NOT NULL,
    seq        INT NOT NULL,
    item_set   VARCHAR(64) NOT NULL,
    state      MEDIUMTEXT NOT NULL,
    PRIMARY KEY (no),
    CONSTRAINT cases_in_order UNIQUE (place),
    CONSTRAINT cases_task FOREIGN KEY (task) REFERENCES tasks (id),
    CONSTRAINT cases_entity FOREIGN KEY (entity) REFERENCES entities (code),
    CONSTRAINT cases_items FOREIGN KEY (item_set) REFERENCES item_sets (hash),
    INDEX cases_by_due (next_due, place),
    INDEX cases_of_task (task, place),
    INDEX cases_of_task_by_due (task, next_due, place),
    INDEX cases_of_task_at_stage (task, stage),
    INDEX cases_of_task_latest_due (task, last_due),
    INDEX cases_of_department (department, place),
    INDEX cases_of_department_by_due (department, next_due, place),
    INDEX cases_at_stage (stage, place),
    INDEX cases_at_stage_by_due (stage, next_due, place),
    INDEX cases_with_outcome (outcome, place),
    INDEX cases_open (is_open, place),
    INDEX cases_open_by_due (is_open, next_due, place),
    INDEX cases_overdue (overdue, place),
    INDEX cases_overdue_by_due (overdue, next_due, place),
    INDEX cases_of_entity (entity, place),
    INDEX cases_opened_in_year (opened, entity, stage)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who is on the team of a case; place and is_open repeat the case, for the lists of one inspector.
CREATE TABLE case_team (
    case_no     VARCHAR(64) NOT NULL,
    certificate VARCHAR(64) NOT NULL,
    position    INT NOT NULL,
    place       VARCHAR(80) NOT NULL,
    is_open     BOOLEAN NOT NULL,
    PRIMARY KEY (case_no, certificate),
    CONSTRAINT case_team_case FOREIGN KEY (case_no) REFERENCES cases (no),
    INDEX cases_of_inspector (certificate, place),
    INDEX open_cases_of_inspectors (is_open, certificate)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Draws; what was committed stays as it was, the stage only goes forward.
CREATE TABLE draws (
    task       VARCHAR(48) NOT NULL,
    number     INT NOT NULL,
    stage      VARCHAR(16) NOT NULL,
    commitment MEDIUMTEXT NOT NULL,
    hash       VARCHAR(64) NOT NULL,
    nonce      MEDIUMBLOB NOT NULL,
    roster_key MEDIUMBLOB NOT NULL,
    committed  DATETIME(6) NOT NULL,
    ended      DATETIME(6),
    PRIMARY KEY (task, number),
    CONSTRAINT draws_task FOREIGN KEY (task) REFERENCES tasks (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The large documents of a draw: SHA-256 and size of the clear text.
CREATE TABLE draw_parts (
    task   VARCHAR(48) NOT NULL,
    number INT NOT NULL,
    name   VARCHAR(32) NOT NULL,
    hash   VARCHAR(64) NOT NULL,
    size   BIGINT NOT NULL,
    pieces INT NOT NULL,
    PRIMARY KEY (task, number, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The documents themselves, compressed (zstd) and cut.
CREATE TABLE draw_pieces (
    task   VARCHAR(48) NOT NULL,
    number INT NOT NULL,
    name   VARCHAR(32) NOT NULL,
    piece  INT NOT NULL,
    body   MEDIUMBLOB NOT NULL,
    PRIMARY KEY (task, number, name, piece)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The public record. A later entry names the one it replaces.
CREATE TABLE publications (
    id        VARCHAR(80) NOT NULL,
    case_no   VARCHAR(64) NOT NULL,
    task      VARCHAR(48) NOT NULL,
    entry     INT NOT NULL,
    replaces  VARCHAR(80) NOT NULL,
    entity    VARCHAR(18) NOT NULL,
    name      VARCHAR(200) NOT NULL,
    agency    VARCHAR(200) NOT NULL,
    plan_no   VARCHAR(32) NOT NULL,
    plan_name VARCHAR(200) NOT NULL,
    task_name VARCHAR(200) NOT NULL,
    draw_mode VARCHAR(32) NOT NULL,
    completed VARCHAR(10) NOT NULL,
    items     MEDIUMTEXT NOT NULL,
    outcome   VARCHAR(200) NOT NULL,
    follow_up BOOLEAN NOT NULL,
    published DATETIME(6) NOT NULL,
    late      BOOLEAN NOT NULL,
    evidence  VARCHAR(64) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT publications_of_case UNIQUE (case_no, entry),
    CONSTRAINT publications_case FOREIGN KEY (case_no) REFERENCES cases (no),
    INDEX publications_latest (published, id),
    INDEX publications_replaced (replaces),
    INDEX publications_of_task (task, published, id),
    INDEX publications_of_entity (entity, published, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
