// Package chaos is the fault run: people work over HTTP while processes are
// killed, connections cut, stalled and slowed, the disk fills up and workflows
// are reset; afterwards the books are compared.
//
// A run has three parts. In the first, the demonstration is played and a crew
// works through tasks of its own ([Crew]), repeating some requests under the same
// key, one after another and at the same time, while the faults of a [Schedule]
// happen. In the second nothing is disturbed any more and everything must come to
// its end: what does not is stuck. In the third the books are compared ([Books]):
// every acknowledged act is on record exactly once, no refused one is, nothing is
// half there, no moment of a deadline was dealt with twice, and the system's own
// checks hold.
//
// The seed repeats the schedule of faults and what the crew decides; what meets
// what is up to the machine.
package chaos
