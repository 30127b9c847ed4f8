package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"shuangsuiji/inspection/law"
)

// othersMay are the bits of a mode by which anybody but the owner gets at a file.
const othersMay fs.FileMode = 0o077

// closeToOthers takes from the folder and all in it what other users of the
// machine may do there, and names what it changed. What another user owns can't
// be kept from him (folder_of_another_user); a file system without modes is
// refused too (folder_open).
func closeToOthers(path string) (changed []string, err error) {
	err = eachOpen(path, func(file string, is fs.FileInfo) error {
		mode := is.Mode().Perm() &^ othersMay
		if err := os.Chmod(file, mode); err != nil {
			return notWritable(file, err)
		}
		after, err := os.Stat(file)
		if err != nil {
			return notWritable(file, err)
		}
		if after.Mode().Perm()&othersMay != 0 {
			return law.Errorf(law.KindNotAllowed, "folder_open", "%s的权限为%04o，其他用户可以访问，且不能更改（文件系统不支持权限）；请把数据文件夹放在支持权限的磁盘上。",
				file, after.Mode().Perm())
		}
		changed = append(changed, file)
		return nil
	})
	return changed, err
}

// eachOpen does something for each file and folder that others may get at. One
// that belongs to another user is refused.
func eachOpen(path string, do func(file string, is fs.FileInfo) error) error {
	whole, err := filepath.EvalSymlinks(path)
	if err != nil {
		return notWritable(path, err)
	}
	return filepath.WalkDir(whole, func(file string, _ fs.DirEntry, err error) error {
		if os.IsNotExist(err) { // a log of SQLite's that its last user took away
			return nil
		}
		if filepath.Base(file) == ofFileSystem {
			return fs.SkipDir
		}
		if err != nil {
			return notWritable(file, err)
		}
		is, err := os.Stat(file) // of what a link leads to
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return notWritable(file, err)
		}
		if owner, ok := is.Sys().(*syscall.Stat_t); ok && int(owner.Uid) != os.Geteuid() {
			return ofAnother(file, owner.Uid)
		}
		if is.Mode().Perm()&othersMay == 0 {
			return nil
		}
		return do(file, is)
	})
}

func ofAnother(file string, uid uint32) error {
	return law.Errorf(law.KindNotAllowed, "folder_of_another_user",
		"%s属于另一用户（uid %d），该用户可以更改案卷。请以该用户启动，或者由系统管理员执行 chown -R %d 数据文件夹。", file, uid, os.Geteuid())
}
