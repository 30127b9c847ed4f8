package documents

import (
	"strings"

	"shuangsuiji/inspection/registers"
)

// The codes of the examples are well formed but of an administrative division
// that does not exist, so that they belong to nobody.
const (
	exampleCode   = "91999999MADEM0011Y"
	exampleAgency = "12999999MAG00001XN"
)

// Entities is the table of the entity register (检查对象名录库), its grades checked
// against the scale.
func Entities(scale registers.GradeScale) *Table[registers.Entity] {
	type E = registers.Entity
	type C = Column[E]
	var grades []string
	for _, g := range scale.Grades {
		grades = append(grades, g.Code)
	}
	exampleGrade := ""
	if len(grades) > 0 {
		exampleGrade = grades[len(grades)/2]
	}
	gradeNote := scale.Name + "：" + strings.Join(grades, "、") + "；未评级的不填"
	return &Table[E]{
		Name: "检查对象名录库", Sheet: "检查对象名录库",
		Check:     func(e *E) ([]string, error) { return nil, e.Validate(scale) },
		Key:       func(e E) string { return e.Code },
		KeyColumn: "统一社会信用代码",
		Notes:     []string{"同一统一社会信用代码在一个文件中只能出现一次；名录库中已有的检查对象按代码更新，文件中没有的列保持不变。"},
		Columns: []Column[E]{
			C{Title: "统一社会信用代码", Also: alsoCode, Field: "code", Required: true, Width: 24, Note: "18位统一社会信用代码，校验码须正确", Example: exampleCode}.code(func(e *E) *string { return &e.Code }),
			C{Title: "名称", Also: []string{"企业名称", "单位名称", "机构名称", "企业机构名称", "主体名称", "市场主体名称", "经营主体名称", "检查对象名称", "抽查对象名称", "用人单位名称"}, Field: "name", Required: true, Width: 40, Note: "与登记证照一致", Example: "演示人力资源服务有限公司"}.text(func(e *E) *string { return &e.Name }),
			C{Title: "类别", Also: []string{"检查对象类别", "抽查对象类别", "对象类别", "机构类别", "单位类别"}, Field: "kind", Required: true, Width: 20, Note: "例如人力资源服务机构、社保经办机构", Example: "人力资源服务机构"}.text(func(e *E) *string { return &e.Kind }),
			gradeColumn(C{Title: "风险等级", Also: alsoGrade, Field: "grade", Width: 10, Note: gradeNote, Example: exampleGrade, Choices: grades}),
			C{Title: "企业类型", Also: []string{"市场主体类型", "经营主体类型", "公司类型"}, Width: 16, Note: "例如有限责任公司、合伙企业、个体工商户、事业单位、社会团体、社会服务机构；据此判断是否属于涉企行政检查", Example: "有限责任公司"}.text(func(e *E) *string { return &e.EnterpriseType }),
			C{Title: "企业性质", Also: []string{"单位性质"}, Width: 12, Note: "例如民营、国有、公办", Example: "民营"}.text(func(e *E) *string { return &e.Nature }),
			C{Title: "组织形式", Width: 12, Note: "例如总公司、分公司", Example: "总公司"}.text(func(e *E) *string { return &e.OrganisationForm }),
			C{Title: "经营规模", Also: []string{"企业规模", "单位规模"}, Width: 12, Note: "例如大型、中型、小型、微型", Example: "小型"}.text(func(e *E) *string { return &e.Scale }),
			C{Title: "市场占有率", Width: 12, Note: "例如10%以上", Example: "1%至5%"}.text(func(e *E) *string { return &e.MarketShare }),
			C{Title: "地区", Also: []string{"所在区域", "地理区域", "区域", "所在地区", "所属地区", "所属区域", "乡镇", "所属乡镇", "所在乡镇", "乡镇街道", "乡镇/街道"}, Width: 16, Note: "乡镇或者街道", Example: "演示镇"}.text(func(e *E) *string { return &e.Region }),
			C{Title: "许可证号", Also: []string{"许可或备案编号", "许可证编号", "许可编号", "人力资源服务许可证号", "人力资源服务许可证编号", "备案编号", "备案号"}, Width: 24, Note: "人力资源服务许可证编号或者备案编号", Example: "演示许可〔2024〕第0000号", digits: digitsCode}.text(func(e *E) *string { return &e.Licence }),
			C{Title: "地址", Also: []string{"住所", "注册地址", "经营地址", "单位地址", "企业地址", "机构地址", "详细地址", "经营场所"}, Width: 40, Example: "演示路1号"}.text(func(e *E) *string { return &e.Address }),
			C{Title: "联系人", Also: []string{"联系人姓名"}, Width: 12, Example: "演示联系人"}.text(func(e *E) *string { return &e.Contact }),
			C{Title: "联系电话", Also: []string{"电话", "联系方式", "电话号码", "手机", "手机号", "手机号码", "联系人电话", "办公电话"}, Width: 18, Example: "000-00000000"}.phone(func(e *E) *string { return &e.Phone }),
			C{Title: "电子邮箱", Also: []string{"邮箱", "电子邮件", "邮箱地址", "email", "e-mail"}, Width: 28, Note: "用于送达抽查告知和自查链接", Example: "entity@example.invalid"}.text(func(e *E) *string { return &e.Email }),
			statusColumn(C{Title: "状态", Also: []string{"经营状态", "登记状态", "企业状态", "主体状态", "营业状态", "存续状态"}, Field: "status", Width: 10, Note: "存续、停业或者注销；不填为存续。登记机关的其他说法（在营、开业、歇业、吊销等）按其含义导入并提示", Example: registers.EntityStatusNames[registers.EntityActive]}),
			C{Title: "违法线索", Width: 40, Note: "线索明显涉嫌违法的，填写线索内容；该对象不参加抽取，直接立案查处。本列不公开"}.text(func(e *E) *string { return &e.Lead }).lines(),
		},
	}
}

// Other titles of columns that several tables have.
var (
	alsoCode  = []string{"社会信用代码", "信用代码", "统一信用代码", "统一代码", "社会统一信用代码", "统一社会信用代码号", "统一社会信用代码证号", "统一社会信用代码/注册号"}
	alsoGrade = []string{"企业信用风险等级", "信用风险等级", "信用风险分类", "信用风险类别", "风险分类", "风险类别"}
)

// EntityForm is the short form of the entity register: the columns that decide
// about a draw and those that name the entity.
func EntityForm(scale registers.GradeScale) *Table[registers.Entity] {
	return Entities(scale).Only("统一社会信用代码", "名称", "类别", "风险等级", "企业类型", "企业性质", "组织形式", "经营规模", "市场占有率", "地区", "许可证号",
		"地址", "联系人", "联系电话", "状态", "违法线索")
}

// gradeColumn reads a grade as typed with a Chinese input method, or in small
// letters.
func gradeColumn(c Column[registers.Entity]) Column[registers.Entity] {
	c.Get = func(e registers.Entity) string { return e.Grade }
	c.Set = func(e *registers.Entity, s string) error {
		e.Grade = readGrade(s)
		return nil
	}
	return c
}

func readGrade(s string) string { return strings.ToUpper(folded(s)) }
