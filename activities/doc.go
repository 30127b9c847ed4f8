// Package activities holds the effects of the procedure: each method writes one
// act, or what follows from one, to the record. Methods are named after acts.
//
// Every method is idempotent by a semantic key in the record, so that a retry, a
// reset or a continued run of a workflow does nothing twice. The act is applied
// to the case as it stands in the record, inside the record's transaction; the
// workflow adopts what comes back. A workflow whose state is older than the
// record (after a reset) is thereby brought up to date by its next activity.
package activities
