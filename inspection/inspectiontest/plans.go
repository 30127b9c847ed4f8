package inspectiontest

import (
	"shuangsuiji/inspection/plans"
)

var DocumentRow = plans.RowOf([]string{"1", "迁西县人力资源和社会保障局", "2024001", "2024年迁西县人力资源和社会保障局内部联合随机抽查001", "001号",
	"人社局加强监管,规范执法“双随机”抽查", "定向(或者不定向)", "10%", "按照人社局随机抽查事项清单(清单年度全覆盖)", "人力资源服务机构 社保经办机构",
	"劳动保障监察大队", "社会保险科 社会保险中心", "2024年4月"})

func Row(change func(*plans.Row)) plans.Row {
	r := DocumentRow
	r.PlanName, r.DrawMode, r.Joint = "2024年迁西县人力资源和社会保障局随机抽查001", "不定向", "社会保险科、社会保险中心"
	change(&r)
	return r
}
