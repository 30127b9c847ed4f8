package documents

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"

	"shuangsuiji/inspection/registers"
)

var (
	//go:embed seed/items-2024.csv
	seedItems []byte
	//go:embed seed/plan-2024.csv
	samplePlan []byte
)

// SeedItems are the items that the plan document names in its part three, with
// each legal basis as far as it is known and the mark of how far it was checked.
// They are read as any file is; an error is a fault of the build.
func SeedItems() ([]registers.Item, error) {
	result, err := Items().Read(bytes.NewReader(seedItems), Options{})
	if err != nil {
		return nil, err
	}
	if len(result.Bad) > 0 {
		bad := result.Bad[0]
		return nil, fmt.Errorf("documents: item seed: %s", bad.reasons())
	}
	items := make([]registers.Item, len(result.Good))
	for i, row := range result.Good {
		items[i] = row.Value
	}
	return items, nil
}

// SamplePlan is the annex's table of 2024 as a csv file, as its columns stand
// there.
func SamplePlan() []byte { return slices.Clone(samplePlan) }
