package workflows_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	sdkpb "go.temporal.io/api/sdk/v1"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// metadata is what the Temporal UI shows of the running workflow.
func (s *scene) metadata() *sdkpb.WorkflowMetadata {
	s.t.Helper()
	value, err := s.env.QueryWorkflow("__temporal_workflow_metadata")
	require.NoError(s.t, err)
	var m sdkpb.WorkflowMetadata
	require.NoError(s.t, value.Get(&m))
	return &m
}

func (s *scene) shows(texts ...string) func() {
	return func() {
		details := s.metadata().CurrentDetails
		for _, text := range texts {
			require.Contains(s.t, details, text)
		}
	}
}

func TestWhatASupervisorSeesOfACase(t *testing.T) {
	s := newCase(t)
	s.at("2024-04-02 09:00", s.shows("| 阶段 | **通知** |", "送达检查通知书（本案检查组成员）", "| 送达检查通知书期限 | 2024年4月7日24时 |"))
	s.at("2024-04-08 08:00", s.shows("| 送达检查通知书期限 | 2024年4月7日24时 **已逾期** |"))
	s.serve("2024-04-08 10:00")
	s.at("2024-04-08 11:00", s.shows("**自查**", "逾期：送达检查通知书（2024年4月7日届满）", "2024年4月8日 检查通知书送达（直接送达）"))
	s.at("2024-04-09 10:00", s.because("director", law.Suspend{On: day("2024-04-09 10:00")}))
	s.at("2024-04-09 11:00", s.shows("**自查**（自2024年4月9日起中止）"))
	s.at("2024-04-10 10:00", s.because("director", law.Resume{On: day("2024-04-10 10:00")}))
	s.fileSelfCheck("2024-04-10 11:00")
	s.visit("2024-04-11 15:00", s.problem())
	s.conclude("2024-04-12 10:00", law.OutcomeFollowUp, s.result(law.OutcomeFollowUp, law.ProceedingReferral))
	s.publish("2024-04-15 10:00")
	s.at("2024-04-16 10:00", s.shows("**后续处理**", "| 等待后续处理 | 移送有关主管部门", "| 结果 | 发现问题待后续处理 |", "已公示1次"), s.leaves())
	s.play()
}

func TestWhatASupervisorSeesOfATask(t *testing.T) {
	s := newTask(t)
	s.at("2024-03-26 10:00", s.shows("| 阶段 | **待启动** |", "| 启动日期 | 2024年4月1日 |"))
	s.prepares("2024-04-01 09:30", 1)
	s.at("2024-04-01 10:10", s.shows("**抽取见证**", "需1名，已封存0名", "| 抽取承诺 | ", "| 抽查类型 | 不定向 |"), s.leaves())
	s.play()
}

// Every act that people perform stands in the UI's list with its name and the
// clause that it rests on.
func TestEveryUpdateIsDescribed(t *testing.T) {
	described := func(s *scene) map[string]string {
		out := map[string]string{}
		for _, u := range s.metadata().Definition.UpdateDefinitions {
			out[u.Name] = u.Description
		}
		return out
	}
	c := newCase(t)
	c.at("2024-04-02 10:00", func() {
		updates := described(c.scene)
		for _, rule := range cases.Rules {
			if rule.BySystem() {
				require.NotContains(t, updates, string(rule.Act), "nobody but the system does this")
				continue
			}
			require.Equal(t, rule.Name+"（"+rule.Clause+"）", updates[string(rule.Act)])
		}
	}, c.leaves())
	c.play()
	task := newTask(t)
	task.at("2024-03-26 10:00", func() {
		updates := described(task)
		for _, rule := range tasks.Rules {
			if !rule.BySystem() {
				require.Equal(t, rule.Name+"（"+rule.Clause+"）", updates[string(rule.Act)])
			}
		}
	}, task.leaves())
	task.play()
}
