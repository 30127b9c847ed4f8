package sample

import (
	"fmt"
	"math/rand/v2"

	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/registers"
)

// The kinds of the plan document's part two.
const (
	kindService = "人力资源服务机构"
	kindAgency  = "社保经办机构"
)

// agencies is how many entities are 社保经办机构, once there are enough of the other
// kind to draw from.
const agencies = 2

// Entities makes n entities. Of ten or more the last two are 社保经办机构, of two or
// more the last one; these have no grade. The others have grades A to E, more of
// them low than high, and some none. A few are closed, deregistered, or carry a
// lead on unlawful conduct.
func Entities(n int, seed uint64) []registers.Entity {
	rng := rand.New(rand.NewPCG(seed, 1))
	of := agencies
	switch {
	case n < 2:
		of = 0
	case n < 10:
		of = 1
	}
	entities := make([]registers.Entity, 0, max(n, 0))
	for i := 1; i <= n-of; i++ {
		entities = append(entities, service(i, rng))
	}
	for i := 1; i <= of; i++ {
		entities = append(entities, agency(i))
	}
	return entities
}

// AgencyCode is the credit code of the i-th 社保经办机构 that [Entities] makes,
// counted from 1, whatever the seed.
func AgencyCode(i int) string { return mustCode("12", "MAG", i) }

func service(i int, rng *rand.Rand) registers.Entity {
	size := rng.IntN(100)
	e := registers.Entity{
		Code:             mustCode("91", "MAD", i),
		Name:             fmt.Sprintf("演示人力资源服务有限公司%04d号", i),
		Kind:             kindService,
		Grade:            pick(rng, weighted{"A", 30}, weighted{"B", 28}, weighted{"C", 20}, weighted{"D", 10}, weighted{"E", 5}, weighted{"", 7}),
		EnterpriseType:   pick(rng, weighted{"有限责任公司", 70}, weighted{"股份有限公司", 10}, weighted{"个人独资企业", 20}),
		Nature:           pick(rng, weighted{"民营", 80}, weighted{"国有", 15}, weighted{"外资", 5}),
		OrganisationForm: pick(rng, weighted{"总公司", 70}, weighted{"分公司", 30}),
		Region:           pick(rng, weighted{"城区", 40}, weighted{"东部片区", 15}, weighted{"西部片区", 15}, weighted{"南部片区", 15}, weighted{"北部片区", 15}),
		Licence:          fmt.Sprintf("演示许可〔2024〕第%04d号", i),
		Address:          fmt.Sprintf("演示路%d号", i),
		Contact:          fmt.Sprintf("演示联系人%04d", i),
		Phone:            fmt.Sprintf("000-%08d", i),
		Email:            fmt.Sprintf("entity%04d@example.invalid", i),
		Status:           registers.EntityStatus(pick(rng, weighted{string(registers.EntityActive), 96}, weighted{string(registers.EntityClosed), 2}, weighted{string(registers.EntityDeregistered), 2})),
		Lead:             pick(rng, weighted{"", 99}, weighted{"演示线索：涉嫌未经许可从事职业中介活动", 1}),
	}
	switch {
	case size < 5:
		e.Scale, e.MarketShare = "大型", "10%以上"
	case size < 25:
		e.Scale, e.MarketShare = "中型", "5%至10%"
	case size < 70:
		e.Scale, e.MarketShare = "小型", "1%至5%"
	default:
		e.Scale, e.MarketShare = "微型", "不足1%"
	}
	return e
}

func agency(i int) registers.Entity {
	return registers.Entity{
		Code: AgencyCode(i), Name: fmt.Sprintf("演示社会保险经办机构%d", i), Kind: kindAgency,
		EnterpriseType: "事业单位", Nature: "公办", OrganisationForm: "总机构", Scale: "中型", Region: "城区",
		Address: fmt.Sprintf("演示路%d号", 9000+i), Contact: fmt.Sprintf("演示经办联系人%d", i),
		Phone: fmt.Sprintf("000-9%07d", i), Email: fmt.Sprintf("agency%d@example.invalid", i),
		Status: registers.EntityActive,
	}
}

// mustCode makes a credit code: department and kind, a division that does not
// exist, and a subject identifier of the prefix and a number. It panics where the
// parts are no characters of a code, which no caller's input decides.
func mustCode(department, prefix string, n int) string {
	subject := prefix + serial(n)
	inner, err := creditcode.OrganisationCheckDigit(subject)
	if err != nil {
		panic("sample: " + err.Error())
	}
	whole, err := creditcode.Complete(department + "999999" + subject + string(inner))
	if err != nil {
		panic("sample: " + err.Error())
	}
	return string(whole)
}

// serial writes n in five characters of those that a code is made of.
func serial(n int) string {
	const digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	var out [5]byte
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = digits[n%len(digits)]
		n /= len(digits)
	}
	return string(out[:])
}

type weighted struct {
	value  string
	weight int
}

func pick(rng *rand.Rand, of ...weighted) string {
	total := 0
	for _, w := range of {
		total += w.weight
	}
	at := rng.IntN(total)
	for _, w := range of {
		if at -= w.weight; at < 0 {
			return w.value
		}
	}
	return ""
}
