package present

import (
	"fmt"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// TaskRows say where the task stands and by what it is drawn.
func TaskRows(t tasks.Task) Rows {
	out := Rows{{Name: "任务", Value: t.Name}, standing(t.Stage.Chinese(), law.Docket{})}.
		with("现在可办", NextActs(t.Allowed(law.Actor{}))).
		with("发起处室", t.Department).
		with("联合处室", strings.Join(t.Joint, "、")).
		with("抽查类型", t.Rules.Mode.Chinese()).
		with("抽查比例", t.Rules.Ratio)
	if t.Stage == tasks.StagePlanned {
		start := t.StartOn.ChineseString()
		if t.Provisional {
			start += "（暂按周末推算）"
		}
		out = out.with("启动日期", start)
	}
	out = out.with("抽取承诺", t.Draw.Commitment)
	if t.Rules.Witnesses > 0 && t.Stage == tasks.StageWitnessing {
		out = out.with("见证", fmt.Sprintf("需%d名，已封存%d名", t.Rules.Witnesses, len(t.Draw.Witnesses)))
	}
	if t.Draw.Drawn > 0 {
		out = out.with("抽中", fmt.Sprintf("%d户", t.Draw.Drawn))
	}
	return out
}

// TaskMarks say what a task is set apart by.
func TaskMarks(t tasks.Task) Rows {
	var out Rows
	if t.Historic {
		out = out.with("标注", "历史计划")
	}
	if t.Demonstration {
		out = out.with("标注", "演示")
	}
	return out
}
