// Package sample makes up registers to try the system with. Nothing in them is
// anybody's: names say 演示, codes are well formed but of an administrative
// division that does not exist, mail addresses end in .invalid. The same seed
// makes the same register.
package sample
