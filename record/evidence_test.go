package record_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func TestFilesNamed(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("a", 64), strings.Repeat("b", 64)
	body := []byte(`{"facts": {"evidence": [{"sha256": "` + strings.Repeat("f", 64) + `"}]},
		"evidence": [{"name": "纸质存档"}, {"name": "照片", "sha256": "` + a + `"}, {"name": "短文件", "sha256": "` + b + `", "content": "aGk="}],
		"items": {"R2": {"evidence": [{"name": "二", "sha256": "` + b + `"}]}, "R1": {"evidence": [{"name": "一", "sha256": "` + a + `"}]}},
		"enteredFor": {"scan": [{"name": "扫描件", "sha256": "` + b + `"}]}}`)
	named, err := record.FilesNamed(body)
	require.NoError(t, err)
	require.Equal(t, []record.NamedFile{
		{Field: "evidence.1.sha256", SHA256: a, Name: "照片"},
		{Field: "items.R1.evidence.0.sha256", SHA256: a, Name: "一"},
		{Field: "items.R2.evidence.0.sha256", SHA256: b, Name: "二"},
		{Field: "enteredFor.scan.0.sha256", SHA256: b, Name: "扫描件"},
	}, named)
	require.Equal(t, []string{a, b}, record.HashesOf(named))
	require.NoError(t, record.AttachmentsMissing(named, nil))
	var e *law.Error
	require.True(t, errors.As(record.AttachmentsMissing(named, []string{b}), &e))
	require.Equal(t, record.CodeAttachmentsMissing, e.Code)
	require.Len(t, e.Fields, 2)

	_, err = record.FilesNamed([]byte(`{"evidence": 1}`))
	require.Error(t, err)
}
