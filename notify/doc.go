// Package notify carries by e-mail what lies in the outbox, and puts the daily
// digest (每日汇总) of each inbox into it.
//
// The inbox in the database is where a notice arrives exactly once. E-mail is a
// second way, at least once: a mail leaves the outbox only after the mail server
// has accepted it, so that a crash between the two sends it again. Its
// Message-ID, its date and its text are those of the outbox's row, the repeat is
// therefore the same mail and the receiver's mailbox can tell. A mail is claimed
// before it is sent, so that several workers can share an outbox.
//
// What concerns one mail (an address refused, a body refused) fails that mail
// and lets the others go: it is tried again after pauses that grow, and given up
// in the end (see nextTry). What concerns the server (away, wrong password,
// certificate not trusted) ends the round and counts against no mail.
//
// Neither the log nor a recorded reason holds an address or a body.
package notify
