package main

import (
	"fmt"
	"io"
	"net/url"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/workflows"
)

// greet says where everything is and what to try next.
func (u upCommand) greet(out io.Writer, address string, f *folder, office *bureau.Office, first []seededAccount) {
	base := "http://" + address
	list := func(query string) string {
		return base + door.TemporalUIPath + "/namespaces/" + namespace + "/workflows?query=" + url.QueryEscape(query)
	}
	fmt.Fprintf(out, `
“双随机、一公开”抽查系统已启动  shuangsuiji is up
  工作台 console            %s/console
  公示页面和接口 page, API  %s/
  接口说明 reference        %s/docs
  流程监督 Temporal UI      %s/  （以监督、局负责人或者管理员登录 log in as one of these）
  在办案件 open cases       %s
  逾期案件 overdue cases    %s
  数据文件夹 data folder    %s
`, base, base, base, base+door.TemporalUIPath,
		list(fmt.Sprintf("WorkflowType=%q AND ExecutionStatus=\"Running\"", workflows.InspectionCaseName)),
		list("Overdue=true"), f.path)
	if len(first) > 0 {
		fmt.Fprintf(out, "\n账号和密码只显示这一次，另存于 %s（仅本用户可读）\nAccounts, shown once and kept in %s:\n", f.file(accountsFile), f.file(accountsFile))
		if err := printAccounts(out, first); err != nil {
			return
		}
	}
	if !office.Demonstration() {
		fmt.Fprintf(out, "\n以管理员登录，先修改密码、设置动态口令，然后建立账号、导入名录库和年度计划。\nLog in as the administrator, change the password, enrol a second factor; then make accounts, load registers and the plan.\n")
		return
	}
	fmt.Fprintf(out, `
这是演示：业务时钟停在2024年4月1日9时，按命令拨动。Demonstration: its clock stands still until it is moved.
先打开工作台，用登录页列出的账号登录，照操作手册第一章办一件检查。Open the console; its manual begins with a first hour.
接下来可以试 try next, in another terminal:
  make demo                          走完计划2024001的全部环节 play the whole plan
  bin/shuangsuiji doctor --demo      检查本系统的各个部分 look at every part of this installation
  curl %s/api/rules/2024  规则、期限和权限 the law as data

按Ctrl-C停止，下次启动从原处继续。Ctrl-C stops; the next start goes on where it was.
`, base)
}
