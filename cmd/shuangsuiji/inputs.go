package main

import (
	"errors"
	"os"

	"shuangsuiji/inspection/law"
)

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
	return nil, law.Errorf(law.KindInvalid, "cannot_read", "不能读取文件%s：%v", path, err)
}
