// Package scratch keeps what is only on its way through: on disk rather than in memory,
// and under no name.
package scratch

import (
	"errors"
	"os"
)

// File is a file on disk without a name: nobody else opens it, and nothing of it stays
// where the process is killed before it is closed.
func File() (*os.File, error) {
	file, err := os.CreateTemp("", "ssj-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}
