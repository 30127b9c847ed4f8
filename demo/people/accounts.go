package people

import (
	"fmt"
	"os"
	"strings"
)

// Account is one line of an accounts file.
type Account struct{ Login, Password string }

// ReadAccounts reads the first accounts of a data folder.
func ReadAccounts(path string) ([]Account, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("账号文件读不到：%w", err)
	}
	var out []Account
	for line := range strings.Lines(string(raw)) {
		if fields := strings.Fields(line); len(fields) >= 2 {
			out = append(out, Account{fields[0], fields[1]})
		}
	}
	return out, nil
}
