//go:build !slim

package embedded

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"google.golang.org/protobuf/types/known/durationpb"
)

func keywords(n int) map[string]enums.IndexedValueType {
	attributes := make(map[string]enums.IndexedValueType, n)
	for i := range n {
		attributes[fmt.Sprintf("Attribute%02d", i+1)] = enums.INDEXED_VALUE_TYPE_KEYWORD
	}
	return attributes
}

func TestAddSearchAttributes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		existing map[string]string
		wanted   map[string]enums.IndexedValueType
		want     map[string]string
		refusal  string
	}{
		"in the order of their names": {
			wanted: map[string]enums.IndexedValueType{
				"B": enums.INDEXED_VALUE_TYPE_KEYWORD, "A": enums.INDEXED_VALUE_TYPE_KEYWORD, "C": enums.INDEXED_VALUE_TYPE_DATETIME,
			},
			want: map[string]string{"Keyword01": "A", "Keyword02": "B", "Datetime01": "C"},
		},
		"existing ones keep their column": {
			existing: map[string]string{"Keyword01": "B"},
			wanted:   keywords(1),
			want:     map[string]string{"Keyword01": "B", "Keyword02": "Attribute01"},
		},
		"nothing to add": {
			existing: map[string]string{"Keyword07": "Attribute01"},
			wanted:   keywords(1),
			want:     map[string]string{"Keyword07": "Attribute01"},
		},
		"the last column": {
			existing: map[string]string{"Keyword10": "Old"},
			wanted:   keywords(9),
			want: map[string]string{
				"Keyword01": "Attribute01", "Keyword02": "Attribute02", "Keyword03": "Attribute03",
				"Keyword04": "Attribute04", "Keyword05": "Attribute05", "Keyword06": "Attribute06",
				"Keyword07": "Attribute07", "Keyword08": "Attribute08", "Keyword09": "Attribute09", "Keyword10": "Old",
			},
		},
		"one too many": {
			wanted:  keywords(11),
			refusal: "no column of type Keyword is left for search attribute Attribute11",
		},
		"another type": {
			existing: map[string]string{"Int01": "Attribute01"},
			wanted:   keywords(1),
			refusal:  "search attribute Attribute01 is of type Int and cannot become Keyword",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := addSearchAttributes(tt.existing, tt.wanted)
			if tt.refusal != "" {
				require.EqualError(t, err, tt.refusal)
				return
			}
			require.NoError(t, err)
			require.Equal(t, tt.want, got)
		})
	}
}

func TestRetentionIsRaisedNeverLowered(t *testing.T) {
	t.Parallel()
	const existing = 48 * time.Hour
	for wanted, want := range map[time.Duration]time.Duration{
		existing - time.Hour: existing,
		existing:             existing,
		existing + time.Hour: existing + time.Hour,
	} {
		namespace := &persistencespb.NamespaceConfig{Retention: durationpb.New(existing)}
		changed, err := applyWishes(namespace, Config{Retention: wanted})
		require.NoError(t, err)
		require.Equal(t, want, namespace.GetRetention().AsDuration())
		require.Equal(t, want != existing, changed)
	}
}
