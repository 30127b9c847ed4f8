package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"shuangsuiji/inspection/law"
)

// folder is the data folder of an embedded office: everything it keeps.
type folder struct {
	path string
	lock *os.File

	found  life     // what the last program noted
	traces []string // what lay there beside the record
	mended []string // what was open to others until now
	demo   bool     // what the office is, for the note
	filled bool     // its record has an office in it
	ran    bool
}

// Files of a data folder beside the record.
const (
	lockFile   = "lock"
	readmeFile = "README.txt"
	// ofFileSystem is there where the folder is a file system of its own.
	ofFileSystem = "lost+found"
)

const folderReadme = `本文件夹是“双随机、一公开”抽查系统的数据。停止程序后可以整体复制备份。
This folder holds the data of shuangsuiji. Stop the program before copying it.

record.db           案卷：名录库、计划、任务、案件、办理记录、附件、公示（SQLite）
                    the record: registers, plans, tasks, cases, acts, attachments, publications
seal.keys           本单位的密钥，仅本用户可读：签署办理请求和办理记录的印记，密封案卷中的秘密；丢失后不能启动，请另外备份
                    the office's keys, readable by this user only; without them it does not start
temporal/           流程引擎的状态；丢失时可由案卷重建。其中keys是连接它的密钥，仅本用户可读
                    the workflow engine's state; can be rebuilt from the record. Its keys
                    open it, and are readable by this user only
accounts.txt        初始账号和密码，仅本用户可读；修改密码后请删除
                    the first accounts with their passwords, readable by this user only
lock                正在使用本文件夹的程序持有此文件，并记载启动和停止；请勿删除
                    held by the process that uses the folder; notes starts and stops, keep it
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

// openFolder makes the folder if it is not there, locks it against a second
// instance (the lock goes with the process) and keeps other users of the machine
// out of it. A folder in which something lies but no record is refused
// (folder_without_record): a new office begins only in an empty one.
func openFolder(path string) (*folder, error) {
	syscall.Umask(0o077) // what this process makes from here on is its user's alone
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, notWritable(path, err)
	}
	lock, err := os.OpenFile(filepath.Join(path, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, notWritable(path, err)
	}
	f := &folder{path: path, lock: lock}
	if err := f.take(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return f, nil
}

func (f *folder) take() (err error) {
	if err := syscall.Flock(int(f.lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return law.Errorf(law.KindNotAllowed, "folder_in_use", "数据文件夹%s正被另一个程序使用。", f.path)
	}
	if f.found, err = readLife(f.lock); err != nil {
		return notWritable(f.path, err)
	}
	if f.traces, err = f.otherFiles(); err != nil {
		return notWritable(f.path, err)
	}
	if is, err := os.Stat(f.file(recordFile)); err != nil || is.Size() == 0 {
		if err := f.mayBegin(); err != nil {
			return err
		}
	}
	if f.mended, err = closeToOthers(f.path); err != nil {
		return err
	}
	if err := os.WriteFile(f.file(readmeFile), []byte(folderReadme), 0o600); err != nil {
		return notWritable(f.path, err)
	}
	return nil
}

func notWritable(path string, err error) error {
	return law.Errorf(law.KindInvalid, "folder_not_writable", "不能写入数据文件夹%s：%v", path, err)
}

// otherFiles are the names in the folder that tell of an office beside its
// record. What a start that never came to its record leaves behind is none.
func (f *folder) otherFiles() ([]string, error) {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		switch e.Name() {
		case recordFile, lockFile, readmeFile, ofFileSystem:
		default:
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// mayBegin refuses to begin an office where the folder tells of one.
func (f *folder) mayBegin() error {
	if f.found.stage == lifeFounding || len(f.traces) == 0 && f.found.stage == "" {
		return nil
	}
	lies := "该文件夹用过"
	if len(f.traces) > 0 {
		shown := f.traces[:min(len(f.traces), 5)]
		lies = "文件夹中已有" + strings.Join(shown, "、")
		if len(f.traces) > len(shown) {
			lies += "等"
		}
	}
	return law.Errorf(law.KindNotAllowed, "folder_without_record",
		"数据文件夹%s中没有案卷（%s不存在或者是空的），但%s。没有作任何改动：原来的案卷请从备份恢复；新建系统请另选空文件夹。", f.path, recordFile, lies)
}

func (f *folder) file(name string) string { return filepath.Join(f.path, name) }

// close lets the folder go. An office that was running is noted as stopped in
// order, so that the next start need not look for damage.
func (f *folder) close() error {
	var err error
	if f.ran {
		err = f.write(lifeStopped)
	}
	return errors.Join(err, f.lock.Close())
}
