// Package thirdparty tests what the repository holds of others: no file of theirs without
// its source, its licence and its hash.
//
// Such files lie in folders called kept, with nothing of ours beside them but KEPT.md, whose
// table has a row for each. The test finds the folders by itself.
package thirdparty
