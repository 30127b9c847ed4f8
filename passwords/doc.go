// Package passwords judges whether a password is one that somebody else would soon
// try: among the commonest of all, made of its owner's own words, or hardly more than
// one key pressed. It asks for no mixture of classes of characters, which makes
// passwords hard to keep in mind and not to guess (GB/T 22239-2019 8.1.4.1 a) asks for
// complexity and leaves open how).
//
// It neither keeps nor hashes passwords.
package passwords
