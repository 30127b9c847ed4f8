-- The departments that take part in a task beside the initiating one, for lists of what they may
-- read; and since when what was written is kept, for what is forgotten with time.

-- +goose Up

CREATE TABLE task_joint (
    task       TEXT NOT NULL CONSTRAINT task_too_long CHECK (length(task) <= 48),
    department TEXT NOT NULL CONSTRAINT department_too_long CHECK (length(department) <= 100),
    PRIMARY KEY (task, department),
    CONSTRAINT task_joint_task FOREIGN KEY (task) REFERENCES tasks (id)
) STRICT;
CREATE INDEX tasks_of_joint_department ON task_joint (department, task);

INSERT INTO task_joint (task, department)
SELECT DISTINCT t.id, j.value FROM tasks t, json_each(t.state, '$.joint') j WHERE j.value <> '';

-- When what was written was kept: what no act carries long afterwards is erased, for its request is
-- over. Null: an act carries it, from before this column.
ALTER TABLE payloads ADD COLUMN kept TEXT;
UPDATE payloads SET kept = strftime('%Y-%m-%d %H:%M:%f000', 'now')
WHERE erased IS NULL AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.payload_id = payloads.id);
CREATE INDEX payloads_by_age ON payloads (kept);
