package main

import (
	"fmt"
	"io"
	"os"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection"
)

type verifyCommand struct {
	Evidence   string `arg:"" help:"evidence file, full or public" type:"existingfile"`
	Commitment string `help:"the commitment hash that was published before the draw"`
}

func (v verifyCommand) Run(out io.Writer) error {
	evidence, err := os.ReadFile(v.Evidence)
	if err != nil {
		return err
	}
	result, err := bureau.VerifyFile(evidence, v.Commitment)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, result.Message)
	if !result.Valid {
		return inspection.Errorf(inspection.KindCorrupt, result.Code, "证据不能通过验证。")
	}
	return nil
}
