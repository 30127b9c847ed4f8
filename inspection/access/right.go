package access

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// Right is what people of certain roles may do whatever the subject. Its text is
// its stable name, for programs and menus.
type Right string

// The rights.
const (
	ReadCases       Right = "read_cases"
	ReadProceedings Right = "read_proceedings"
	ReadTasks       Right = "read_tasks"
	ReadNearVisits  Right = "read_near_visits"
	ApproveVisits   Right = "approve_visits"
	InviteWitnesses Right = "invite_witnesses"
	// ReadWitnessLinks is for the state of outside witnesses' links, never their secrets.
	ReadWitnessLinks Right = "read_witness_links"
	ReadEvidence     Right = "read_full_evidence"
	ReadRatings      Right = "read_ratings"
	// SendAttachments is for files that an act is to carry.
	SendAttachments Right = "send_attachments"
	// ReadComplaints is for what is said with confidential acts.
	ReadComplaints Right = "read_complaints"

	ReadRegisters   Right = "read_registers"
	ExportRegisters Right = "export_registers"
	// ReadReserved is for what the registers hold for those who draw and answer for it:
	// leads on unlawful conduct, and who is on leave when.
	ReadReserved    Right = "read_leads_and_leave"
	ImportRegisters Right = "import_registers"
	ConfirmItems    Right = "confirm_items"
	ReadGrades      Right = "read_grades"
	ImportGrades    Right = "import_grades"
	ReadPlans       Right = "read_plans"
	ReadYear        Right = "read_year"

	ReadAccounts       Right = "read_accounts"
	ReadAccountChanges Right = "read_account_changes"
	KeepAccounts       Right = "keep_accounts"
	HandOver           Right = "hand_over"
	ConfirmHandovers   Right = "confirm_handovers" // as the second person; see [law.MayConfirmHandover]
	ResetAccess        Right = "reset_access"      // another's password or second factor
	EndAccess          Right = "end_access"        // another's sessions and tokens

	MoveClock          Right = "move_clock"
	EnterNotice        Right = "enter_notice"
	ReadSettings       Right = "read_settings"
	ChangeSettings     Right = "change_settings"
	ChangeMailSettings Right = "change_mail_settings"
	ChangeRuleSettings Right = "change_rule_settings"
	ReadUndelivered    Right = "read_undelivered_mail"
	ResumeMail         Right = "resume_mail"
	// WatchProcedures is for what runs of every case, with its grade and the outcome before
	// that is published.
	WatchProcedures   Right = "watch_procedures"
	CompareProcedures Right = "compare_procedures"
	MendProcedures    Right = "mend_procedures"
	ReadSecurityLog   Right = "read_security_log"
)

const (
	clerk         = law.RoleClerk
	inspector     = law.RoleInspector
	sectionHead   = law.RoleSectionHead
	bureauHead    = law.RoleBureauHead
	legalReviewer = law.RoleLegalReviewer
	supervisor    = law.RoleSupervisor
	administrator = law.RoleAdministrator
	system        = law.RoleSystem
)

// procedure are the roles that take part in inspections or watch them: all but
// the administrator, who keeps the system and reads no case.
var procedure = []law.Role{clerk, inspector, sectionHead, bureauHead, legalReviewer, supervisor}

// row says what a right is called in a refusal and who holds it.
type row struct {
	right Right
	title string
	roles []law.Role
}

