package main

import (
	"context"
	"io"
	"path/filepath"

	"shuangsuiji/demo"
)

type demoCommand struct {
	Address string `help:"address of the running demonstration" default:"http://127.0.0.1:8080"`
	Data    string `help:"its data folder; default as for up --demo" type:"path" env:"SSJ_DATA"`
}

func (d demoCommand) Run(ctx context.Context, out io.Writer) error {
	path := d.Data
	if path == "" {
		var err error
		if path, err = defaultFolder(true); err != nil {
			return err
		}
	}
	play := demo.Play{Base: d.Address, Accounts: filepath.Join(path, accountsFile), Out: out}
	return play.Run(ctx)
}
