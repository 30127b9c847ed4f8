package law

import "strconv"

// Path is where a value stands in the JSON that somebody handed in: names as in the
// json tags, keys of maps and indices of lists from 0, joined by dots
// ("penalties.0.fen"). That of an act begins in its facts. It is a type of its own, so
// that none is joined by hand.
type Path string

// At is the path of a field of the value, or of a key where it is a map.
func (p Path) At(name string) Path {
	if p == "" {
		return Path(name)
	}
	return p + "." + Path(name)
}

// Index is the path of an element where the value is a list.
func (p Path) Index(i int) Path { return p.At(strconv.Itoa(i)) }
