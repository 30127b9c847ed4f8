package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"shuangsuiji/apiclient"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
)

type importCommand struct {
	apiAccess
	Register    string `arg:"" enum:"entities,inspectors,items,plan,visits" help:"entities, inspectors, items, plan or visits (of other departments)"`
	File        string `arg:"" type:"existingfile" help:"csv (UTF-8 or GB 18030) or xlsx"`
	GoodRows    bool   `name:"good-rows" help:"take the good rows and leave the bad ones"`
	Historic    bool   `help:"a plan whose time has passed"`
	Preview     bool   `help:"only show what would be imported; nothing is written to the register"`
	Corrections string `help:"write the bad rows with their reasons to this file, to be corrected and imported" type:"path"`
}

// Help shows the command at work.
func (importCommand) Help() string {
	return `有一行错误就都不导入，逐行列出工作表、行、列、填写的内容和原因；加--good-rows则导入正确的行。
表格上方可以有标题，下方可以有备注、合计和签名；列名可以用常见的说法。没有采用的列、向下合并的单元格、
隐藏的行和列等，以“请注意”列出；单元格中改读的内容，以“请核对”列出。
加--preview只看将要导入的内容、提示和错误，与控制台导入前的查看相同，不导入。
更正文件只含有错误的行和原因，格式与原文件相同，改正后可以直接再导入。

  shuangsuiji import entities 名录库.xlsx                                检查对象名录库
  shuangsuiji import inspectors 人员.csv --corrections 人员-更正.csv     执法检查人员名录库
  shuangsuiji import items 事项.xlsx --good-rows                         抽查事项清单
  shuangsuiji import items 事项.xlsx --preview                           先查看，不导入
  shuangsuiji import visits 其他部门检查.xlsx                              其他部门入企检查
  shuangsuiji import plan 计划.xlsx --login wang --password-file 密码    年度抽查工作计划` + helpAccess
}

// Validate refuses a mark that only plans have.
func (i importCommand) Validate() error {
	if i.Historic && i.Register != "plan" {
		return errors.New("--historic只用于年度抽查工作计划（plan）")
	}
	return nil
}

// importReport is the API's answer to a file, taken or refused.
type importReport struct {
	Added, Changed, Unchanged int
	Taken                     bool
	Warnings                  []struct {
		Sheet, Text string
		Row         int
	}
	Bad      []badRow
	Notices  []string
	Tasks    []string
	Incoming []bureau.Incoming // of a preview

	Corrections     []byte
	CorrectionsName string
}

type badRow struct {
	Sheet  string
	Row    int
	Faults []struct{ Column, Value, Reason string }
}

// codeRowsInvalid is the API's refusal of a file with bad rows.
const codeRowsInvalid = "import_rows_invalid"

