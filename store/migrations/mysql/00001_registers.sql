-- The registers (名录库), what the bureau sets, and their history.
-- Codes compare byte by byte; moments are UTC to the microsecond; dates are
-- YYYY-MM-DD, '' for none.

-- +goose Up

-- 检查对象名录库.
CREATE TABLE entities (
    code              VARCHAR(18) NOT NULL,
    name              VARCHAR(200) NOT NULL,
    kind              VARCHAR(100) NOT NULL,
    grade             VARCHAR(32) NOT NULL,
    enterprise_type   VARCHAR(100) NOT NULL,
    nature            VARCHAR(100) NOT NULL,
    organisation_form VARCHAR(100) NOT NULL,
    scale             VARCHAR(100) NOT NULL,
    market_share      VARCHAR(100) NOT NULL,
    region            VARCHAR(100) NOT NULL,
    licence           VARCHAR(100) NOT NULL,
    address           VARCHAR(300) NOT NULL,
    contact           VARCHAR(100) NOT NULL,
    phone             VARCHAR(64) NOT NULL,
    email             VARCHAR(200) NOT NULL,
    status            VARCHAR(32) NOT NULL,
    lead_text         VARCHAR(2000) NOT NULL,
    version           INT NOT NULL,
    changed_at        DATETIME(6) NOT NULL,
    changed_by        VARCHAR(64) NOT NULL,
    PRIMARY KEY (code),
    INDEX entities_of_kind (kind, code),
    INDEX entities_of_grade (grade, code),
    INDEX entities_of_region (region, code),
    INDEX entities_of_status (status, code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- 执法检查人员名录库. Lists are JSON.
CREATE TABLE inspectors (
    certificate   VARCHAR(64) NOT NULL,
    name          VARCHAR(100) NOT NULL,
    department    VARCHAR(100) NOT NULL,
    employer      VARCHAR(18) NOT NULL,
    valid_through VARCHAR(10) NOT NULL,
    specialities  MEDIUMTEXT NOT NULL,
    recused       MEDIUMTEXT NOT NULL,
    leave_from    VARCHAR(10) NOT NULL,
    leave_to      VARCHAR(10) NOT NULL,
    active        BOOLEAN NOT NULL,
    version       INT NOT NULL,
    changed_at    DATETIME(6) NOT NULL,
    changed_by    VARCHAR(64) NOT NULL,
    PRIMARY KEY (certificate),
    INDEX inspectors_of_department (department, certificate)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- 抽查事项清单. Lists are JSON.
CREATE TABLE items (
    code        VARCHAR(64) NOT NULL,
    entity_kind VARCHAR(100) NOT NULL,
    name        VARCHAR(500) NOT NULL,
    content     VARCHAR(2000) NOT NULL,
    weight      VARCHAR(16) NOT NULL,
    methods     MEDIUMTEXT NOT NULL,
    department  VARCHAR(100) NOT NULL,
    basis       VARCHAR(2000) NOT NULL,
    basis_mark  VARCHAR(200) NOT NULL,
    confirmed   BOOLEAN NOT NULL,
    active      BOOLEAN NOT NULL,
    version     INT NOT NULL,
    changed_at  DATETIME(6) NOT NULL,
    changed_by  VARCHAR(64) NOT NULL,
    PRIMARY KEY (code),
    INDEX items_active (active, code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Earlier states of a row of a register, a plan, a setting or a calendar year, as JSON; the
-- present state stands in its own table.
CREATE TABLE register_history (
    register   VARCHAR(32) NOT NULL,
    code       VARCHAR(64) NOT NULL,
    version    INT NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    changed_by VARCHAR(64) NOT NULL,
    body       MEDIUMTEXT NOT NULL,
    PRIMARY KEY (register, code, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What the bureau sets, as JSON.
CREATE TABLE settings (
    name       VARCHAR(64) NOT NULL,
    value      MEDIUMTEXT NOT NULL,
    version    INT NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    changed_by VARCHAR(64) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One year's holiday notice as entered; it replaces the built-in table's year wholly.
CREATE TABLE calendar_years (
    year       INT NOT NULL,
    notice     VARCHAR(500) NOT NULL,
    exceptions MEDIUMTEXT NOT NULL,
    version    INT NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    changed_by VARCHAR(64) NOT NULL,
    PRIMARY KEY (year)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The business clock of the folder: one row, or none where real time holds.
CREATE TABLE business_clock (
    id        INT NOT NULL,
    standing  BOOLEAN NOT NULL,
    stands_at DATETIME(6),
    jump      INT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Marks of the folder, such as that it is a demonstration: set once, for ever.
CREATE TABLE marks (
    name   VARCHAR(64) NOT NULL,
    value  VARCHAR(200) NOT NULL,
    set_at DATETIME(6) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
