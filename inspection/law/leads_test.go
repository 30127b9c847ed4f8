package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

func TestLeadsFromSeveralStages(t *testing.T) {
	early := []cases.Stage{cases.StageNotify, cases.StageSelfCheck}
	all := law.From(early, cases.StageCancelled)
	require.Equal(t, law.Leads[cases.Stage]{cases.StageNotify: {cases.StageCancelled}, cases.StageSelfCheck: {cases.StageCancelled}}, all)
	require.Equal(t, law.From(early[1:], cases.StageCancelled), all.At([]cases.Stage{cases.StageSelfCheck, cases.StageOnSite}))
}
