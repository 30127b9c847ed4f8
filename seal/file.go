package seal

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
)

// retiredWord stands behind a retired key.
const retiredWord = "retired"

// ParseKeys reads keys from the text of a file: one a line, its name, its bytes in
// hexadecimal and, behind those of a retired key, "retired"; empty lines and those
// that begin with # are passed over. The first is the one that seals.
func ParseKeys(text []byte) ([]Key, error) {
	var keys []Key
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if !isKey(fields) {
			continue
		}
		retired := len(fields) == 3 && fields[2] == retiredWord
		if len(fields) != 2 && !retired {
			return nil, fmt.Errorf("seal: line %d should be a name and a key in hexadecimal", n)
		}
		b, err := hex.DecodeString(fields[1])
		if err != nil {
			return nil, fmt.Errorf("seal: the key in line %d is not hexadecimal", n) // the line itself is a secret
		}
		keys = append(keys, Key{ID: fields[0], Bytes: b, Retired: retired})
	}
	return keys, lines.Err()
}

// isKey tells a line with a key from an empty one and from a comment.
func isKey(fields []string) bool { return len(fields) > 0 && !strings.HasPrefix(fields[0], "#") }

// Line is the key as a line of a file of keys.
func (k Key) Line() string {
	line := k.ID + " " + hex.EncodeToString(k.Bytes)
	if k.Retired {
		line += " " + retiredWord
	}
	return line + "\n"
}
