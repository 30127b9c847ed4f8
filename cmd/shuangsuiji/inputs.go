package main

import (
	"errors"
	"os"

	"shuangsuiji/inspection"
)

// refused is the error of an input that no command can be done with.
func refused(code, format string, args ...any) error {
	return inspection.Errorf(inspection.KindInvalid, code, format, args...)
}

// openInput opens a file that a command reads.
func openInput(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err == nil {
		var info os.FileInfo
		if info, err = file.Stat(); err == nil && info.IsDir() {
			err = errors.New("是文件夹")
		}
		if err == nil {
			return file, nil
		}
		err = errors.Join(err, file.Close())
	}
	return nil, refused("cannot_read", "不能读取文件%s：%v", path, err)
}
