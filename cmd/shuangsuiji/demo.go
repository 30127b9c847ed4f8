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
	// Where the parts run as processes of their own there is no data folder.
	Accounts string `help:"its accounts file; default: that in the data folder" type:"path"`
}

func (d demoCommand) Run(ctx context.Context, out io.Writer) error {
	accounts := d.Accounts
	if accounts == "" {
		path, err := folderOr(d.Data, true)
		if err != nil {
			return err
		}
		accounts = filepath.Join(path, accountsFile)
	}
	play := demo.Play{Base: d.Address, Accounts: accounts, Out: out}
	return play.Run(ctx)
}
