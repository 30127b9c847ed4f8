// Package workflows is the procedure as durable workflows: [InspectionTask]
// carries a task from its month to its summary, [InspectionCase] one drawn
// entity's inspection from the notice to the archive.
//
// A workflow owns the procedure: which step comes next, what is waited for, and
// which moment of which period comes first. The record (the database) owns the
// facts. A person's act arrives as an Update named after the act; its validator
// asks the transition table of package inspection and refuses without a trace
// what is not allowed; its handler runs the activity that judges the act again
// on the record and writes it, and the workflow adopts the case that comes back.
// So a repeated, lost or replayed message can do nothing twice, and a workflow
// that was reset is brought up to date by its next activity.
//
// Every wait is for an act or for the next moment of a period: one pending timer
// at a time, or, in a demonstration folder, the business clock's jump.
package workflows
