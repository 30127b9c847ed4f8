-- The departments that take part in a task beside the initiating one, for lists of what they may
-- read; and since when what was written is kept, for what is forgotten with time.

-- +goose Up

CREATE TABLE task_joint (
    task       VARCHAR(48) NOT NULL,
    department VARCHAR(100) NOT NULL,
    PRIMARY KEY (task, department),
    CONSTRAINT task_joint_task FOREIGN KEY (task) REFERENCES tasks (id),
    INDEX tasks_of_joint_department (department, task)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO task_joint (task, department)
SELECT DISTINCT t.id, j.department
FROM tasks t, JSON_TABLE(t.state, '$.joint[*]' COLUMNS (department VARCHAR(100) PATH '$')) j
WHERE j.department <> '';

-- When what was written was kept: what no act carries long afterwards is erased, for its request is
-- over. Null: an act carries it, from before this column.
ALTER TABLE payloads ADD COLUMN kept DATETIME(6);
UPDATE payloads SET kept = UTC_TIMESTAMP(6)
WHERE erased IS NULL AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.payload_id = payloads.id);
CREATE INDEX payloads_by_age ON payloads (kept);
