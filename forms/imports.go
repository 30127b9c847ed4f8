package forms

// What is said about a file that is imported, beside its rows.
var (
	PlanImport = []Field{
		text("reason", "变更理由").optional().longest(1000).help("计划批准后变更的，必须填写"),
		tick("historic", "历史计划，只存档，不启动任务"),
	}
	GradeImport = []Field{
		text("month", "所属月份").example("2024-04").longest(7),
		text("source", "来源").example("省平台4月推送").longest(200).help("平台名称、推送文号"),
	}
)
