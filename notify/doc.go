// Package notify carries by e-mail what lies in the outbox, and words the daily
// digest (每日汇总) of an inbox.
//
// The inbox in the database is where a notice arrives exactly once. E-mail is a
// second way, at least once: a mail leaves the outbox only after the mail server
// has accepted it, so that a crash between the two sends it again. Its
// Message-ID, its date and its text are those of the outbox's row, the repeat is
// therefore the same mail and the receiver's mailbox can tell.
//
// What concerns one mail (an address refused, a body refused) fails that mail
// and lets the others go; what concerns the server (away, wrong password,
// certificate not trusted) ends the round and leaves the mails as they were.
// When a failed mail is tried again is the outbox's affair.
//
// Neither the log nor a recorded reason holds an address or a body.
package notify
