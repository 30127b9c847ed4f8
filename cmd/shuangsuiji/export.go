package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"

	"shuangsuiji/apiclient"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
)

type exportCommand struct {
	apiAccess
	Register string `arg:"" enum:"entities,inspectors,items,plan,visits" help:"entities, inspectors, items, plan or visits (of other departments)"`
	Format   string `help:"csv or xlsx; without it by the name of --out, else csv" enum:"csv,xlsx," default:""`
	Out      string `help:"write this file instead of printing" type:"path"`
}

// Help shows the command at work.
func (exportCommand) Help() string {
	return `导出的列与导入的相同，改后可以再导入。打印的csv不带字节序标记，供程序读取；写入文件的带标记，供Excel直接打开。
要用Excel修改的，请导出xlsx：Excel保存csv时会丢失证号、电话开头的0。

  shuangsuiji export entities > entities.csv           检查对象名录库
  shuangsuiji export inspectors --out 人员.xlsx        执法检查人员名录库
  shuangsuiji export items --format csv --out 事项.csv 抽查事项清单
  shuangsuiji export visits > visits.csv               其他部门入企检查
  shuangsuiji export plan --token "$SSJ_TOKEN"         年度抽查工作计划` + helpAccess
}

// Validate refuses xlsx on a screen.
func (e exportCommand) Validate() error {
	if e.Format == string(documents.XLSX) && e.Out == "" {
		return law.Errorf(law.KindInvalid, "out_required", "xlsx文件必须用--out写明文件名。")
	}
	return nil
}

var byteOrderMark = []byte("\xEF\xBB\xBF")

func (e exportCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	if err := checkOutputs(nil, e.Out); err != nil {
		return err
	}
	format := documents.Format(e.Format)
	if format == "" {
		format = formatOf(e.Out, documents.CSV)
	}
	path := "/api/registers/" + registerInAPI(e.Register) + "/export?format=" + string(format)
	return e.visit(ctx, log, func(c *apiclient.Client) error {
		if e.Out == "" {
			var file bytes.Buffer
			if err := c.Download(ctx, path, &file); err != nil {
				return err
			}
			_, err := out.Write(bytes.TrimPrefix(file.Bytes(), byteOrderMark))
			return err
		}
		if err := writeOutputs(output{e.Out, modeInside, func(w io.Writer) error { return c.Download(ctx, path, w) }}); err != nil {
			return err
		}
		_, err := fmt.Fprintln(out, "已写入", e.Out)
		return err
	})
}
