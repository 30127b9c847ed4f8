package proceedings_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// fined is a fine of so many fen decided and served at once on Monday, 8 April.
func fined(t testing.TB, fen int64) *inspectiontest.ProceedingRun {
	t.Helper()
	return inspectiontest.PenaltyFiled(t).PunishedOnTheSpot(proceedings.Penalty{Kind: proceedings.PenaltyFine, Fen: fen}).
		Do("lead", proceedings.ReportOnTheSpot{On: inspectiontest.April(8)})
}

func takes(r *inspectiontest.ProceedingRun, fen int64, ground proceedings.CollectionGround) proceedings.RecordPayment {
	return proceedings.RecordPayment{On: r.Today(), Fen: fen, Channel: proceedings.CollectedOnTheSpot, Receipt: "冀财0001", Ground: ground}
}

// collected is a fine of 100 yuan that an officer took on the spot.
func collected(t testing.TB) *inspectiontest.ProceedingRun {
	r := fined(t, 100_00)
	return r.Do("lead", takes(r, 100_00, proceedings.CollectSmallFine))
}

func handIn(r *inspectiontest.ProceedingRun) law.Facts {
	return proceedings.HandInCollected{On: r.Today()}
}

// TestCollectionGrounds (行政处罚法第68条、第69条).
func TestCollectionGrounds(t *testing.T) {
	ordinary := func(t testing.TB) *inspectiontest.ProceedingRun { return inspectiontest.PenaltyServed(t) }
	spot := func(fen int64) penaltyRun {
		return func(t testing.TB) *inspectiontest.ProceedingRun { return fined(t, fen) }
	}
	for _, c := range []struct {
		name    string
		at      penaltyRun
		ground  proceedings.CollectionGround
		allowed bool
	}{
		{"a hundred yuan", spot(100_00), proceedings.CollectSmallFine, true},
		{"more than a hundred", spot(100_01), proceedings.CollectSmallFine, false},
		{"hard to enforce later", spot(1_000_00), proceedings.CollectHardLater, true},
		{"far away", spot(1_000_00), proceedings.CollectRemote, true},
		{"an ordinary decision, far away", ordinary, proceedings.CollectRemote, true},
		{"an ordinary decision, hard to enforce later", ordinary, proceedings.CollectHardLater, false},
		{"an ordinary decision, a small fine", ordinary, proceedings.CollectSmallFine, false},
	} {
		r := c.at(t)
		facts := takes(r, 1, c.ground)
		if c.allowed {
			require.True(t, r.Do("lead", facts).Runs(law.DeadlineHandIn), c.name)
			continue
		}
		r.Refused("collection_not_allowed", "lead", facts)
	}
}

func TestPaymentChannelsThatDoNotFit(t *testing.T) {
	r := fined(t, 100_00)
	for _, c := range []struct {
		change func(*proceedings.RecordPayment)
		fields []string
	}{
		{func(f *proceedings.RecordPayment) { f.Channel = "pigeon" }, []string{"channel", "ground"}},
		{func(f *proceedings.RecordPayment) { f.Receipt = "" }, []string{"receipt"}},
		{func(f *proceedings.RecordPayment) { f.Receipt = strings.Repeat("号", 41) }, []string{"receipt"}},
		{func(f *proceedings.RecordPayment) { f.Ground = "" }, []string{"ground"}},
		{func(f *proceedings.RecordPayment) { f.Channel = proceedings.PaidAtBank }, []string{"ground"}},
	} {
		facts := takes(r, 100_00, proceedings.CollectSmallFine)
		c.change(&facts)
		require.Equal(t, c.fields, inspectiontest.Fields(r.Refused("payment_channel_invalid", "lead", facts)))
	}
	facts := takes(r, 100_00, proceedings.CollectSmallFine)
	facts.Receipt = strings.Repeat("号", 40)
	r.Copied().Do("lead", facts)
	r.Do("clerk", proceedings.RecordPayment{On: r.Today(), Fen: 100_00, Channel: proceedings.PaidElectronically, Receipt: "1"})
	require.False(t, r.Runs(law.DeadlineHandIn))
	r.Refused("nothing_to_hand_in", "lead", handIn(r))
}

// TestCollectedIsPassedOn (行政处罚法第71条、第85条): to the bureau within two working days,
// and from there to the bank within two more; before that the case is not closed.
func TestCollectedIsPassedOn(t *testing.T) {
	r := collected(t)
	require.Equal(t, inspectiontest.April(10), r.Deadline(law.DeadlineHandIn).Last)
	r.Refused("nothing_to_bank", "clerk", proceedings.BankCollected{On: r.Today()})
	r.Refused("collected_outstanding", "director", proceedings.ClosePenaltyCase{})
	require.True(t, r.Copied().OnDay(inspectiontest.April(11)).Do("lead", proceedings.HandInCollected{On: inspectiontest.April(11)}).Met(law.DeadlineHandIn).Late)
	r.OnDay(inspectiontest.April(10)).Do("lead", handIn(r))
	require.False(t, r.Met(law.DeadlineHandIn).Late)
	require.Equal(t, inspectiontest.April(10), r.Proceeding.Penalty.Execution.Payments[0].HandedIn)
	r.Refused("nothing_to_hand_in", "lead", handIn(r))
	r.Refused("collected_outstanding", "director", proceedings.ClosePenaltyCase{})
	require.Equal(t, inspectiontest.April(12), r.Deadline(law.DeadlineBanking).Last)
	require.True(t, r.Copied().OnDay(inspectiontest.April(13)).Do("clerk", proceedings.BankCollected{On: inspectiontest.April(13)}).Met(law.DeadlineBanking).Late)
	r.OnDay(inspectiontest.April(12)).Do("clerk", proceedings.BankCollected{On: inspectiontest.April(12)})
	require.False(t, r.Met(law.DeadlineBanking).Late)
	r.Do("director", proceedings.ClosePenaltyCase{})
}
