package people

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// TestASealIsOfWhatIsOpened: an interrupted play opens what an earlier one sealed.
func TestASealIsOfWhatIsOpened(t *testing.T) {
	commitment := draw.Hash{1}
	for _, w := range Witnesses {
		sealed, err := w.Seal(commitment.String())
		require.NoError(t, err)
		opened := w.Open()
		require.Equal(t, sealed.Witness, opened.Witness)
		salt, err := hex.DecodeString(opened.Salt)
		require.NoError(t, err)
		again, err := draw.Seal(commitment, opened.Witness, opened.Entry, salt)
		require.NoError(t, err)
		require.Equal(t, again.String(), sealed.Seal)
	}
	_, err := Witnesses[0].Seal("nothing committed to yet")
	require.Error(t, err)
}
