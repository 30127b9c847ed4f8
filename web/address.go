package web

import (
	"regexp"
	"strings"
)

// The numbers of tasks, of cases, of leads from which no case comes, and of proceedings
// out of any of these or of the year.
var (
	taskNumber       = regexp.MustCompile(`^[0-9A-Za-z]+-\d+$`)
	caseNumber       = regexp.MustCompile(`^[0-9A-Za-z]+-\d+-\d+$`)
	leadNumber       = regexp.MustCompile(`^([0-9A-Za-z]+-\d+)-L\d+$`)
	proceedingNumber = regexp.MustCompile(`^\d[0-9A-Za-z]*(-\d+){0,2}(-L\d+)?-[PRGFY]\d+$`)
)

// addressOf is the page of the subject with the number; "" where there is none, as of
// what is told about an account.
func addressOf(no string) string {
	switch {
	case strings.HasPrefix(no, "u-"): // an account
		return ""
	case proceedingNumber.MatchString(no):
		return Root + "/proceedings/" + no
	case leadNumber.MatchString(no):
		return Root + "/tasks/" + leadNumber.FindStringSubmatch(no)[1]
	case caseNumber.MatchString(no):
		return Root + "/cases/" + no
	case taskNumber.MatchString(no):
		return Root + "/tasks/" + no
	}
	return ""
}
