// Package hostile attacks a running office as those do who should not get in: a
// stranger on the network, another user of the machine, each of the office's own
// people beyond what they may, the owner of a copied database, the holder of
// Temporal's key. docs/threats.md says what each of them reaches and what stops him.
//
// Each [Attack] counts what was tried and what was let in. It also has controls: the
// same call with the right means, which must work. An attack without a control could
// not tell a closed door from a wall with nothing behind it, so that one without any
// counts as not held.
//
// What must be refused is derived from the law (the transition tables, package
// inspection/access) and from the office's own list of addresses, never from what the
// office answers.
package hostile
