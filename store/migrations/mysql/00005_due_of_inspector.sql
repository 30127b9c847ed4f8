-- The lists of one inspector by next deadline, however many cases there are.

-- +goose Up

-- next_due repeats the case, as place and is_open do.
ALTER TABLE case_team ADD COLUMN next_due DATETIME(6) NOT NULL DEFAULT '9999-12-31 00:00:00.000000';
UPDATE case_team SET next_due = (SELECT c.next_due FROM cases c WHERE c.no = case_team.case_no);
CREATE INDEX cases_of_inspector_by_due ON case_team (certificate, next_due, place);
CREATE INDEX open_cases_of_inspector_by_due ON case_team (certificate, is_open, next_due, place);
