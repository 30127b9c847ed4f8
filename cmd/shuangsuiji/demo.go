package main

import (
	"context"
	"os"
	"path/filepath"

	"shuangsuiji/demo"
)

type demoCommand struct {
	Address string `help:"address of the running demonstration" default:"http://127.0.0.1:8080"`
	Data    string `help:"its data folder; default as for up --demo" type:"path" env:"SSJ_DATA"`
}

func (d demoCommand) Run(ctx context.Context) error {
	path := d.Data
	if path == "" {
		var err error
		if path, err = defaultFolder(true); err != nil {
			return err
		}
	}
	play := demo.Play{Base: d.Address, Accounts: filepath.Join(path, accountsFile), Out: os.Stdout}
	return play.Run(ctx)
}
