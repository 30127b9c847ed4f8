package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"text/tabwriter"

	"shuangsuiji/record"
	"shuangsuiji/seal"
)

type keysListCommand struct {
	recordPlace
	sealing
}

// Run lists the keys of the file with what of the record calls for each. A key that
// the record calls for and that is not there ends it with keys_missing.
func (l keysListCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	keys, err := l.keys()
	if err != nil {
		return err
	}
	uses, err := l.uses(ctx, log)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for n, k := range keys {
		var use record.KeyUse
		if at := slices.IndexFunc(uses, func(u record.KeyUse) bool { return u.Key == k.ID }); at >= 0 {
			use = uses[at]
			uses = slices.Delete(uses, at, at+1)
		}
		fmt.Fprintf(t, "%s\t%s\t办理记录%d条\t密封内容%d项\n", k.ID, keyState(n, k), use.Acts, use.Secrets)
	}
	for _, u := range uses {
		fmt.Fprintf(t, "%s\t缺失\t办理记录%d条\t密封内容%d项\n", u.Key, u.Acts, u.Secrets)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(uses) > 0 {
		return errKeysLacking(uses)
	}
	return nil
}

func keyState(n int, k seal.Key) string {
	switch {
	case n == 0:
		return "使用中"
	case k.Retired:
		return "已停用"
	}
	return "可识别"
}

// keys are those in the file that was named, or in the data folder's.
func (l keysListCommand) keys() ([]seal.Key, error) {
	path := l.SealKeysFile
	if path == "" && l.separate() {
		return nil, errNoKeysFile
	}
	if path == "" {
		var err error
		if path, err = keysOfFolder(l.Data, l.Demo); err != nil {
			return nil, err
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, keysUnreadable(path, err)
	}
	keys, err := seal.ParseKeys(text)
	if err != nil {
		return nil, keysUnreadable(path, err)
	}
	return keys, nil
}

func (l keysListCommand) uses(ctx context.Context, log *slog.Logger) (_ []record.KeyUse, err error) {
	s, err := l.open(ctx, log)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.KeyUses(ctx)
}