// table is who may what. The system stands where the program's own commands do the
// same.
var table = []row{
	{ReadCases, "查看案件", procedure},
	{ReadProceedings, "查看后续处理程序", procedure},
	{ReadTasks, "查看抽查任务", procedure},
	{ReadNearVisits, "查看重复上门提示", procedure},
	{ApproveVisits, "批准行政检查", []law.Role{bureauHead}},
	{InviteWitnesses, "邀请见证人", []law.Role{clerk, supervisor}},
	{ReadWitnessLinks, "查看外部见证人链接的现状", []law.Role{clerk, supervisor, bureauHead}},
	{ReadEvidence, "查看完整抽取证据", []law.Role{supervisor, bureauHead}},
	{ReadRatings, "查看检查评价", []law.Role{supervisor}},
	{SendAttachments, "上传附件", procedure},
	{ReadComplaints, "查看对检查的投诉举报", []law.Role{supervisor}},

	{ReadRegisters, "查看名录库和清单", procedure},
	{ExportRegisters, "下载名录库和计划", procedure},
	{ReadReserved, "查看违法线索和请假情况", []law.Role{clerk, sectionHead, bureauHead, supervisor, system}},
	{ImportRegisters, "维护名录库和计划", []law.Role{clerk, system}},
	{ConfirmItems, "核对抽查事项依据", []law.Role{legalReviewer}},
	{ReadGrades, "查看风险等级", procedure},
	{ImportGrades, "导入企业信用风险分级", []law.Role{clerk}},
	{ReadPlans, "查看年度抽查工作计划", procedure},
	{ReadYear, "查看年度报告", procedure},

	{ReadAccounts, "查看账号", []law.Role{administrator, supervisor, sectionHead, bureauHead}},
	{ReadAccountChanges, "查看账号变更", []law.Role{administrator, supervisor}},
	{KeepAccounts, "管理账号", []law.Role{administrator, system}},
	{HandOver, "交接工作", []law.Role{sectionHead, bureauHead}},
	{ConfirmHandovers, "确认交接", []law.Role{bureauHead, supervisor, administrator}},
	{ResetAccess, "重设密码和动态口令", []law.Role{administrator, system}},
	{EndAccess, "查看和结束他人的登录和令牌", []law.Role{administrator}},

	{MoveClock, "拨动业务时钟", []law.Role{administrator, clerk, system}},
	{EnterNotice, "录入放假安排", []law.Role{administrator}},
	{ReadSettings, "查看参数", []law.Role{administrator, supervisor, sectionHead, bureauHead}},
	{ChangeSettings, "修改参数", []law.Role{administrator, bureauHead}},
	{ChangeMailSettings, "修改电子邮件参数", []law.Role{administrator}},
	{ChangeRuleSettings, "修改办理规则参数", []law.Role{bureauHead}},
	{ReadUndelivered, "查看未送达邮件", []law.Role{administrator}},
	{ResumeMail, "重新发送邮件", []law.Role{administrator}},
	{WatchProcedures, "查看流程", []law.Role{supervisor, bureauHead, administrator}},
	{CompareProcedures, "核对案卷与流程", []law.Role{administrator, supervisor}},
	{ReadSecurityLog, "查看安全日志", []law.Role{administrator, supervisor}},
	{MendProcedures, "恢复丢失的流程", []law.Role{administrator}},
}

// Rights are all rights, in the order of the table.
func Rights() []Right {
	out := make([]Right, len(table))
	for i, r := range table {
		out[i] = r.right
	}
	return out
}

// Held are the rights that the actor holds, for a menu.
func Held(actor law.Actor) []Right {
	return slices.DeleteFunc(Rights(), func(r Right) bool { return !r.HeldBy(actor) })
}

func (r Right) row() row {
	i := slices.IndexFunc(table, func(x row) bool { return x.right == r })
	if i < 0 {
		return row{right: r, title: string(r)} // nobody holds what the table does not know
	}
	return table[i]
}

// Title is what the right is called, in Chinese.
func (r Right) Title() string { return r.row().title }

// Roles are the roles of accounts that hold the right.
func (r Right) Roles() []law.Role {
	return slices.DeleteFunc(slices.Clone(r.row().roles), func(role law.Role) bool { return role == system })
}

// HeldBy reports whether the actor holds the right.
func (r Right) HeldBy(actor law.Actor) bool { return actor.Has(r.row().roles...) }

// Require refuses an actor who does not hold the right.
//
// Errors: not_your_act.
func (r Right) Require(actor law.Actor) error { return r.RequireFor(actor, r.Title()) }

// RequireFor is [Right.Require] for something more particular than the right's
// title says.
func (r Right) RequireFor(actor law.Actor, what string) error {
	if r.HeldBy(actor) {
		return nil
	}
	return refuse(what, r.Roles())
}

// RequireRole refuses an actor without any of the roles that another table of the
// domain names: that of a plan's steps, that of the settings.
//
// Errors: not_your_act.
func RequireRole(actor law.Actor, what string, roles ...law.Role) error {
	if actor.Has(roles...) {
		return nil
	}
	return refuse(what, roles)
}

func refuse(what string, roles []law.Role) error {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = role.Chinese()
	}
	return law.Errorf(law.KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", what, strings.Join(names, "、"))
}
