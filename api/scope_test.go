package api

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/audit"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/officetest"
	"shuangsuiji/record"
)

// registered gives the entities of the kind another status; "" for all kinds.
func (b *bench) registered(kind string, status registers.EntityStatus) {
	b.Helper()
	listed, err := b.store.Entities(b.Context(), record.EntityFilter{Kind: kind}, record.Page{Limit: 500})
	require.NoError(b, err)
	require.NotEmpty(b, listed.Items)
	for i := range listed.Items {
		listed.Items[i].Status = status
	}
	_, _, _, err = b.store.SaveEntities(b.Context(), "system", startOfMonth, listed.Items)
	require.NoError(b, err)
}

// A category of the plan that the register does not have is named when the draw is
// proposed, and again when it is approved: nobody is left out of a draw in silence.
func TestACategoryThatNobodyIsOfIsNotDrawnFrom(t *testing.T) {
	b := newBench(t, generous())
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	b.registered("社保经办机构", registers.EntityClosed)
	require.Contains(t, b.act("clerk", theTask, officetest.PrepareDraw()).is(409, "scope_not_in_register").text, "社保经办机构")
	b.registered("社保经办机构", registers.EntityActive)
	b.act("clerk", theTask, officetest.PrepareDraw()).is(200)
	b.registered("社保经办机构", registers.EntityClosed)
	b.act("director", theTask, tasks.ApproveDraw{}).is(409, "scope_not_in_register")
	require.Empty(t, b.task().Draw.Commitment)
	b.registered("社保经办机构", registers.EntityActive)
	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
}

// A task whose category the register calls otherwise is mended with the draw's proposal:
// the evidence names what was drawn from, the plan's row stays as it was written.
func TestTheScopeIsCorrectedByTheProposal(t *testing.T) {
	b := newBench(t, generous())
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	b.registered("社保经办机构", registers.EntityClosed)
	proposal := officetest.PrepareDraw()
	proposal.Kinds = []string{"人力资源服务"}
	require.Contains(t, b.act("clerk", theTask, proposal).is(409, "scope_not_in_register").text, "是否为“人力资源服务机构”？")
	require.Len(t, b.task().Kinds, 2, "what was refused changes nothing")
	proposal.Kinds = []string{"人力资源服务机构"}
	b.act("clerk", theTask, proposal).is(200)
	require.Equal(t, proposal.Kinds, b.task().Kinds)
	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	frozen, err := b.store.DrawPart(t.Context(), b.task().ID, 1, record.PartFrozen)
	require.NoError(t, err)
	require.Contains(t, string(frozen), "人力资源服务机构")
	require.NotContains(t, string(frozen), "社保经办机构")
	plan, err := b.store.Plan(t.Context(), b.task().Plan)
	require.NoError(t, err)
	require.Contains(t, plan.Rows[0].Scope, "社保经办机构")
	_, err = b.at.CheckRecord(t.Context(), func(f audit.Finding) error {
		t.Error(f)
		return nil
	})
	require.NoError(t, err)
}

// What an import understood otherwise than it may have been meant comes with its row.
func TestAnImportNamesWhatNoRegisterKnows(t *testing.T) {
	b := newBench(t, generous())
	const plan = "序号,单位,抽查计划编号,抽查计划名称,抽查任务编号,抽查任务名称,抽查类型,抽查比例,抽查事项,抽查对象范围,发起处室,联合处室,抽查时间\n" +
		"1,演示县人力资源和社会保障局,YSV050,2024年演示县人力资源和社会保障局随机抽查050,050号,（示例）抽查,不定向,１０％,清单,全县人力资源服务机构,劳动监察大队,/,２０２４年６月\n"
	for _, query := range []string{"?preview=true", ""} {
		var report bureau.Imported
		b.request("clerk", "POST", "/api/registers/plans/import"+query, plan, "Content-Type", "text/csv").is(200).into(&report)
		require.Len(t, report.Warnings, 2, query)
		require.Contains(t, report.Warnings[0].Text, "是否为“人力资源服务机构”？")
		require.Contains(t, report.Warnings[1].Text, "是否为“劳动保障监察大队”？")
	}
	task, err := b.store.Task(t.Context(), "YSV050-050")
	require.NoError(t, err)
	require.Empty(t, task.Joint)
	require.True(t, task.JointConfirmed)
}

func TestZerosThatExcelDroppedMakeNoSecondInspector(t *testing.T) {
	b := newBench(t, generous())
	head := "执法证号,姓名,部门,证件有效期至\n"
	b.request("clerk", "POST", "/api/registers/inspectors/import", head+"0302270012,演示甲,劳动保障监察大队,2026-12-31\n", "Content-Type", "text/csv").is(200)
	refused := b.request("clerk", "POST", "/api/registers/inspectors/import?preview=true", head+"302270012,演示甲,劳动保障监察大队,2027-12-31\n", "Content-Type", "text/csv")
	require.Contains(t, refused.text, "与名录库中的“0302270012”只差开头的“0”")
}
