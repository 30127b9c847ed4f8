package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"shuangsuiji/store"
)

func (p *patient) recordPages(ctx context.Context) finding {
	return p.pages(ctx, recordFile, "停止使用，检查磁盘，从备份恢复")
}

func (p *patient) enginePages(ctx context.Context) finding {
	return p.pages(ctx, temporalFile, "检查磁盘，停止系统，把temporal文件夹整个移走后重新启动，流程由案卷重建")
}

// pages looks at every page of a file, its indexes and constraints.
func (p *patient) pages(ctx context.Context, file, advice string) finding {
	if p.path == "" {
		return unseen(noFolder)
	}
	path := filepath.Join(p.path, file)
	is, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return unseen("没有文件" + file)
	}
	if err != nil {
		return broken(err)
	}
	found, err := store.Damage(ctx, path, store.LookClosely)
	size := float64(is.Size()) / (1 << 20)
	switch {
	case ctx.Err() != nil:
		return unseen(fmt.Sprintf("文件有%.0fMB，没有在限定时间内看完，加--full核对", size))
	case err != nil:
		return broken(err)
	case len(found) > 0:
		return amiss(path+"已损坏："+found[0], advice)
	}
	return fine("%.0fMB，逐页完好", size)
}
