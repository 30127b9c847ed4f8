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
	//go:embed seed/items-2025.csv
	seedItems2025 []byte
	//go:embed seed/plan-2024.csv
	samplePlan []byte
)

// SeedItems are the items that the plan document names in its part three, with the
// text that the list of 2024 had: cases of that year ran under it and keep it, wrong
// articles among it.
func SeedItems() ([]registers.Item, error) { return itemList(seedItems) }

// SeedItems2025 is the list for tasks of edition 2025 and later: the same items with
// articles that were read anew, and what gives the power to inspect each
// (国办发〔2024〕54号).
func SeedItems2025() ([]registers.Item, error) { return itemList(seedItems2025) }

// itemList reads a list as any file is; an error is a fault of the build.
func itemList(list []byte) ([]registers.Item, error) {
	result, err := Items().Read(bytes.NewReader(list), Options{})
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
