package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"shuangsuiji/inspection/law"
)

// changeKeys changes the text of a file of keys. One at a time does: another is
// refused (keys_file_in_use). Who reads the file meanwhile finds the old one or the
// new one, whole; mode and owner stay.
func changeKeys(path string, change func(text []byte) ([]byte, error)) (err error) {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return keysUnreadable(path, err)
	}
	defer func() { err = errors.Join(err, folder.Close()) }() // and its lock goes
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return law.Errorf(law.KindNotAllowed, "keys_file_in_use", "密钥文件%s正在由另一个程序更改，请稍后再试。", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return keysUnreadable(path, err)
	}
	changed, err := change(text)
	if err != nil {
		return err
	}
	return writeKeys(path, changed)
}

// writeKeys writes a file of keys, whole or not at all. A new one is its owner's
// alone. It is on the disk before anything is sealed with it: a power failure must
// not leave a record that calls for a key of before the last write.
func writeKeys(path string, text []byte) error {
	unwritable := func(err error) error {
		return law.Errorf(law.KindInvalid, "keys_not_writable", "密钥文件%s无法写入：%v", path, err)
	}
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return unwritable(err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, likeBefore(file, path), file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return unwritable(errors.Join(err, os.Remove(file.Name())))
	}
	if err := syncFolder(folder); err != nil {
		return unwritable(err)
	}
	return nil
}

// likeBefore gives the file the mode and the owner of the one whose place it takes:
// in a container it may be read by another user than who changes it.
func likeBefore(file *os.File, path string) error {
	before, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if owner, ok := before.Sys().(*syscall.Stat_t); ok && (int(owner.Uid) != os.Geteuid() || int(owner.Gid) != os.Getegid()) {
		if err := file.Chown(int(owner.Uid), int(owner.Gid)); err != nil {
			return err
		}
	}
	return file.Chmod(before.Mode().Perm())
}

// syncFolder has the names in the folder on the disk.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