func (i importCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	if err := checkOutputs([]string{i.File}, i.Corrections); err != nil {
		return err
	}
	unreadable := func(err error) error {
		return law.Errorf(law.KindInvalid, "file_unreadable", "文件读不到：%v", err)
	}
	file, err := os.Open(i.File)
	if err != nil {
		return unreadable(err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sent, err := content(file)
	if err != nil {
		return unreadable(err)
	}
	return i.visit(ctx, log, func(c *apiclient.Client) error {
		var report importReport
		refused := c.UploadFrom(ctx, i.path(), sent, &report)
		var unread *apiclient.FileError
		if errors.As(refused, &unread) {
			return unreadable(unread.Err)
		}
		var p *apiclient.Problem
		if refused != nil && (!errors.As(refused, &p) || p.Code != codeRowsInvalid) {
			return refused
		}
		if p != nil {
			if err := p.Decode(&report); err != nil {
				return err
			}
		}
		if i.Preview {
			report.printPreview(out)
		} else {
			report.print(out)
		}
		if err := i.keepCorrections(report, out); err != nil {
			return err
		}
		switch {
		case p != nil:
			return law.Errorf(law.KindInvalid, p.Code, "文件有%d行错误，没有导入任何内容。", len(report.Bad))
		case i.Preview && !i.GoodRows && len(report.Bad) > 0:
			return law.Errorf(law.KindInvalid, codeRowsInvalid, "文件有%d行错误，更正前不能全部导入；加--good-rows可以只导入正确的行。", len(report.Bad))
		}
		return nil
	})
}

// content is what is sent: a file as it is read, a pipe as a whole, since what has no
// size can't be sent from its start again.
func content(file *os.File) (apiclient.Sized, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		return io.NewSectionReader(file, 0, info.Size()), nil
	}
	all, err := io.ReadAll(file)
	return bytes.NewReader(all), err
}

func (i importCommand) path() string {
	query := url.Values{"mode": {"all"}}
	if i.GoodRows {
		query.Set("mode", "good")
	}
	if i.Historic {
		query.Set("historic", "true")
	}
	if i.Preview {
		query.Set("preview", "true")
	}
	return "/api/registers/" + registerInAPI(i.Register) + "/import?" + query.Encode()
}

// registerInAPI is a register's name in paths.
func registerInAPI(name string) string {
	if name == "plan" {
		return "plans"
	}
	return name
}

func (r importReport) print(out io.Writer) {
	r.printRemarks(out)
	if r.Taken {
		fmt.Fprintf(out, "已导入：新增%d，变更%d，没有变化%d", r.Added, r.Changed, r.Unchanged)
		if len(r.Bad) > 0 {
			fmt.Fprintf(out, "；另有%d行错误，没有导入", len(r.Bad))
		}
		fmt.Fprintln(out)
	}
	if len(r.Tasks) > 0 {
		fmt.Fprintf(out, "建立抽查任务：%s\n", strings.Join(r.Tasks, "、"))
	}
}

// printPreview says what an import would do.
func (r importReport) printPreview(out io.Writer) {
	r.printRemarks(out)
	for _, row := range r.Incoming {
		where := row.Key
		if row.Row > 0 {
			where = place(row.Sheet, row.Row) + " " + row.Key
		}
		fmt.Fprintf(out, "%s %s\n", row.Kind.Chinese(), where)
		for _, c := range row.Cells {
			fmt.Fprintf(out, "  %s：“%s”改为“%s”\n", c.Column, c.Before, c.After)
		}
	}
	if more := r.Added + r.Changed - len(r.Incoming); more > 0 {
		fmt.Fprintf(out, "另有%d行没有逐行列出\n", more)
	}
	fmt.Fprintf(out, "将要导入：新增%d，变更%d，没有变化%d，有误%d行；还没有导入\n", r.Added, r.Changed, r.Unchanged, len(r.Bad))
	if len(r.Tasks) > 0 {
		fmt.Fprintf(out, "将建立抽查任务：%s\n", strings.Join(r.Tasks, "、"))
	}
}

// printRemarks says what is to be known of the file and its rows.
func (r importReport) printRemarks(out io.Writer) {
	for _, notice := range r.Notices {
		fmt.Fprintf(out, "请注意 %s\n", notice)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(out, "请核对 %s：%s\n", place(w.Sheet, w.Row), w.Text)
	}
	for _, row := range r.Bad {
		for _, f := range row.Faults {
			where := place(row.Sheet, row.Row)
			if f.Column != "" {
				where += "“" + f.Column + "”列"
			}
			if f.Value != "" {
				where += "，填写的是“" + f.Value + "”"
			}
			fmt.Fprintf(out, "有误 %s：%s\n", where, f.Reason)
		}
	}
}

func place(sheet string, row int) string {
	if sheet == "" {
		return fmt.Sprintf("第%d行", row)
	}
	return fmt.Sprintf("工作表“%s”第%d行", sheet, row)
}

// keepCorrections writes the file of corrections, under the ending that its
// content has: Excel opens a file by its ending.
func (i importCommand) keepCorrections(r importReport, out io.Writer) error {
	if i.Corrections == "" || len(r.Corrections) == 0 {
		return nil
	}
	path := i.Corrections
	if ending := filepath.Ext(r.CorrectionsName); !strings.EqualFold(filepath.Ext(path), ending) {
		path += ending
	}
	err := writeOutputs(output{path, modeInside, func(w io.Writer) error {
		_, err := w.Write(r.Corrections)
		return err
	}})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "更正文件已写入%s，改正后重新导入\n", path)
	return err
}
