// Package access says who may do what where no transition table does: what a
// person of a role may do whatever the subject ([Right]), and which cases and
// proceedings a person may read ([Reach]).
//
// # One answer for all doors
//
// Use cases, lists, links, routes and menus ask here and nowhere else. A list is
// narrowed by the same [Reach] that decides about a single case, so that nobody
// reads one case by its number that is missing in his list, or the other way
// round. The acts of a case have their own table in package inspection, which asks
// for the same departments: those of the role, [law.Actor.DepartmentFor].
//
// # Own and lent
//
// A power that was lent is held for the lender's department and no other: a deputy
// of another section's head reads that section's cases, not those of the own one.
// Who holds several powers reads what each of them reaches.
//
// The package does no I/O and knows no names of persons.
package access
