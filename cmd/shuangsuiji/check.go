package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"shuangsuiji/audit"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
)

type checkCommand struct {
	recordPlace
	sealing
}

// Help teaches the command.
func (checkCommand) Help() string {
	return `逐项核对全部案卷：每行一项不符，写明所在的表、编号和原因；只查看，不改动。
退出码：0 完整一致；3 有不符之处；1 不能核对（案卷打不开）。

  shuangsuiji check                                    默认数据文件夹
  shuangsuiji check --demo                             演示数据的默认文件夹` + helpPlace
}

func (c checkCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	s, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	keys, err := c.keys(log)
	if err != nil {
		return err
	}
	var with []bureau.Option
	if keys != nil {
		with = append(with, bureau.WithSeals(keys))
	}
	done, err := bureau.New(s, nil, log, false, with...).CheckRecord(ctx, func(f audit.Finding) error {
		_, err := fmt.Fprintln(out, stateAmiss+"  "+f.String())
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "已核对：任务%d项，案件%d件，后续处理%d件，办理记录%d条，抽取%d次，公示%d条，处理决定公示%d条；按办理记录重新推算%d件\n",
		done.Tasks, done.Cases, done.Proceedings, done.Acts, done.Draws, done.Publications, done.Decisions, done.Folded)
	if done.Earlier > 0 {
		fmt.Fprintf(out, "%s  另有%d件在规则更正之前开始，按现行规则不能重新推算，只核对了印记\n", stateNote, done.Earlier)
	}
	if keys == nil {
		fmt.Fprintln(out, stateBlank+"  没有本单位的密钥，没有核对办理记录的印记；请用--seal-keys-file指定")
	}
	if keys != nil {
		if err := keysFit(ctx, s, keys); err != nil {
			fmt.Fprintln(out, stateNote+"  "+plain(err))
		}
	}
	if done.Findings > 0 {
		return law.Errorf(law.KindCorrupt, "record_differs", "案卷有%d处不符。", done.Findings)
	}
	fmt.Fprintln(out, "案卷完整一致")
	return nil
}

// keys are those that were named, or those of the data folder; nil: none are there.
func (c checkCommand) keys(log *slog.Logger) (*seal.Watched, error) {
	path := c.SealKeysFile
	if path == "" && !c.separate() {
		folder, err := c.folder()
		if err != nil {
			return nil, err
		}
		path = filepath.Join(folder, sealKeysFile)
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
	}
	if path == "" {
		return nil, nil
	}
	return watchKeys(path, log)
}
