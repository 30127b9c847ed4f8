-- What a plan year keeps beside its tasks: risk grades by month, and the approval of plans.

-- +goose Up

-- 企业信用风险分级 by month as it was imported; month is its first day. A later version corrects
-- what was imported for the month before. The grade that holds stands in the register.
CREATE TABLE entity_grades (
    entity     VARCHAR(18) NOT NULL,
    month      VARCHAR(10) NOT NULL,
    version    INT NOT NULL,
    grade      VARCHAR(32) NOT NULL,
    source     VARCHAR(200) NOT NULL,
    entered    DATETIME(6) NOT NULL,
    entered_by VARCHAR(64) NOT NULL,
    PRIMARY KEY (entity, month, version),
    CONSTRAINT entity_grades_entity FOREIGN KEY (entity) REFERENCES entities (code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What was done about an annual plan as a whole: imports, changes with their reason, approval,
-- publication. version is that of the plan's table.
CREATE TABLE plan_steps (
    plan    VARCHAR(32) NOT NULL,
    seq     INT NOT NULL,
    kind    VARCHAR(32) NOT NULL,
    version INT NOT NULL,
    done_by VARCHAR(64) NOT NULL,
    lent_by VARCHAR(64) NOT NULL,
    done_at DATETIME(6) NOT NULL,
    reason  VARCHAR(1000) NOT NULL,
    PRIMARY KEY (plan, seq),
    CONSTRAINT plan_steps_plan FOREIGN KEY (plan) REFERENCES plans (no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
