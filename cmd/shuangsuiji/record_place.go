package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
)

// recordPlace says where the record is, for an operator on the machine: the data
// folder of an embedded office, or the database of separate processes.
type recordPlace struct {
	database
	Data string `help:"data folder of an office that runs with up; default as for up" type:"path" env:"SSJ_DATA"`
	Demo bool   `help:"the data folder of the demonstration, where --data is not given"`
}

// helpPlace is the part of the help that is the same for all such commands.
const helpPlace = `

案卷所在（任选其一）：
  用up启动的：    --data 数据文件夹；不写则为up的默认文件夹，演示数据加--demo
  分别启动各进程的：--dsn或者--dsn-file（环境变量SSJ_DATABASE_DSN、SSJ_DATABASE_DSN_FILE）`

// separate reports whether the record is in a database of its own.
func (p recordPlace) separate() bool { return p.DSN != "" || p.DSNFile != "" }

// folder is the embedded office's data folder.
func (p recordPlace) folder() (string, error) { return folderOr(p.Data, p.Demo) }

// Validate refuses two places at once.
func (p recordPlace) Validate() error {
	if p.separate() && (p.Data != "" || p.Demo) {
		return errors.New("--data、--demo与--dsn、--dsn-file只能选一种（包括环境变量SSJ_DATA、SSJ_DATABASE_DSN、SSJ_DATABASE_DSN_FILE）")
	}
	return nil
}

// open opens the record where it is; it never makes one.
func (p recordPlace) open(ctx context.Context, log *slog.Logger) (*store.Store, error) {
	if p.separate() {
		return p.database.open(ctx, log)
	}
	path, err := p.folder()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(path, recordFile)
	if _, err := os.Stat(file); err != nil {
		return nil, law.Errorf(law.KindNotFound, "record_missing", "数据文件夹%s中没有案卷文件%s，请用--data写明文件夹（演示数据加--demo）。", path, recordFile)
	}
	return store.Open(ctx, store.Config{Driver: store.SQLite, DSN: file, Logger: log})
}

// recordFile is the record's file in a data folder.
const recordFile = "record.db"
