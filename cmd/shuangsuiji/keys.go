package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
)

// keysCommand looks after the office's keys, while the office runs or stands.
type keysCommand struct {
	List   keysListCommand   `cmd:"" help:"the keys, and what of the record calls for each. 列出密钥"`
	Rotate keysRotateCommand `cmd:"" help:"make a new key and use it at once, in a data folder. 更换密钥"`
	Add    keysAddCommand    `cmd:"" help:"make a new key that is known and not used yet. 新增密钥"`
	Use    keysUseCommand    `cmd:"" help:"sign and seal with a key from now on. 启用密钥"`
	Retire keysRetireCommand `cmd:"" help:"believe nothing new on a key's word. 停用密钥"`
}

// Help teaches the group.
func (keysCommand) Help() string {
	return `管理本单位的密钥。系统正在运行时也可以用，各进程在1秒内读到，不必重新启动；每次更改后请备份密钥文件。

用up启动的，一步完成：
  shuangsuiji keys rotate                              默认数据文件夹，演示数据加--demo
分别启动各进程的，分两步，第一步之后先让各进程都读到（各机各有一份的，复制到各机）：
  shuangsuiji keys add --seal-keys-file 密钥文件       新增，各进程能识别
  shuangsuiji keys use 名称 --seal-keys-file 密钥文件   启用
密钥泄露的，更换后再停用原密钥：
  shuangsuiji keys retire 名称

办理记录的印记永久需要当时的密钥，因此密钥只有停用，没有删除。停用的密钥不再能证明任何新的办理，仍用于核对原有记录、打开原有的密封内容；
用它签发的检查对象链接验证码、检查码、登录设备标记随即失效，链接须换发。`
}

// keysPlace says which file of keys is meant.
type keysPlace struct {
	sealing
	Data string `help:"data folder of an office that runs with up; default as for up" type:"path" env:"SSJ_DATA"`
	Demo bool   `help:"the data folder of the demonstration, where --data is not given"`
}

// Validate refuses two files at once.
func (p keysPlace) Validate() error {
	if p.SealKeysFile != "" && (p.Data != "" || p.Demo) {
		return errors.New("--data、--demo与--seal-keys-file只能选一种（包括环境变量SSJ_DATA、SSJ_SEAL_KEYS_FILE）")
	}
	return nil
}

func (p keysPlace) path() (string, error) {
	if p.SealKeysFile != "" {
		return p.SealKeysFile, nil
	}
	return keysOfFolder(p.Data, p.Demo)
}

// keysOfFolder is the file of keys in a data folder.
func keysOfFolder(named string, demonstration bool) (string, error) {
	folder, err := folderOr(named, demonstration)
	return filepath.Join(folder, sealKeysFile), err
}

type keysAddCommand struct{ keysPlace }

func (a keysAddCommand) Run(out io.Writer) error {
	path, err := a.path()
	if err != nil {
		return err
	}
	id, err := addKey(path)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "已新增密钥%s，尚未启用。请备份%s；各进程都能读到之后，执行 shuangsuiji keys use %s\n", id, path, id)
	return err
}

// addKey makes a new key, behind the one in use.
func addKey(path string) (id string, err error) {
	id = seal.NewID(time.Now())
	return id, editKeys(path, id, func(text []byte) ([]byte, error) { return seal.Add(text, seal.NewKey(id)) })
}

type keysUseCommand struct {
	keysPlace
	Key string `arg:"" name:"key" help:"the key's name"`
}

func (u keysUseCommand) Run(out io.Writer) error {
	path, err := u.path()
	if err != nil {
		return err
	}
	return useKey(out, path, u.Key)
}

func useKey(out io.Writer, path, id string) error {
	err := editKeys(path, id, func(text []byte) ([]byte, error) { return seal.Use(text, id) })
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "已启用密钥%s，原密钥保留。请备份%s\n", id, path)
	return err
}

// keysRotateCommand is for a folder only: its one process knows a new key at once.
type keysRotateCommand struct {
	Data string `help:"data folder; default as for up" type:"path" env:"SSJ_DATA"`
	Demo bool   `help:"the data folder of the demonstration, where --data is not given"`
}

func (r keysRotateCommand) Run(out io.Writer) error {
	path, err := keysOfFolder(r.Data, r.Demo)
	if err != nil {
		return err
	}
	// Two writes: the key is on the disk before anything is signed with it.
	id, err := addKey(path)
	if err != nil {
		return err
	}
	return useKey(out, path, id)
}

type keysRetireCommand struct {
	keysPlace
	Key string `arg:"" name:"key" help:"the key's name"`
}

func (r keysRetireCommand) Run(out io.Writer) error {
	path, err := r.path()
	if err != nil {
		return err
	}
	err = editKeys(path, r.Key, func(text []byte) ([]byte, error) {
		if keys, err := seal.ParseKeys(text); err == nil && len(keys) > 0 && keys[0].ID == r.Key {
			return nil, law.Errorf(law.KindNotAllowed, "key_in_use", "密钥%s正在使用，不能停用；请先更换密钥。", r.Key)
		}
		return seal.Retire(text, r.Key)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "已停用密钥%s，原有记录仍用它核对，请勿删除。用它签发的链接验证码已失效，须换发链接。请备份%s\n", r.Key, path)
	return err
}

// editKeys changes the file of keys about one of them.
func editKeys(path, id string, edit func(text []byte) ([]byte, error)) error {
	return changeKeys(path, func(text []byte) ([]byte, error) {
		changed, err := edit(text)
		var said *law.Error
		switch {
		case errors.Is(err, seal.ErrUnknownKey):
			return nil, law.Errorf(law.KindNotFound, "key_not_found", "密钥文件%s中没有名为“%s”的密钥。", path, id)
		case errors.Is(err, seal.ErrRetired):
			return nil, law.Errorf(law.KindNotAllowed, "key_retired", "密钥%s已经停用，不能再启用。", id)
		case err != nil && !errors.As(err, &said):
			return nil, keysUnreadable(path, err)
		}
		return changed, err
	})
}
