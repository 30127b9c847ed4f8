// Package proceedings is what runs beside a case or without one (后续处理程序): penalty
// cases, referrals to the department in charge and to the police, feedback, objections.
// All five are a [Proceeding] with stages, a table of acts and periods of its kind, and
// the file of its kind in it; whatever is common to them stands once.
package proceedings
