package api

import (
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// The parts of the surface, in the order in which the reference shows them.
const (
	tagAccount        = "登录和本人"
	tagToDo           = "待办"
	tagInbox          = "消息"
	tagCases          = "案件"
	tagCaseActs       = "案件办理"
	tagProceedings    = "后续处理"
	tagProceedingActs = "后续处理办理"
	tagAttachments    = "附件"
	tagTasks          = "抽查任务"
	tagTaskActs       = "任务办理"
	tagDraws          = "抽取和证据"
	tagRegisters      = "名录库、清单和计划"
	tagYear           = "计划年度"
	tagPeople         = "账号、委托和交接"
	tagOffice         = "时钟、日历、参数和规则"
	tagPublic         = "公示（无需登录）"
	tagLinks          = "检查对象和见证人（凭链接）"
	tagProbes         = "运行状况"
)

func tags() []*huma.Tag {
	var out []*huma.Tag
	for _, name := range []string{tagAccount, tagToDo, tagInbox, tagCases, tagCaseActs, tagProceedings, tagProceedingActs, tagAttachments, tagTasks, tagTaskActs, tagDraws, tagRegisters, tagYear, tagPeople, tagOffice, tagPublic, tagLinks, tagProbes} {
		out = append(out, &huma.Tag{Name: name})
	}
	return out
}

// routes is the whole surface. The acts of cases, tasks and links follow from the
// transition tables; everything else stands here.
func (s *server) routes() []route {
	return slices.Concat(
		rows(tagAccount,
			public("POST", "/api/login", "登录", to(s.login)).says("设置了动态口令的账号，须在code中填写动态口令或者恢复码；未填写的，答复second_factor_required，不正确的，答复second_factor_wrong。"+
				"密码由他人设定的，登录后只能修改密码；角色须用动态口令而尚未设置的，登录后只能设置。"),
			route{method: "POST", path: "/api/logout", summary: "退出登录", way: door.Way{For: door.Anybody}, who: "已登录的人", status: 204, do: to(s.logout)},
			own("GET", "/api/me", "本人账号、今天的职权和未读消息数", to(s.me)).whileSettling(),
			session("POST", "/api/password", "修改本人密码", to(s.changePassword)).empty().whileSettling().says("本账号其他登录和全部令牌随即失效。"),
			session("GET", "/api/second-factor", "本人的动态口令", to(s.secondFactor)).whileSettling(),
			session("POST", "/api/second-factor", "开始设置动态口令（取得密钥和二维码）", to(s.beginSecondFactor)).created().whileSettling().says("须再次填写密码；更换已有的动态口令，还须填写现在的动态口令或者恢复码。确认之前，原有的动态口令继续有效。"),
			session("POST", "/api/second-factor/confirm", "确认动态口令（取得恢复码）", to(s.confirmSecondFactor)).whileSettling().says("恢复码只显示这一次，请打印后妥善保管；每个恢复码可以代替动态口令使用一次。"),
			session("POST", "/api/second-factor/recovery-codes", "重新生成恢复码", to(s.renewRecoveryCodes)).says("原有的恢复码全部失效。"),
			session("GET", "/api/sessions", "本人账号现有的登录", to(s.sessionsOfSelf)),
			session("DELETE", "/api/sessions", "结束本人账号的其他登录", to(s.endOtherSessions)).empty(),
			session("DELETE", "/api/sessions/{id}", "结束本人账号的某一登录", to(s.endOwnSession)).empty(),
			session("GET", "/api/tokens", "本人账号的令牌", to(s.tokens)),
			session("POST", "/api/tokens", "为程序签发令牌", to(s.issueToken)).created(),
			session("DELETE", "/api/tokens/{id}", "吊销令牌", to(s.revokeToken)).empty(),
		),
		rows(tagToDo,
			own("GET", "/api/todo", "本人待办：现在等待本人办理的事项", to(s.toDo)).says("按期限排列，包括受委托代行的。一页可能少于要求的条数，以next为准；没有期限的排在最后。"),
			own("GET", "/api/todo/counts", "本人待办按期限计数", to(s.toDoCounts)).says("逾期、今日、3日内、7日内、7日以后、无期限；每组最多数到一万。"),
			own("GET", "/api/todo/waiting", "本人办理之后等待他人办理的事项", to(s.waitingFor)),
		),
		rows(tagInbox,
			own("GET", "/api/inbox", "收到的消息和提醒", to(s.inbox)),
			own("POST", "/api/inbox/read", "标为已读", to(s.markRead)).empty(),
		),
		rows(tagCases,
			staff("GET", "/api/cases", "案件列表", access.ReadCases, to(s.cases)).says("经办和科室负责人看到本科室发起或者参与联合的案件，受委托代行的看到委托人科室的案件，执法人员看到本人检查组的案件，兼任多个角色的合并计算；其余看到全部。与按案件编号查看的范围相同。"),
			staff("GET", "/api/cases/counts", "案件计数", access.ReadCases, to(s.caseCounts)),
			concerned("GET", "/api/cases/{no}", "案件现状和现在可以办理的事项", to(s.oneCase)),
			concerned("GET", "/api/cases/{no}/acts", "案件办理记录", to(s.caseHistory)),
			concerned("GET", "/api/cases/{no}/items", "本案抽查事项（抽取当日的内容）", to(s.caseItems)),
			concerned("GET", "/api/cases/{no}/visit-code", "检查码（入企时出示，由检查对象扫码）", to(s.visitCode)).discloses().says("只有本案检查组成员可以取得；行政检查已批准且在批准的日期之内。"),
			staff("GET", "/api/ratings", "检查对象对检查的评价（按科室和星级计数）", access.ReadRatings, to(s.ratings)),
			concerned("POST", "/api/cases/{no}/entity-link", "生成或者换发检查对象的链接（密钥和验证码只显示一次）", to(s.makeEntityLink)).created().
				says("只有本案检查组成员和发起处室经办可以生成；换发后原链接即失效。检查对象凭链接查看本案，办理事项另须填写验证码。"),
			concerned("GET", "/api/cases/{no}/entity-link", "检查对象链接的现状：何人何时生成、是否打开、有效期、是否撤销", to(s.entityLinks)),
			concerned("DELETE", "/api/cases/{no}/entity-link", "撤销检查对象的链接", to(s.revokeEntityLink)).empty(),
		),
		s.caseActRoutes(),
		rows(tagProceedings,
			staff("GET", "/api/proceedings", "行政处罚案件、移送、反馈和异议列表", access.ReadProceedings, to(s.proceedings)).says("原案件的发起处室和联合处室的经办和科室负责人（含受委托代行的）看到本科室的，执法人员看到本人办理的，兼任多个角色的合并计算；其余看到全部。与按编号查看的范围相同。"),
			concerned("GET", "/api/proceedings/{no}", "后续处理现状和现在可以办理的事项", to(s.oneProceeding)),
			concerned("GET", "/api/proceedings/{no}/acts", "后续处理办理记录", to(s.proceedingHistory)),
			concerned("GET", "/api/proceedings/{no}/decisions", "处理决定公示记录（含已被替代的）", to(s.proceedingDecisions)),
			concerned("GET", "/api/proceedings/{no}/party", "当事人资料（当事人不是检查对象的）", to(s.party)).
				says("办案人员、承办处室经办和负责人、法制审核和局负责人看到全部；其余的公民证件号码只显示首尾，不显示地址和联系方式。"),
			concerned("POST", "/api/proceedings/{no}/party-link", "生成或者换发当事人的链接（密钥和验证码只显示一次）", to(s.makePartyLink)).created().
				says("当事人不是检查对象的，由办案人员和承办处室经办生成；检查对象的链接看不到本案，也不能办理本案事项。"),
			concerned("GET", "/api/proceedings/{no}/party-link", "当事人链接的现状", to(s.partyLinks)),
			concerned("DELETE", "/api/proceedings/{no}/party-link", "撤销当事人的链接", to(s.revokePartyLink)).empty(),
		),
		s.filingRoutes(),
		s.proceedingActRoutes(),
		rows(tagAttachments,
			staff("PUT", "/api/attachments/{sha256}", "上传附件", access.SendAttachments, to(s.storeAttachment)).slow().takes(binaryBody("application/octet-stream")).
				says("请求内容就是文件本身，不超过20MB；SHA-256由系统重新计算，不一致的不保存。首次上传答复201，再次上传答复200。文件种类按内容判断，扩展名应与内容相符。"+
					"办理事项时在evidence中填写SHA-256，附件即归入该办理记录；30日内没有用于办理的自动删除。"),
			concerned("HEAD", "/api/attachments/{sha256}", "附件是否已经上传", to(s.attachment)),
			concerned("GET", "/api/attachments/{sha256}", "查看或者下载附件", to(s.attachment)).file("application/octet-stream").slow().
				says("归入办理记录之前只有上传人可以查看，之后由可以查看该案件、任务或者后续处理程序的人员查看。图片和PDF可以直接显示，其余只能下载。"),
			concerned("GET", "/api/attachments/{sha256}/small", "图片附件的缩略图", to(s.smallPicture)).file(smallType).slow(),
		),
		rows(tagTasks,
			staff("GET", "/api/tasks", "抽查任务列表", access.ReadTasks, to(s.tasks)),
			staff("GET", "/api/tasks/{id}", "抽查任务现状和现在可以办理的事项", access.ReadTasks, to(s.oneTask)),
			staff("GET", "/api/tasks/{id}/acts", "抽查任务办理记录", access.ReadTasks, to(s.taskHistory)),
			staff("POST", "/api/tasks/{id}/visit-approvals", "一并批准本任务情况相同的行政检查", access.ApproveVisits, to(s.approveVisits)).slow().acts().
				says("检查对象类别、抽查事项、核查方式和日期均相同的，可以一并批准；有频次提示、重复检查和紧急检查的逐件审批。逐案答复办理结果。"),
			staff("GET", "/api/tasks/{id}/near-visits", "重复上门提示：其他任务近期也检查的检查对象", access.ReadNearVisits, to(s.nearVisits)).slow().
				says("列出本任务未办结案件中，另一项未办结任务在设定天数（参数near_visit_days）内也检查的检查对象，并建议合并检查；合并由双方约定同一检查日期办理。"),
			staff("POST", "/api/tasks/{id}/witnesses", "邀请外部见证人（生成链接，密钥和验证码只显示一次）", access.InviteWitnesses, to(s.inviteWitness)).created().
				says("不超过抽取方案中的见证人数；两名以上的由不同人员邀请（参数separate_witness_inviters）；邀请人不能担任同一次抽取的见证人。链接至抽取结束为止有效。"),
			staff("GET", "/api/tasks/{id}/witnesses", "外部见证人链接的现状", access.ReadWitnessLinks, to(s.witnessLinks)),
			staff("DELETE", "/api/tasks/{id}/witnesses/{link}", "撤销外部见证人的链接", access.InviteWitnesses, to(s.revokeWitnessLink)).empty(),
		),
		s.taskActRoutes(),
		rows(tagDraws,
			own("GET", "/api/tasks/{id}/draws/{n}/commitment", "抽取承诺", to(s.commitment)).file(jsonType),
			own("GET", "/api/tasks/{id}/draws/{n}/public-evidence", "公开证据", to(s.publicEvidence)).file(jsonType),
			staff("GET", "/api/tasks/{id}/draws/{n}/full-evidence", "完整证据", access.ReadEvidence, to(s.fullEvidence)).file(jsonType),
			own("GET", "/api/tasks/{id}/draws/{n}/verification", "按证据重新计算抽取结果", to(s.drawVerification)).slow(),
			staff("GET", "/api/tasks/{id}/draws/{n}/openings/{code}", "证明某检查对象在名单中的位置", access.ReadEvidence, to(s.opening)),
		),
		rows(tagRegisters,
			staff("GET", "/api/registers/entities", "检查对象名录库", access.ReadRegisters, to(s.entities)),
			staff("GET", "/api/registers/inspectors", "执法检查人员名录库", access.ReadRegisters, to(s.inspectors)),
			staff("GET", "/api/registers/items", "抽查事项清单", access.ReadRegisters, to(s.items)),
			own("GET", "/api/registers/{register}/template", "下载空白模板", to(s.template)).file(documents.XLSX.ContentType(), documents.CSV.ContentType()),
			staff("GET", "/api/registers/{register}/export", "导出", access.ExportRegisters, to(s.exportRegister)).file(documents.XLSX.ContentType(), documents.CSV.ContentType()).slow(),
			staff("POST", "/api/registers/{register}/import", "导入", access.ImportRegisters, to(s.importRegister)).slow().takes(spreadsheetBody()).refuses(importSchema).
				says("文件可以直接作为请求内容，也可以是表单（multipart/form-data）中名为file的文件；csv可以是UTF-8或者GB 18030编码。有错误的行逐行说明，并附更正文件。"),
			staff("GET", "/api/registers/{register}/{key}/history", "某一条目的变更记录", access.ReadRegisters, to(s.registerHistory)),
			own("GET", "/api/grades/template", "下载风险等级空白模板", to(s.gradesTemplate)).file(documents.XLSX.ContentType(), documents.CSV.ContentType()),
			staff("POST", "/api/grades/import", "导入某月的企业信用风险分级", access.ImportGrades, to(s.importGrades)).slow().takes(spreadsheetBody()).refuses(importSchema).
				says("文件的列为统一社会信用代码和风险等级，写明所属月份和来源。没有更晚月份等级的检查对象，名录库中的等级随之更新；抽取按当日名录库中的等级。"),
			staff("GET", "/api/grades/{code}/history", "检查对象各月的风险等级", access.ReadGrades, to(s.gradeHistory)),
			staff("POST", "/api/items/{code}/confirm", "确认抽查事项依据", access.ConfirmItems, to(s.confirmItem)),
		),
		rows(tagYear,
			staff("GET", "/api/plans", "年度抽查工作计划", access.ReadPlans, to(s.plans)),
			staff("GET", "/api/plans/{plan}", "年度抽查工作计划及其各项任务、办理过程", access.ReadPlans, to(s.onePlan)),
			staff("GET", "/api/plans/{plan}/versions", "年度计划历次变更的内容和理由", access.ReadPlans, to(s.planVersions)),
			s.planAct(plans.StepPropose), s.planAct(plans.StepReturn), s.planAct(plans.StepApprove), s.planAct(plans.StepPublish),
			staff("GET", "/api/years/{year}/coverage", "抽查事项年度覆盖情况", access.ReadYear, to(s.yearCoverage)).slow().
				says("哪些在用事项没有任务覆盖；实际检查过哪些、多少次，由案件统计，不取自计划。"),
			staff("GET", "/api/years/{year}/report", "年度报告", access.ReadYear, to(s.yearReport)).slow(),
			staff("GET", "/api/years/{year}/report/export", "下载年度报告", access.ReadYear, to(s.exportYearReport)).file(documents.XLSX.ContentType(), documents.CSV.ContentType()).slow(),
			staff("GET", "/api/years/{year}/figures/{id}/cases", "构成年度报告某项数字的案件编号", access.ReadYear, to(s.figureCases)).slow(),
			staff("GET", "/api/years/{year}/figures/{id}/proceedings", "构成年度报告某项数字的后续处理程序编号", access.ReadYear, to(s.figureProceedings)).slow(),
		),
		rows(tagPeople,
			staff("GET", "/api/accounts", "账号列表", access.ReadAccounts, to(s.accounts)),
			staff("POST", "/api/accounts", "新建账号", access.KeepAccounts, to(s.makeAccount)).created(),
			staff("PUT", "/api/accounts/{id}", "修改账号", access.KeepAccounts, to(s.changeAccount)),
			staff("POST", "/api/accounts/{id}/password", "重设他人密码", access.ResetAccess, to(s.resetPassword)).says("密码由系统生成，只显示这一次；该账号的登录和令牌全部失效，首次登录后必须修改密码。本人和监督人员会收到消息。"),
			staff("POST", "/api/accounts/{id}/second-factor/reset", "重设他人的动态口令", access.ResetAccess, to(s.resetSecondFactor)).empty().says("该账号的登录和令牌全部失效。本人和监督人员会收到消息。"),
			staff("GET", "/api/accounts/{id}/sessions", "某一账号现有的登录", access.EndAccess, to(s.sessionsOfAccount)),
			staff("DELETE", "/api/accounts/{id}/sessions/{part}", "结束某一账号的登录", access.EndAccess, to(s.endSessionOfAccount)).empty(),
			staff("GET", "/api/accounts/{id}/tokens", "某一账号的令牌", access.EndAccess, to(s.tokensOfAccount)),
			staff("DELETE", "/api/accounts/{id}/tokens/{part}", "吊销某一账号的令牌", access.EndAccess, to(s.revokeTokenOfAccount)).empty(),
			own("GET", "/api/delegations", "本人作出和接受的委托", to(s.delegations)),
			own("POST", "/api/delegations", "委托本人职权", to(s.delegate)).created(),
			own("DELETE", "/api/delegations/{id}", "撤回委托", to(s.revokeDelegation)).empty(),
			staff("POST", "/api/handovers", "离任交接", access.HandOver, to(s.handOver)).slow().acts().
				says("科室负责人只能在本科室内交接经办和执法人员的工作，其余由局负责人办理；接收人须具有离任人的全部角色。离任人是监督或者管理员的，提出后须由另一人确认，答复的proposed为待确认的交接。"),
			staff("GET", "/api/handovers", "待确认的交接", access.ConfirmHandovers, to(s.handovers)),
			staff("POST", "/api/handovers/{id}/confirm", "确认交接", access.ConfirmHandovers, to(s.confirmHandover)).slow().says("应由提出人、离任人和接收人以外的局负责人、监督或者管理员本人确认；提出7日内有效。"),
			staff("DELETE", "/api/handovers/{id}", "撤回本人提出的交接", access.HandOver, to(s.withdrawHandover)).empty(),
		),
		rows(tagOffice,
			own("GET", "/api/clock", "业务时钟", to(s.clock)),
			staff("POST", "/api/clock", "拨动业务时钟（只限演示和培训数据）", access.MoveClock, to(s.jump)).slow(),
			own("GET", "/api/calendar", "工作日历", to(s.calendar)),
			own("GET", "/api/calendar/{year}", "年度放假安排", to(s.calendarYear)),
			staff("PUT", "/api/calendar/{year}", "录入年度放假安排", access.EnterNotice, to(s.enterNotice)).slow(),
			staff("GET", "/api/settings", "本单位参数：现值、默认值、含义和可填内容", access.ReadSettings, to(s.settings)),
			staff("PUT", "/api/settings/{name}", "修改参数", access.ChangeSettings, to(s.changeSetting)).says("信用风险分级由局负责人修改，电子邮件由管理员修改，其余两者均可；理由和修改前的内容留存。"),
			staff("GET", "/api/settings/{name}/history", "参数的修改记录", access.ReadSettings, to(s.settingHistory)),
			staff("GET", "/api/mail/undelivered", "未送达的邮件", access.ReadUndelivered, to(s.undelivered)).says("多次未能发出或者被拒收、系统已停止尝试的邮件；消息本身仍在收件人的系统消息中。"),
			staff("POST", "/api/mail/undelivered/resume", "重新发送未送达的邮件", access.ResumeMail, to(s.resumeMail)),
			staff("GET", "/api/security-events", "安全日志：登录、失败、导出、职权变更", access.ReadSecurityLog, to(s.securityEvents)),
			staff("GET", "/api/reconcile", "核对案卷与流程", access.CompareProcedures, to(s.compare)).slow(),
			staff("POST", "/api/reconcile", "核对并按案卷恢复丢失的流程", access.MendProcedures, to(s.mend)).slow(),
			public("GET", "/api/rules", "规则版本", to(s.editions)),
			public("GET", "/api/rules/{edition}", "某一规则版本的期限、检查结果和办理表", to(s.rules)),
			public("GET", "/api/rules/{edition}/changes", "某一规则版本与另一版本的不同及其依据", to(s.ruleChanges)),
		),
		rows(tagPublic,
			public("GET", "/public/publications", "抽查检查结果公示", to(s.publications)),
			public("GET", "/public/decisions", "行政处罚等处理决定公示", to(s.decisions)).says("只列公示期内现行有效的记录。"),
			public("GET", "/public/plans", "已公布的年度抽查工作计划", to(s.publicPlans)),
			public("GET", "/public/draws", "已公布的抽取承诺", to(s.publicDraws)),
			public("GET", "/public/tasks/{id}/draws/{n}/commitment", "抽取承诺", to(s.commitment)).file(jsonType),
			public("GET", "/public/tasks/{id}/draws/{n}/evidence", "抽取公开证据", to(s.publicEvidence)).file(jsonType),
			public("GET", "/public/visit-limits", "检查频次上限和提示", to(s.visitLimits)),
			public("GET", "/public/visit-codes/{code}", "核对检查码：真伪、检查人员、事项和批准日期", to(s.showVisitCode)),
			public("POST", "/public/visit-codes/{code}/scan", "扫码入企：检查自此开始", to(s.scanVisitCode)).says("由检查对象扫码后提交；同一检查码重复提交不重复记录。"),
			public("POST", "/public/verify", "验证抽取证据文件", to(s.verifyEvidence)).slow().takes(binaryBody(jsonType)),
		),
		rows(tagLinks,
			route{method: "GET", path: "/entity/{secret}", summary: "检查对象查看本案", way: door.Way{For: door.LinkHolders}, who: "持有本案链接的检查对象", do: to(s.openEntityLink)},
			route{method: "GET", path: "/witness/{secret}", summary: "外部见证人查看抽取", way: door.Way{For: door.LinkHolders}, who: "持有链接的外部见证人", do: to(s.openWitnessLink)},
		),
		rows(tagLinks,
			route{method: "PUT", path: "/entity/{secret}/attachments/{sha256}", summary: "检查对象上传附件", way: door.Way{For: door.LinkHolders}, who: "持有本案链接的检查对象",
				do: to(s.storeAttachmentByEntity)}.slow().takes(binaryBody("application/octet-stream")).says("与工作人员上传附件的规定相同；须填写链接的验证码。"),
		),
		s.linkActRoutes(),
		rows(tagProbes,
			route{method: "GET", path: "/healthz", summary: "进程存活", way: door.Way{For: door.Probes}, who: "监控程序", do: to(s.health)},
			route{method: "GET", path: "/readyz", summary: "可以办理（数据库和流程服务均可用）", way: door.Way{For: door.Probes}, who: "监控程序", do: to(s.ready)},
		),
	)
}

func rows(tag string, routes ...route) []route {
	for i := range routes {
		routes[i].tag = tag
	}
	return routes
}

func public(method, path, summary string, do endpoint) route {
	return route{method: method, path: path, summary: summary, way: door.Way{For: door.Anybody}, who: "任何人", do: do}
}

// own is for every account, about itself or about what all staff may know.
func own(method, path, summary string, do endpoint) route {
	return route{method: method, path: path, summary: summary, way: door.Way{For: door.Staff}, who: "任何账号", roles: law.StaffRoles, do: do}
}

// session is own, but never for a program.
func session(method, path, summary string, do endpoint) route {
	return route{method: method, path: path, summary: summary, way: door.Way{For: door.Persons}, who: "本人登录后", roles: law.StaffRoles, do: do}
}

// staff is for the roles that hold the right.
func staff(method, path, summary string, right access.Right, do endpoint) route {
	return ofRoles(method, path, summary, right.Roles(), do)
}

// ofRoles is for roles that another table of the domain names.
func ofRoles(method, path, summary string, roles []law.Role, do endpoint) route {
	return route{method: method, path: path, summary: summary, way: door.Way{For: door.Staff}, who: law.RoleNames(roles), roles: roles, do: do}
}

// concerned is for those whom the case concerns.
func concerned(method, path, summary string, do endpoint) route {
	return route{method: method, path: path, summary: summary, way: door.Way{For: door.Staff}, who: "与本案有关的人员", do: do}
}

func (r route) says(description string) route { r.description = description; return r }

func (r route) whileSettling() route { r.way.Settling = true; return r }

func (r route) discloses() route { r.way.Secret = true; return r }

// acts: it performs acts, one after another, and takes a slot for them.
func (r route) acts() route { r.way.Act = true; return r }

func (r route) slow() route { r.way.Long = true; return r }

func (r route) refuses(with reflect.Type) route { r.refusal = with; return r }

func (r route) empty() route { r.status = 204; return r }

func (r route) created() route { r.status = 201; return r }

func (r route) takes(body *huma.RequestBody) route { r.body = body; return r }

// file is a route that answers with a file.
func (r route) file(types ...string) route {
	r.reply = map[string]*huma.MediaType{}
	for _, t := range types {
		r.reply[t] = &huma.MediaType{Schema: &huma.Schema{}}
	}
	return r
}

func binary() *huma.Schema { return &huma.Schema{Type: huma.TypeString, Format: "binary"} }

func binaryBody(types ...string) *huma.RequestBody {
	body := &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{}}
	for _, t := range types {
		body.Content[t] = &huma.MediaType{Schema: binary()}
	}
	return body
}

func spreadsheetBody() *huma.RequestBody {
	body := binaryBody(documents.XLSX.ContentType(), "text/csv", "application/octet-stream")
	body.Content["multipart/form-data"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{"file": binary()}, Required: []string{"file"}}}
	return body
}
