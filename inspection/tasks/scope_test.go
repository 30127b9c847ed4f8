package tasks_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
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
