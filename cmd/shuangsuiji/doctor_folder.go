package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The bits of access(2).
const (
	accessWrite  = 2
	accessSearch = 1
)

func (p *patient) dataFolder(context.Context) finding {
	if p.path == "" {
		return unseen(noFolder)
	}
	is, err := os.Stat(p.path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return amiss(p.path+"不存在", "用--data写明数据文件夹；首次使用请执行 shuangsuiji up")
	case err != nil:
		return amiss(fmt.Sprintf("%s不能访问：%v", p.path, err), "以启动系统的用户执行，或者检查路径")
	case !is.IsDir():
		return amiss(p.path+"不是文件夹", "用--data写明数据文件夹")
	case syscall.Access(p.path, accessWrite|accessSearch) != nil:
		return amiss(p.path+"不能写入", "以启动系统的用户执行，或者检查文件夹的所有者")
	case is.Mode().Perm()&0o077 != 0:
		return amiss(fmt.Sprintf("%s的权限为%04o，其他用户可以进入", p.path, is.Mode().Perm()), "chmod 700 "+p.path)
	}
	return fine("%s，权限%04o", p.path, is.Mode().Perm())
}

func (p *patient) firstAccounts(context.Context) finding {
	if p.path == "" {
		return unseen(noFolder)
	}
	path := filepath.Join(p.path, accountsFile)
	is, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fine("已删除")
	case err != nil:
		return unseen(err.Error())
	case is.Mode().Perm()&0o077 != 0:
		return amiss(fmt.Sprintf("%s的权限为%04o，其他用户可以读取", path, is.Mode().Perm()), "chmod 600 "+path)
	case p.record != nil && !p.demonstration:
		return note(path+"仍在", "修改密码后请删除")
	}
	return fine("仅本用户可读")
}

// enoughSpace is what a year of a county needs many times over.
const enoughSpace = 1 << 30

func (p *patient) diskSpace(context.Context) finding {
	if p.path == "" {
		return unseen(noFolder)
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(p.path, &disk); err != nil {
		return unseen(err.Error())
	}
	free := disk.Bavail * uint64(disk.Bsize)
	text := fmt.Sprintf("可用%.1fGB", float64(free)/(1<<30))
	if free < enoughSpace {
		return amiss(text, "请清理磁盘，少于1GB时可能不能写入案卷")
	}
	return fine("%s", text)
}

func (p *patient) holder(context.Context) finding {
	switch {
	case p.path == "":
		return unseen(noFolder)
	case !p.running:
		return fine("没有程序正在使用")
	}
	if who := whoHolds(filepath.Join(p.path, lockFile)); who != "" {
		return fine("正由%s使用", who)
	}
	return fine("正由另一个程序使用")
}

// lockFile is the file that the user of a folder holds.
const lockFile = "lock"

// locked reports whether a program uses the folder. It asks for a lock that
// others may share and lets it go at once.
func locked(path string) bool {
	file, err := os.Open(filepath.Join(path, lockFile))
	if err != nil {
		return false
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	return errors.Join(err, file.Close()) != nil
}

// whoHolds finds the process that has the file open, where the system shows it.
func whoHolds(file string) string {
	whole, err := filepath.EvalSymlinks(file)
	if err != nil {
		return ""
	}
	open, err := filepath.Glob("/proc/[0-9]*/fd/*")
	if err != nil {
		return ""
	}
	for _, fd := range open {
		if to, err := os.Readlink(fd); err != nil || to != whole {
			continue
		}
		pid := strings.Split(fd, "/")[2]
		name, err := os.ReadFile("/proc/" + pid + "/comm")
		if err != nil {
			return "进程" + pid
		}
		return "进程" + pid + "（" + strings.TrimSpace(string(name)) + "）"
	}
	return ""
}

// ports are free while nothing runs, or up could not start.
func (p *patient) ports(ctx context.Context) finding {
	if p.path == "" {
		return unseen(noFolder)
	}
	if p.running {
		return unseen("系统正在使用")
	}
	var taken []string
	for _, address := range []string{net.JoinHostPort(p.Host, strconv.Itoa(p.Port)), p.Address} {
		c, err := (&net.Dialer{Timeout: 2 * time.Second}).DialContext(ctx, "tcp", address)
		if err != nil {
			continue
		}
		taken = append(taken, address)
		if err := c.Close(); err != nil {
			return unseen(err.Error())
		}
	}
	if len(taken) > 0 {
		return amiss(strings.Join(taken, "、")+"被其他程序占用", "关闭占用的程序，或者启动时用--port、--temporal-port换一个端口")
	}
	return fine("%d、%d空闲", p.Port, p.TemporalPort)
}
