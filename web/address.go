package web

import "strings"

// proceedingLetters begin the last part of a proceeding's number, L that of a lead from
// which no case comes.
const proceedingLetters = "PRGFYL"

// addressOf is the page of the subject with the number: a task's has two parts, a case's
// three, and the last of a proceeding's begins with a letter. It is "" for anything else
// that somebody can be told of.
func addressOf(no string) string {
	parts := strings.Split(no, "-")
	last := parts[len(parts)-1]
	switch {
	case len(parts) < 2 || last == "" || parts[0] == "" || !isDigits(parts[0]):
		return ""
	case strings.HasPrefix(last, "L"):
		return Root + "/tasks/" + parts[0] + "-" + parts[1]
	case strings.ContainsAny(last[:1], proceedingLetters):
		return Root + "/proceedings/" + no
	case len(parts) == 2:
		return Root + "/tasks/" + no
	case len(parts) == 3:
		return Root + "/cases/" + no
	}
	return ""
}

func isDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}
