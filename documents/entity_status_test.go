package documents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/registers"
)

// The words of the national publicity system are taken for what they mean; whatever the
// register calls otherwise is told.
func TestEntityStatesInTheWordsOfOthers(t *testing.T) {
	for cell, want := range map[string]struct {
		status registers.EntityStatus
		told   bool
	}{
		"": {registers.EntityActive, false}, "存续": {registers.EntityActive, false}, "存续 ": {registers.EntityActive, false}, "正常": {registers.EntityActive, false},
		"停业": {registers.EntityClosed, false}, "注销": {registers.EntityDeregistered, false},
		"存续（在营、开业、在册）": {registers.EntityActive, true}, "存续(在营、开业、在册)": {registers.EntityActive, true},
		"开业": {registers.EntityActive, true}, "在业": {registers.EntityActive, true}, "在营": {registers.EntityActive, true}, "正常经营": {registers.EntityActive, true},
		"歇业": {registers.EntityClosed, true}, "清算": {registers.EntityClosed, true}, "吊销": {registers.EntityClosed, true}, "吊销，未注销": {registers.EntityClosed, true},
		"吊销，已注销": {registers.EntityDeregistered, true}, "撤销": {registers.EntityDeregistered, true}, "迁出": {registers.EntityDeregistered, true},
	} {
		result := read(t, entities(), "统一社会信用代码,名称,类别,状态\n"+codeA+",演示状态公司,人力资源服务机构,\""+cell+"\"\n")
		require.Len(t, result.Good, 1, cell)
		require.Equal(t, want.status, result.Good[0].Value.Status, cell)
		if !want.told {
			require.Empty(t, result.Good[0].Warnings, cell)
			continue
		}
		require.Len(t, result.Good[0].Warnings, 1, cell)
		require.Contains(t, result.Good[0].Warnings[0], "按“"+registers.EntityStatusNames[want.status]+"”导入")
		if want.status != registers.EntityActive {
			require.Contains(t, result.Good[0].Warnings[0], "不参加抽取", cell)
		}
	}
	refused := read(t, entities(), "统一社会信用代码,名称,类别,状态\n"+codeA+",演示状态公司,人力资源服务机构,不详\n")
	require.Equal(t, []documents.Fault{{Column: "状态", Value: "不详", Reason: "应为存续、停业、注销"}}, refused.Bad[0].Faults)
}
