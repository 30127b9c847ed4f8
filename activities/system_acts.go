package activities

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// The acts that the system itself asks for, each with the semantic key under
// which the record takes it once.

// momentKey is the semantic key of a deadline's moment. Its time belongs to it, as
// it does to [law.Moment.Same]: where the reminders' hour is changed on the
// day of one, the same step comes once more, and taken for the first it would
// never be dealt with.
func momentKey(m law.Moment) string {
	return fmt.Sprintf("moment/%s/%d/%s/%s", m.Deadline, m.Generation, m.Step, m.At.UTC().Format(time.RFC3339Nano))
}

// MomentAct is the system's act for a deadline's moment.
func MomentAct(subject string, m law.Moment) (CaseAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, law.Lapse{Moment: m})
	return CaseAct{Case: subject, Key: momentKey(m), Act: act, Timer: true}, err
}

// RecountAct is the system's act for a newer calendar. The number of acts before
// it belongs to its key: a notice that is corrected and then restored makes a
// calendar that the case was counted with before.
func RecountAct(subject, version string, after int) (CaseAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, law.Recount{Calendar: version})
	return CaseAct{Case: subject, Key: recountKey(version, after), Act: act}, err
}

func recountKey(version string, after int) string {
	return fmt.Sprintf("%s%d", recountPrefix(version), after)
}

func recountPrefix(version string) string { return "recount/" + version + "/" }

const (
	cancelledKey  = "cancelled"
	monthComeKey  = "month_come/"
	publicTermKey = "recount_public_term/"
)

// CancelAct is the system's act that ends a case with its task.
func CancelAct(no string) (CaseAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, cases.CancelCase{})
	return CaseAct{Case: no, Key: cancelledKey, Act: act}, err
}

// MonthComeAct is the system's act for the month's first working day.
func MonthComeAct(task, startOn string) (TaskAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, tasks.MonthCome{})
	return TaskAct{Task: task, Key: monthComeKey + startOn, Act: act, Timer: true}, err
}

// TaskMomentAct is the system's act for a moment of the task's own deadline.
func TaskMomentAct(task string, m law.Moment) (TaskAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, law.Lapse{Moment: m})
	return TaskAct{Task: task, Key: momentKey(m), Act: act, Timer: true}, err
}

// TaskRecountAct is the system's act for a newer calendar; see [RecountAct].
func TaskRecountAct(task, version string, after int) (TaskAct, error) {
	act, err := law.NewAct(law.System, time.Time{}, law.Recount{Calendar: version})
	return TaskAct{Task: task, Key: recountKey(version, after), Act: act}, err
}

// keyOf is the key of a system's act that a message asks for, on a subject with so
// many acts. It follows from the act: under a key of the sender's choice the act
// would pass for a later step, which would then never be taken. Where the key says
// what the act does not (the number of acts before a recount, the day of a month
// that has come), it must be one that the subject may have had already; false: it is
// not.
func keyOf(act law.Act, key string, acts int) (string, bool) {
	switch act.Kind {
	case law.ActLapse:
		f, err := law.FactsOf[law.Lapse](act)
		return momentKey(f.Moment), err == nil
	case cases.ActCancelCase:
		return cancelledKey, true
	case tasks.ActMonthCome:
		return key, strings.HasPrefix(key, monthComeKey)
	case proceedings.ActRecountPublicTerm:
		f, err := law.FactsOf[proceedings.RecountPublicTerm](act)
		return publicTermKey + f.Rules, err == nil
	case law.ActRecount:
		f, err := law.FactsOf[law.Recount](act)
		number, recounted := strings.CutPrefix(key, recountPrefix(f.Calendar))
		after, notOne := strconv.Atoi(number)
		return key, err == nil && recounted && notOne == nil && 0 <= after && after <= acts
	}
	return "", false
}
