package forms

// HolidayNotice is a year's holiday notice (国务院办公厅节假日安排通知), its days a stretch
// a line.
var HolidayNotice = []Field{
	text("notice", "通知文号").longest(200).example("国办发明电〔2023〕7号"),
	{Kind: LongText, Name: "days", Label: "放假和调休上班的日期", Help: "每行一段：日期或者起止日期、节日、放假或者上班，例如“2024-02-10至2024-02-17 春节 放假”“2024-02-04 春节 上班”", Required: Always, Shown: Always},
	tick("amend", "这是补充通知").help("只写有变化的日期即可，该年其他日期不变；不勾选的，以上就是全年的安排"),
}
