package tasks_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

func TestScopeIsHeldAgainstTheRegister(t *testing.T) {
	task := tasks.Task{Kinds: []string{"人力资源服务机构", "社保经办机构"}}
	require.NoError(t, task.CheckScope([]string{"劳务派遣单位", "人力资源服务机构", "社保经办机构"}))
	require.NoError(t, tasks.Task{}.CheckScope(nil))
	e := inspectiontest.RefusedAs(t, "scope_not_in_register", task.CheckScope([]string{"人力资源服务机构", "社保机构"}))
	require.Contains(t, e.Message, "类别为“社保经办机构”的")
	require.Contains(t, e.Message, "是否为“社保机构”？")
	inspectiontest.RefusedAs(t, "scope_not_in_register", task.CheckScope(nil))
}

func TestARosterDrawsSomebody(t *testing.T) {
	require.NoError(t, tasks.CheckRoster(3, 1))
	require.Contains(t, inspectiontest.RefusedAs(t, "roster_empty", tasks.CheckRoster(3, 0)).Message, "3户均不能抽取")
	inspectiontest.RefusedAs(t, "roster_empty", tasks.CheckRoster(0, 0))
}

// An empty list of joint departments says that there are none; no list says nothing.
func TestNoJointDepartments(t *testing.T) {
	none := inspectiontest.Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: []string{}})
	require.Empty(t, none.Task.Joint)
	require.True(t, none.Task.JointConfirmed)
	confirmed := inspectiontest.Preparing(t)
	confirmed.Task.JointConfirmed = true
	before := confirmed.Task.Joint
	require.NotEmpty(t, before)
	confirmed.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules()})
	require.Equal(t, before, confirmed.Task.Joint)
}

// Categories that the proposal names take the place of the plan's, for this draw and
// for one after it; none named leaves them.
func TestScopeIsCorrectedWithTheDraw(t *testing.T) {
	joint := inspectiontest.JointDepartments
	r := inspectiontest.Preparing(t)
	before := r.Task.Kinds
	require.NotEmpty(t, before)
	for _, bad := range [][]string{{}, {""}, {"劳务派遣单位", "劳务派遣单位"}} {
		refused := r.Refused("draw_rules_invalid", "clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: joint, Kinds: bad})
		require.Equal(t, "kinds", refused.Fields[0].Field, bad)
	}
	require.Equal(t, before, r.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: joint}).Task.Kinds)
	corrected := []string{"劳务派遣单位"}
	r.Do("director", tasks.ReturnDraw{}).Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: joint, Kinds: corrected})
	require.Equal(t, corrected, r.Task.Kinds)
	rules, err := r.Task.RulesForDraw(registers.GradeScale{}, inspectiontest.April(30), 1)
	require.NoError(t, err)
	require.Equal(t, "劳务派遣单位", rules.Kinds[0].Kind)
	r.Do("director", tasks.ReturnDraw{}).Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: joint})
	require.Equal(t, corrected, r.Task.Kinds)
}
