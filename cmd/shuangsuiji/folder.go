package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"shuangsuiji/inspection"
)

// folder is the data folder of an embedded office: everything it keeps.
type folder struct {
	path string
	lock *os.File
}

const folderReadme = `本文件夹是“双随机、一公开”抽查系统的数据。停止程序后可以整体复制备份。
This folder holds the data of shuangsuiji. Stop the program before copying it.

record.db           案卷：名录库、计划、任务、案件、办理记录、公示（SQLite）
                    the record: registers, plans, tasks, cases, acts, publications
seal.keys           密封案卷中秘密（抽取随机数、验证码等）的密钥，仅本用户可读；丢失后未揭晓的抽取不能揭晓
                    the keys that seal secrets in the record, readable by this user only
temporal/           流程引擎的状态；丢失时可由案卷重建。其中keys是连接它的密钥，仅本用户可读
                    the workflow engine's state; can be rebuilt from the record. Its keys
                    open it, and are readable by this user only
accounts.txt        初始账号和密码，仅本用户可读；修改密码后请删除
                    the first accounts with their passwords, readable by this user only
lock                正在使用本文件夹的程序持有此文件
                    held by the process that uses the folder
`

// folderOr is the data folder that was named, or the one where it is by default.
func folderOr(named string, demonstration bool) (string, error) {
	if named != "" {
		return named, nil
	}
	return defaultFolder(demonstration)
}

// defaultFolder is below the user's state directory.
func defaultFolder(demonstration bool) (string, error) {
	base := os.Getenv("XDG_STATE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no home directory, name a data folder with --data: %w", err)
		}
		base = filepath.Join(home, ".local", "state")
	}
	name := "office"
	if demonstration {
		name = "demonstration"
	}
	return filepath.Join(base, "shuangsuiji", name), nil
}

// openFolder makes the folder if it is not there and locks it against a second
// instance; the lock goes with the process.
func openFolder(path string) (*folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, inspection.Errorf(inspection.KindInvalid, "folder_not_writable", "不能写入数据文件夹%s：%v", path, err)
	}
	lock, err := os.OpenFile(filepath.Join(path, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, inspection.Errorf(inspection.KindInvalid, "folder_not_writable", "不能写入数据文件夹%s：%v", path, err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		held := inspection.Errorf(inspection.KindNotAllowed, "folder_in_use", "数据文件夹%s正被另一个程序使用。", path)
		return nil, errors.Join(held, lock.Close())
	}
	f := &folder{path: path, lock: lock}
	if err := os.WriteFile(f.file("README.txt"), []byte(folderReadme), 0o600); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return f, nil
}

func (f *folder) file(name string) string { return filepath.Join(f.path, name) }

func (f *folder) close() error { return f.lock.Close() }
