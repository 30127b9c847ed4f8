package people

import (
	"fmt"
	"os"
	"strings"
)

// Account is one line of an accounts file.
type Account struct {
	Login, Password   string
	Roles, Department string // Chinese; "" where the line does not say
}

// ReadAccounts reads the first accounts of a data folder.
func ReadAccounts(path string) ([]Account, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("账号文件读不到：%w", err)
	}
	var out []Account
	for line := range strings.Lines(string(raw)) {
		if fields := strings.Fields(line); len(fields) >= 2 {
			fields = append(fields, "", "")
			out = append(out, Account{Login: fields[0], Password: fields[1], Roles: fields[2], Department: fields[3]})
		}
	}
	return out, nil
}
