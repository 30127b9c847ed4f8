package main

import (
	"context"
	"io"
	"path/filepath"

	"shuangsuiji/demo"
	"shuangsuiji/demo/year"
)

type demoCommand struct {
	Address string `help:"address of the running demonstration" default:"http://127.0.0.1:8080"`
	Data    string `help:"its data folder; default as for up --demo" type:"path" env:"SSJ_DATA"`
	// Where the parts run as processes of their own there is no data folder.
	Accounts string `help:"its accounts file; default: that in the data folder" type:"path"`
	Full     bool   `help:"a whole year, with everything that the procedure knows; needs a demonstration that was not played yet"`
	Entities int    `help:"how many entities the year's register holds (with --full)" default:"600"`
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
	if d.Full {
		return year.Play{Base: d.Address, Accounts: accounts, Out: out, Entities: d.Entities}.Run(ctx)
	}
	return demo.Play{Base: d.Address, Accounts: accounts, Out: out}.Run(ctx)
}
