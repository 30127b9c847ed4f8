package seal

import (
	"bytes"
	"slices"
	"strings"
)

// Add puts a new key into the text of a file of keys, behind the first: whoever
// reads the file knows the key from then on, and nothing is sealed with it yet.
//
// Errors: those of [New], of the keys as they would be.
func Add(text []byte, k Key) ([]byte, error) {
	lines, keys := linesOf(text)
	at := len(lines)
	if len(keys) > 0 {
		at = keys[0] + 1
	}
	return checked(slices.Insert(lines, at, k.Line()))
}

// Use puts the named key first, so that it seals from then on.
//
// Errors: [ErrUnknownKey], and those of [New], of the keys as they would be.
func Use(text []byte, id string) ([]byte, error) {
	lines, keys := linesOf(text)
	at, found := lineOf(lines, keys, id)
	if !found {
		return nil, ErrUnknownKey
	}
	line := lines[at]
	return checked(slices.Insert(slices.Delete(lines, at, at+1), keys[0], line))
}

// Retire marks the named key as retired. The first can't be.
//
// Errors: [ErrUnknownKey], and those of [New], of the keys as they would be.
func Retire(text []byte, id string) ([]byte, error) {
	lines, keys := linesOf(text)
	at, found := lineOf(lines, keys, id)
	if !found {
		return nil, ErrUnknownKey
	}
	if fields := strings.Fields(lines[at]); len(fields) == 2 {
		lines[at] = strings.Join(append(fields, retiredWord), " ") + "\n"
	}
	return checked(lines)
}

// linesOf are the lines of a text, each with its end, and which of them are keys.
func linesOf(text []byte) (lines []string, keys []int) {
	if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
		text = append(bytes.Clone(text), '\n')
	}
	for line := range strings.Lines(string(text)) {
		if isKey(strings.Fields(line)) {
			keys = append(keys, len(lines))
		}
		lines = append(lines, line)
	}
	return lines, keys
}

func lineOf(lines []string, keys []int, id string) (at int, found bool) {
	for _, at := range keys {
		if strings.Fields(lines[at])[0] == id {
			return at, true
		}
	}
	return 0, false
}

// checked is the text of the lines, if it is a file of keys.
func checked(lines []string) ([]byte, error) {
	text := []byte(strings.Join(lines, ""))
	if _, err := parseRing(text); err != nil {
		return nil, err
	}
	return text, nil
}

func parseRing(text []byte) (*Ring, error) {
	keys, err := ParseKeys(text)
	if err != nil {
		return nil, err
	}
	return New(keys...)
}
