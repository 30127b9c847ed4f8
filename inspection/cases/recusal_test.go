package cases_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// TestPeriodOfARecusal: three working days from the earliest request that waits, one
// period after the other.
func TestPeriodOfARecusal(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	r.Case.Team = law.Team{"Z1", "Z2", "Z3"}
	asks := func(certificate string, day int) {
		r.Do("clerk", cases.RequestRecusal{Certificate: certificate, On: inspectiontest.March(day)}, inspectiontest.Reasoned)
	}
	decides := func(certificate string) {
		r.Do("director", cases.DecideRecusal{Certificate: certificate}, inspectiontest.Reasoned)
	}
	runs := func(from, last int) {
		d := r.Deadline(law.DeadlineRecusal)
		require.Equal(t, inspectiontest.March(from).Start(), d.From)
		require.Equal(t, inspectiontest.March(last), d.Last)
	}
	r.OnDay(inspectiontest.March(4))
	asks("Z1", 4)
	runs(4, 7)
	r.OnDay(inspectiontest.March(6))
	asks("Z2", 6)
	asks("Z3", 5)
	runs(4, 7)
	r.OnDay(inspectiontest.March(7))
	decides("Z1")
	require.False(t, r.Met(law.DeadlineRecusal).Late)
	runs(5, 10)
	decides("Z3")
	runs(6, 11)
	r.OnDay(inspectiontest.March(12))
	decides("Z2")
	require.True(t, r.Met(law.DeadlineRecusal).Late)
	_, running := r.Case.Deadlines.Find(law.DeadlineRecusal)
	require.False(t, running)
	r.Refused("recusal_not_requested", "director", cases.DecideRecusal{Certificate: "Z2"}, inspectiontest.Reasoned)
}

func TestWhoHearsOfARecusal(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	r.Told = nil
	r.Do("entity", cases.RequestRecusal{Certificate: "Z2"}, inspectiontest.Reasoned)
	refused, upheld := *r, *r
	require.Equal(t, []string{"task bureau_head " + inspectiontest.Department + ": 检查对象申请证件号Z2的检查人员回避，请决定；决定作出之前不停止检查。"}, inspectiontest.Read(r.Told))
	refused.Told, upheld.Told = nil, nil
	refused.Do("director", cases.DecideRecusal{Certificate: "Z2"}, inspectiontest.Reasoned)
	require.Equal(t, []string{"change Z1,Z2 : 检查对象对证件号Z2的检查人员的回避申请已被驳回。"}, inspectiontest.Read(refused.Told))
	upheld.Do("director", cases.DecideRecusal{Certificate: "Z2", Upheld: true}, inspectiontest.Reasoned)
	require.Equal(t, []string{"task section_head " + inspectiontest.Department + ": 证件号Z2的检查人员应当回避，请更换检查人员。"}, inspectiontest.Read(upheld.Told))
}

// TestDayOfARecusal: nobody asks in the future, and what is on paper has its day.
func TestDayOfARecusal(t *testing.T) {
	r := inspectiontest.Filed2025(t)
	r.Refused("in_the_future", "clerk", cases.RequestRecusal{Certificate: "Z2", On: r.Today().AddDays(1)}, inspectiontest.Reasoned)
	r.Refused("date_required", "clerk", cases.RequestRecusal{Certificate: "Z2"}, inspectiontest.Reasoned)
}
