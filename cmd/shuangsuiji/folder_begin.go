package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"shuangsuiji/store"
)

// begins reports whether a new office is to be made of the folder. It is where
// there is no record yet, and where a start was cut short that was making the same
// kind of office. A record that is empty beside what else tells of an office is
// refused (folder_without_record) before anything is changed.
func (f *folder) begins(ctx context.Context, cfg store.Config, demonstration bool) (bool, error) {
	is, err := os.Stat(cfg.DSN)
	if errors.Is(err, os.ErrNotExist) || err == nil && is.Size() == 0 {
		return true, f.founding(demonstration)
	}
	if err != nil {
		return false, notWritable(f.path, err)
	}
	if f.filled, err = store.Filled(ctx, cfg, markSeeded); err != nil || f.filled {
		return false, err
	}
	return f.found.stage == lifeFounding && f.found.demonstration == demonstration, f.mayBegin()
}

// tell says what was changed in the folder so that others can't get at it.
func (f *folder) tell(out io.Writer) {
	if n := len(f.mended); n > 0 {
		fmt.Fprintf(out, "其他用户原来可以访问数据文件夹中的%d项（%s等），已改为仅本用户可以访问。Closed %d files of the data folder to other users.\n", n, f.mended[0], n)
	}
}
