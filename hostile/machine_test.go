package hostile

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/registers"
)

func TestListeningIn(t *testing.T) {
	t.Parallel()
	const table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n" +
		"   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0\n" +
		"   1: 0100007F:1F91 0100007F:C000 01 00000000:00000000 00:00000000 00000000     0        0 112 1 0\n" +
		"   2: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 999 1 0\n"
	got, err := listeningIn(table, []string{"111", "112"})
	require.NoError(t, err)
	require.Equal(t, []string{"127.0.0.1:8080"}, got, "neither a connection nor another's")
}

// TestListeningSeesWhatListens, of this process itself.
func TestListeningSeesWhatListens(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	all, err := listening(os.Getpid())
	require.NoError(t, err)
	require.Contains(t, all, l.Addr().String())
	require.True(t, reached(l.Addr().String()))
}

// TestWorkbookIsOne: what is refused of a hostile workbook is what is hostile in it.
func TestWorkbookIsOne(t *testing.T) {
	t.Parallel()
	file := workbook(nil, func(w io.Writer) {
		write(w, `<row r="2"><c t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>演示企业</t></is></c><c t="inlineStr"><is><t>人力资源服务机构</t></is></c></row>`)
	})
	read, err := documents.Entities(registers.HebeiScale).Read(bytes.NewReader(file), documents.Options{TempDir: t.TempDir()})
	require.NoError(t, err)
	require.Len(t, read.Bad, 1, "the row was read, and its code is none")
}

func TestNobodysSecretStandsInFormsOfItsOwn(t *testing.T) {
	t.Parallel()
	s := secret{"s", []byte{0xff, 0xfe, 1, 2, 3}}
	require.Equal(t, map[string][]byte{"as it is": s.is, "in hex": []byte("fffe010203"), "in base64": []byte("//4BAgM"), "in base64 for addresses": []byte("__4BAgM")}, s.forms())
}

// TestAlterations: a copy is altered in spite of its triggers, and its fingerprint
// tells which table.
func TestAlterations(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "record.db")
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	for _, s := range []string{"CREATE TABLE acts (n INTEGER)", "CREATE TABLE cases (n INTEGER)", "CREATE TABLE sessions (n INTEGER)", "INSERT INTO acts VALUES (1)",
		"CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'never'); END"} {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
	before, err := fingerprints(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, alter(t.Context(), path, []string{"UPDATE acts SET n = 2"}))
	require.Error(t, alter(t.Context(), path, []string{"UPDATE acts SET n = 3 WHERE n = 1"}), "nothing was changed")
	require.NoError(t, alter(t.Context(), path, []string{"INSERT INTO sessions VALUES (1)"}))
	after, err := fingerprints(t.Context(), path)
	require.NoError(t, err)
	require.Equal(t, []string{"acts"}, differing(before, after), "sessions come by asking")
}

// TestNeighbourTellsWhatItGets: what is open is told, by whoever asks.
func TestNeighbourTellsWhatItGets(t *testing.T) {
	t.Parallel()
	open := filepath.Join(t.TempDir(), "open")
	require.NoError(t, os.WriteFile(open, []byte("x"), 0o600))
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // nobody is asked over the network
	var out bytes.Buffer
	require.NoError(t, Neighbour(ctx, bytes.NewReader(jsonOf(errands{Files: []string{open}, Process: 1 << 30})), &out))
	require.Contains(t, out.String(), "reads "+open)
	require.Contains(t, out.String(), "writes "+open)
}
