package law

import "strconv"

// Path is where a value stands in the JSON that somebody handed in: names as in the
// json tags, keys of maps and indices of lists from 0, joined by dots
// ("penalties.0.fen"). That of an act begins in its facts. It is a type of its own, so
// that none is joined by hand.
type Path string

// Join is the path of what stands further within: of a field or, where the value is a
// map, of a key.
func (p Path) Join(names ...string) Path {
	for _, name := range names {
		if p != "" {
			p += "."
		}
		p += Path(name)
	}
	return p
}

// Index is the path of an element where the value is a list.
func (p Path) Index(i int) Path { return p.Join(strconv.Itoa(i)) }
