-- Mail that failed is tried again after a while, and given up in the end; a changed
-- setting says why.

-- +goose Up

-- When the mail may be tried (real time; the beginning of 1970: at once), and since
-- when nobody tries any more.
ALTER TABLE mails ADD COLUMN next_try DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00.000000';
ALTER TABLE mails ADD COLUMN given_up DATETIME(6);
DROP INDEX mails_pending ON mails;
CREATE INDEX mails_due ON mails (pending, next_try, created, message_id);
CREATE INDEX mails_given_up ON mails (given_up, message_id);

-- Why a setting has its value; '' for what is no setting.
ALTER TABLE settings ADD COLUMN reason VARCHAR(1000) NOT NULL DEFAULT '';
ALTER TABLE register_history ADD COLUMN reason VARCHAR(1000) NOT NULL DEFAULT '';
