package main

import (
	"fmt"
	"io"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

type templateCommand struct {
	Register string `arg:"" enum:"entities,inspectors,items,plan,visits" help:"entities, inspectors, items, plan or visits (of other departments)"`
	Format   string `help:"csv or xlsx; without it by the name of --out, else csv" enum:"csv,xlsx," default:""`
	Edition  string `help:"of items: the list for tasks of that edition and later instead of an example, to be checked and imported" enum:"2025," default:""`
	Out      string `help:"write this file instead of printing" type:"path"`
}

// Help shows the command at work.
func (templateCommand) Help() string {
	return `输出表头和一行示例。示例中的名称、代码均为虚构，请在其下填写后删除示例行，或者直接改写示例行。
列的次序可以调整，选填的列可以不要。打印的csv不带字节序标记，供程序读取；写入文件的带标记，供Excel直接打开。

  shuangsuiji template entities                       检查对象名录库
  shuangsuiji template inspectors > inspectors.csv    执法检查人员名录库
  shuangsuiji template items --out 事项.xlsx          抽查事项清单
  shuangsuiji template items --edition 2025 --out 清单.xlsx  2025年版以后任务的抽查事项清单（含检查依据），核对后导入
  shuangsuiji template visits                         其他部门入企检查
  shuangsuiji template plan --format xlsx --out 计划.xlsx`
}

// Validate refuses xlsx on a screen.
func (t templateCommand) Validate() error {
	if t.Format == string(documents.XLSX) && t.Out == "" {
		return law.Errorf(law.KindInvalid, "out_required", "xlsx文件必须用--out写明文件名。")
	}
	if t.Edition != "" && t.Register != "items" {
		return law.Errorf(law.KindInvalid, "edition_of_items_only", "--edition只用于抽查事项清单（items）。")
	}
	return nil
}

func (t templateCommand) Run(out io.Writer) error {
	if t.Out == "" {
		return t.write(out, documents.PlainCSV)
	}
	if err := checkOutputs(nil, t.Out); err != nil {
		return err
	}
	format := documents.Format(t.Format)
	if format == "" {
		format = formatOf(t.Out, documents.CSV)
	}
	if err := writeOutputs(output{t.Out, modeOpen, func(w io.Writer) error { return t.write(w, format) }}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "已写入", t.Out)
	return err
}

// formatOf is the format that a file's name asks for.
func formatOf(name string, otherwise documents.Format) documents.Format {
	if strings.HasSuffix(strings.ToLower(name), ".xlsx") {
		return documents.XLSX
	}
	return otherwise
}

func (t templateCommand) write(w io.Writer, format documents.Format) error {
	switch t.Register {
	case "entities":
		return documents.EntityForm(registers.HebeiScale).WriteExample(w, format)
	case "inspectors":
		return documents.InspectorForm().WriteExample(w, format)
	case "items":
		if t.Edition == "" {
			return documents.Items().WriteExample(w, format)
		}
		list, err := documents.SeedItems2025()
		if err != nil {
			return err
		}
		return documents.Items().Write(w, format, func(yield func(registers.Item, error) bool) {
			for _, item := range list {
				if !yield(item, nil) {
					return
				}
			}
		})
	case "visits":
		return documents.Visits().WriteExample(w, format)
	}
	return documents.Plan().WriteExample(w, format)
}
