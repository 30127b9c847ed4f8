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

// temporalFile is what the workflow engine keeps in a data folder.
var temporalFile = filepath.Join("temporal", "temporal.db")

// smallEnough is the size up to which a file is looked at whenever an office starts:
// it takes less than a second. A larger one only where the last stop was none.
const smallEnough = 256 << 20

// sound refuses to start on a file with damaged pages (record_damaged,
// engine_damaged): what is written behind them would make it worse.
func (f *folder) sound(ctx context.Context, log *slog.Logger) error {
	for _, file := range []string{recordFile, temporalFile} {
		is, err := os.Stat(f.file(file))
		if errors.Is(err, os.ErrNotExist) || err == nil && (is.Size() == 0 || is.Size() > smallEnough && !f.cutOff()) {
			continue
		}
		if err != nil {
			return notWritable(f.file(file), err)
		}
		found, err := store.Damage(ctx, f.file(file), store.LookQuick)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			log.ErrorContext(ctx, "damaged file", "file", f.file(file), "found", found)
			return damaged(file, f.file(file))
		}
	}
	return nil
}

func damaged(file, path string) error {
	if file == temporalFile {
		return law.Errorf(law.KindCorrupt, "engine_damaged", "流程引擎的文件%s已损坏；请检查磁盘，把temporal文件夹整个移走后重新启动，流程由案卷重建。", path)
	}
	return law.Errorf(law.KindCorrupt, "record_damaged", "案卷文件%s已损坏，或者不是本系统的案卷；请停止使用，从备份恢复。", path)
}
