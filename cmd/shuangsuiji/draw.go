package main

import (
	"errors"
	"io"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/offline"
)

// drawCommand makes a draw from files, without an office: for a rehearsal, for a
// bureau that keeps its registers elsewhere, and for whoever wants to see that the
// same inputs give the same draw.
type drawCommand struct {
	Entities      string        `help:"register of entities: csv (UTF-8 or GB 18030) or xlsx" required:"" type:"path" group:"files" placeholder:"对象.csv"`
	Inspectors    string        `help:"register of inspectors: csv or xlsx" required:"" type:"path" group:"files" placeholder:"人员.csv"`
	Out           string        `help:"full evidence to write, for the bureau and its supervisor" required:"" type:"path" group:"files" placeholder:"evidence.json"`
	Public        string        `help:"public evidence to write" type:"path" group:"files" placeholder:"public.json"`
	Drawn         string        `help:"list of the drawn entities with their teams to write, csv or xlsx by its name" type:"path" group:"files" placeholder:"drawn.csv"`
	IgnoreUnknown bool          `help:"pass over columns that the registers' tables do not know" group:"files"`
	Date          calendar.Date `help:"day through which certificates must be valid; the evidence's nominal times are of this day" required:"" placeholder:"2024-04-15" group:"rules"`
	Ratio         string        `help:"one ratio, split over the grades by number and weight: 10%, 0.5% or 1/3" xor:"ratio" required:"" group:"rules"`
	RatioByGrade  string        `help:"a ratio for each grade, high risk higher: A=1%,B=2%,C=5%,D=10%,E=20%,未分级=5%" xor:"ratio" required:"" group:"rules"`
	Where         []string      `help:"column=value that entities must have; repeat it for more" sep:"none" placeholder:"类别=人力资源服务机构" group:"rules"`
	Department    string        `help:"initiating department, whose inspector leads each team" group:"rules"`
	TeamSize      int           `help:"inspectors of a team, two or more" default:"2" group:"rules"`
	OpenDrawn     bool          `help:"public evidence names the drawn entities; beside strata that tells their grades" group:"rules"`
	Task          string        `help:"task number, which the case numbers begin with; default 离线- and the date" group:"rules"`
	Number        int           `help:"number of the draw of its task" default:"1" group:"rules"`
	Witness       []string      `help:"NAME=TEXT that a witness enters, unsealed; repeat it for more" sep:"none" placeholder:"NAME=TEXT" group:"chance"`
	Nonce         string        `help:"64 hexadecimal digits; without it from the operating system" placeholder:"HEX" group:"chance"`
	RosterKey     string        `help:"64 hexadecimal digits, kept secret; without it from the operating system" placeholder:"HEX" group:"chance"`
}

// Help shows the command at work.
func (drawCommand) Help() string {
	return `不用启动系统，直接由两个名录库文件随机抽取检查对象和执法检查人员，写出可以验证的证据。表格可用 shuangsuiji template 取得；
文件中有任何一行错误，整个文件都不采用，并逐一指明工作表、行、列、值和原因。

参加抽取的条件与系统相同：停业、注销的不在名单之列；有违法线索的列入名单但不参加抽取，直接立案查处；证件在--date当日已过期、
离岗、回避的人员不进入该户的检查组。文件中的各部门都参加检查组；有两个以上部门的，每组在可能时都有其他部门的人员。

  shuangsuiji draw --entities 对象.csv --inspectors 人员.csv --ratio 10% --date 2024-04-15 --out evidence.json
  shuangsuiji draw --entities 对象.xlsx --inspectors 人员.xlsx --ratio-by-grade A=1%,B=2%,C=5%,D=10%,E=20% \
      --where 类别=人力资源服务机构 --where 地区=城区 --department 劳动保障监察大队 --date 2024-04-15 \
      --witness "县纪委监委 赵某=3 17 42 8" --drawn drawn.csv --public public.json --out evidence.json
  shuangsuiji verify public.json

未写未分级的，未分级对象按中间等级的比例。不写--department的，为劳动保障监察大队；名录库中没有该部门的，为人数最多的部门。
--where可用的列：类别、风险等级、企业类型、企业性质、组织形式、经营规模、市场占有率、地区。同一列写几次的，有其一即可；不同的列须同时符合。

随机数（--nonce）和名单密钥（--roster-key）不写时取自操作系统，写明时同样的输入得出逐字节相同的文件，与文件中各行的次序无关。
名单密钥和他人可以预知的随机数不得公开或者重复用于正式抽取。证据中的时刻只是--date当日9时的名义时刻。由命令行录入的见证内容没有
密封，证据注明unsealed。离线抽取不了解在办案件和年度检查次数，因而不据此排除。`
}

// order is the command line without the files.
func (d drawCommand) order() offline.Order {
	return offline.Order{Date: d.Date, Ratio: d.Ratio, RatioByGrade: d.RatioByGrade, Where: d.Where, Department: d.Department, TeamSize: d.TeamSize,
		OpenDrawn: d.OpenDrawn, Task: d.Task, Number: d.Number, Witnesses: d.Witness, Nonce: d.Nonce, RosterKey: d.RosterKey}
}

// Validate refuses a command line that no draw can be made by.
func (d drawCommand) Validate() error {
	_, err := d.order().Request()
	return err
}

func (d drawCommand) Run(out io.Writer) error {
	request, err := d.order().Request()
	if err != nil {
		return err
	}
	if err := checkOutputs([]string{d.Entities, d.Inspectors}, d.Out, d.Public, d.Drawn); err != nil {
		return err
	}
	registers := offline.Registers{IgnoreUnknown: d.IgnoreUnknown}
	if err := readInput(d.Entities, registers.ReadEntities); err != nil {
		return err
	}
	if err := readInput(d.Inspectors, registers.ReadInspectors); err != nil {
		return err
	}
	outcome, err := request.Draw(registers)
	if err != nil {
		return err
	}
	files, err := d.files(outcome)
	if err != nil {
		return err
	}
	if err := writeOutputs(files...); err != nil {
		return err
	}
	return drawSummary{outcome, files}.print(out)
}

// readInput lets a register be read from the file at the path.
func readInput(path string, read func(name string, file documents.File) error) (err error) {
	file, err := openInput(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	return read(path, io.NewSectionReader(file, 0, info.Size()))
}

// files are the draw's evidence and what else was asked for.
func (d drawCommand) files(o *offline.Outcome) ([]output, error) {
	files := []output{{d.Out, modeInside, o.Full.Encode}}
	if d.Public != "" {
		public, err := o.Public()
		if err != nil {
			return nil, err
		}
		files = append(files, output{d.Public, modeOpen, public.Encode})
	}
	if d.Drawn != "" {
		// As csv it is plain, for programs; as xlsx it is for people.
		format := formatOf(d.Drawn, documents.PlainCSV)
		files = append(files, output{d.Drawn, modeInside, func(w io.Writer) error { return o.WriteDrawn(w, format) }})
	}
	return files, nil
}
