// Package law is what holds for every subject of the procedure, whatever it is: acts
// and who performs them, the transition table and how it is asked, periods that run,
// the editions of the law as data, and how a refusal is said. It knows neither tasks
// nor cases nor proceedings; they are made of it.
//
// A subject has a table of [Rule]s and is asked by [Possible], [Permit] and [Allowed].
// An act's effect is a method on the subject's own transition, which embeds
// [Transition]: it opens and meets periods ([Docket]) and notes who is to be told
// ([Notice]).
//
// Whatever a period, an amount or a duty rests on stands with it: the clause and the
// day since which it holds ([LegalPeriod], [LegalAmount], [Duty]).
package law
