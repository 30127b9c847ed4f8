package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shuangsuiji/inspection"
	"shuangsuiji/seal"
)

// sealKeysFile holds the keys of a data folder, outside its record.
const sealKeysFile = "seal.keys"

// sealing says where the keys are that seal secrets in the record, for processes of
// their own. Worker and API have the same.
type sealing struct {
	SealKeysFile string `help:"file with the keys that seal secrets in the record, one a line: NAME HEX; the first seals, all open" env:"SSJ_SEAL_KEYS_FILE"`
}

func (s sealing) ring() (*seal.Ring, error) {
	if s.SealKeysFile == "" {
		return nil, inspection.Errorf(inspection.KindInvalid, "keys_missing", "请用--seal-keys-file（环境变量SSJ_SEAL_KEYS_FILE）指定密钥文件。")
	}
	return readRing(s.SealKeysFile)
}

// ring reads the folder's keys, and makes one in a folder that has none.
func (f *folder) ring() (*seal.Ring, error) {
	path := f.file(sealKeysFile)
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		err = writeNew(path, "# 密封案卷中秘密的密钥，请与案卷分开备份，勿交他人；换钥时把新的一行写在最前，旧的保留\n"+
			"# The keys that seal secrets in the record; put a new one before the old.\n"+seal.NewKey("1").Line())
	}
	if err != nil {
		return nil, inspection.Errorf(inspection.KindInvalid, "keys_unreadable", "密钥文件%s无法读写：%v", path, err)
	}
	return readRing(path)
}

// writeNew writes a file that only this user reads, whole or not at all.
func writeNew(path, text string) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return os.Rename(file.Name(), path)
}

func readRing(path string) (*seal.Ring, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, inspection.Errorf(inspection.KindInvalid, "keys_unreadable", "密钥文件%s无法读取：%v", path, err)
	}
	keys, err := seal.ParseKeys(text)
	var ring *seal.Ring
	if err == nil {
		ring, err = seal.New(keys...)
	}
	if err != nil {
		return nil, fmt.Errorf("%w：%w", inspection.Errorf(inspection.KindInvalid, "keys_unreadable", "密钥文件%s有误", path), err)
	}
	return ring, nil
}
