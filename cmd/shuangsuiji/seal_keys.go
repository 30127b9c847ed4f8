package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
	"shuangsuiji/store"
)

// sealKeysFile holds the keys of a data folder, outside its record.
const sealKeysFile = "seal.keys"

const sealKeysReadme = `# 本单位的密钥：签署办理请求、办理记录的印记，密封案卷中的秘密。请与案卷分开备份，勿交他人；用shuangsuiji keys更换，旧的一行不能删除
# The office's keys; see shuangsuiji keys. The first seals, all open. No line is ever removed.
`

// sealing says where the office's keys are, for processes of their own. Worker and
// API have the same.
type sealing struct {
	SealKeysFile string `help:"file with the office's keys, one a line: NAME HEX; the first seals, all open" env:"SSJ_SEAL_KEYS_FILE"`
}

var errNoKeysFile = law.Errorf(law.KindInvalid, "keys_missing", "请用--seal-keys-file（环境变量SSJ_SEAL_KEYS_FILE）指定密钥文件。")

func (s sealing) ring(log *slog.Logger) (*seal.Watched, error) {
	if s.SealKeysFile == "" {
		return nil, errNoKeysFile
	}
	return watchKeys(s.SealKeysFile, log)
}

// ring reads the folder's keys, and makes one for a record that calls for none. Keys
// that were lost, or are not the record's, are refused (keys_missing, keys_foreign):
// a new one would open nothing, and hide that they are lost.
func (f *folder) ring(ctx context.Context, s *store.Store, log *slog.Logger) (*seal.Watched, error) {
	path := f.file(sealKeysFile)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		uses, err := s.KeyUses(ctx)
		if err != nil {
			return nil, err
		}
		if len(uses) > 0 {
			return nil, law.Errorf(law.KindNotAllowed, "keys_missing",
				"数据文件夹%s中没有密钥文件%s，而案卷需要其中的密钥（%s）。没有作任何改动：请从备份恢复该文件。", f.path, sealKeysFile, keyNames(uses))
		}
		if err := writeKeys(path, []byte(sealKeysReadme+seal.NewKey(seal.NewID(time.Now())).Line())); err != nil {
			return nil, err
		}
	}
	keys, err := watchKeys(path, log)
	if err != nil {
		return nil, err
	}
	return keys, keysFit(ctx, s, keys)
}

func watchKeys(path string, log *slog.Logger) (*seal.Watched, error) {
	keys, err := seal.Watch(path, log)
	if err != nil {
		return nil, keysUnreadable(path, err)
	}
	return keys, nil
}

func keysUnreadable(path string, err error) error {
	return fmt.Errorf("%w：%w", law.Errorf(law.KindInvalid, "keys_unreadable", "密钥文件%s无法读取或者内容有误：%v", path, err), err)
}
