package record_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func TestWritten(t *testing.T) {
	t.Parallel()
	body := []byte(`{"narrative":"已送达"}`)
	one, err := record.NewWritten(body)
	require.NoError(t, err)
	other, err := record.NewWritten(body)
	require.NoError(t, err)
	require.NotEqual(t, one.ID, other.ID)
	require.NotEqual(t, one.Hash, other.Hash, "the salt makes equal texts unlike")
	require.Equal(t, one.Hash, record.PayloadHash(one.Salt, body))
	require.NotEqual(t, one.Hash, record.PayloadHash(one.Salt, []byte(`{}`)))

	_, err = record.NewWritten([]byte(`{`))
	require.Equal(t, law.KindInvalid, law.KindOf(err))
	require.ErrorIs(t, err, &law.Error{Code: "payload_invalid"})
}
