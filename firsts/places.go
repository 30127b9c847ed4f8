// Package firsts remembers where keys stood first in a table, in a small part of the
// memory that the keys themselves would take.
package firsts

import "crypto/sha256"

// Places are where keys stood first; the zero value knows none. A million keys take some
// 40 MiB, which the garbage collector need not look through: of each its digest is kept,
// cut to what no two keys share, nor can be made to share.
type Places struct{ of map[digest]int32 }

type digest [16]byte

// Note keeps the place, a row's number, unless the key stood before: then it is repeated,
// and first is where.
func (p *Places) Note(key string, place int) (first int, repeated bool) {
	if p.of == nil {
		p.of = map[digest]int32{}
	}
	sum := sha256.Sum256([]byte(key))
	d := digest(sum[:len(digest{})])
	if at, known := p.of[d]; known {
		return int(at), true
	}
	p.of[d] = int32(place)
	return place, false
}
