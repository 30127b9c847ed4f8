// Package offline makes a draw from two register files, without an office: for a
// rehearsal, for a bureau that keeps its registers elsewhere, and for whoever wants
// to see that the same inputs give the same draw.
//
// An [Order] is what the operator typed. [Order.Request] understands it, [Registers]
// are the two files, and [Request.Draw] draws. Who is eligible and how many are drawn
// is decided by the office's own code, packages inspection and draw. Here is only what
// an office knows from its plan and its record: which kinds are in scope, which
// departments take part, what a ratio that was not given is.
//
// The package reads no clock and opens no file. What happens in an offline draw has
// nominal times; only a nonce or a key that was not given comes from the operating
// system. Its refusals name the options of the command, since whoever reads them has
// typed those.
package offline
