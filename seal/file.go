package seal

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
)

// ParseKeys reads keys from the text of a file: one a line, its name and its bytes in
// hexadecimal; empty lines and those that begin with # are passed over. The first is
// the one that seals.
func ParseKeys(text []byte) ([]Key, error) {
	var keys []Key
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) != 2 {
			return nil, fmt.Errorf("seal: line %d should be a name and a key in hexadecimal", n)
		}
		b, err := hex.DecodeString(fields[1])
		if err != nil {
			return nil, fmt.Errorf("seal: the key in line %d is not hexadecimal", n) // the line itself is a secret
		}
		keys = append(keys, Key{ID: fields[0], Bytes: b})
	}
	return keys, lines.Err()
}

// Line is the key as a line of a file of keys.
func (k Key) Line() string { return k.ID + " " + hex.EncodeToString(k.Bytes) + "\n" }
