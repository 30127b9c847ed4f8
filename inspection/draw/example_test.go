package draw_test

import (
	"bytes"
	"fmt"
	"log"
	"time"

	"shuangsuiji/inspection/draw"
)

// The stages of a draw in their order: what is drawn from is fixed and published
// before anybody knows the outcome, a witness has sealed an entry by then, and
// afterwards a stranger recomputes the draw from the published evidence alone.
func Example() {
	half, err := draw.ParseRatio("50%")
	if err != nil {
		log.Fatal(err)
	}
	rules := draw.Rules{
		Way:        draw.OneRatio,
		Scale:      draw.DoublingWeights("低", "高"),
		Kinds:      []draw.KindRule{{Kind: "人力资源服务机构", Ratio: half}},
		Initiating: "劳动保障监察大队",
		TeamSize:   2,
		VisitUntil: "2024-06-28",
		Witnesses:  1,
		FirstCase:  1,
	}
	candidates := []draw.Candidate{
		{Code: "JG1", Kind: "人力资源服务机构", Grade: "高"},
		{Code: "JG2", Kind: "人力资源服务机构", Grade: "高"},
		{Code: "JG3", Kind: "人力资源服务机构", Grade: "低"},
		{Code: "JG4", Kind: "人力资源服务机构", Grade: "低", Excluded: draw.ClearLead},
	}
	present := draw.InspectorFacts{Active: true, Capacity: 10, ValidUntil: "2027-12-31"}
	inspectors := []draw.Inspector{
		{Certificate: "B0001", Department: "劳动保障监察大队", InspectorFacts: present},
		{Certificate: "B0002", Department: "劳动保障监察大队", InspectorFacts: present},
	}
	// Real ones come from the operating system.
	key, nonce := draw.Key{1}, draw.Nonce{2}
	noon := time.Date(2024, time.April, 1, 4, 0, 0, 0, time.UTC)

	frozen, err := draw.Prepare("2024001-001", 1, rules, draw.Each(candidates), inspectors, key)
	if err != nil {
		log.Fatal(err)
	}
	published, err := frozen.Commit(nonce, noon)
	if err != nil {
		log.Fatal(err)
	}
	witness := draw.Entry{Name: "县纪委监委 赵某", Value: "3 17 42 8", Salt: []byte("known to nobody else"), Source: draw.Sealed,
		SealedAt: draw.At(noon.Add(time.Hour)), OpenedAt: draw.At(noon.Add(2 * time.Hour))}
	if witness.Seal, err = draw.Seal(published.Hash, witness.Name, witness.Value, witness.Salt); err != nil {
		log.Fatal(err)
	}
	full, err := frozen.Reveal(published, nonce, []draw.Entry{witness}, noon.Add(2*time.Hour))
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range full.Cases {
		fmt.Println(c.Number, full.Inside.Roster[c.Position-1].Code, full.Inspectors[c.Team[0]-1].Certificate)
	}

	public, err := draw.PublicOf(full, draw.DefaultOptions(full))
	if err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer
	if err := public.Encode(&file); err != nil {
		log.Fatal(err)
	}
	fmt.Println(draw.VerifyPublished(file.Bytes(), published.Hash))
	fmt.Println(draw.Verify(bytes.Replace(file.Bytes(), []byte("3 17 42 8"), []byte("3 17 42 9"), 1)))
	// Output:
	// 2024001-001-0001 JG2 B0001
	// 2024001-001-0002 JG1 B0002
	// <nil>
	// 见证人“县纪委监委 赵某”开启的内容与其密封值不符（seal_mismatch）
}
