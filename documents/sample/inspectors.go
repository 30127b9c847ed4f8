package sample

import (
	"fmt"
	"math/rand/v2"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
)

// departments are those of the annex's table that send inspectors; the last is
// the 社会保险中心, which may itself be inspected.
var departments = []string{"劳动保障监察大队", "社会保险科", "社会保险中心"}

// Inspectors makes n inspectors, their departments in turn. The third is of the
// 社会保险中心 and employed by the first 社保经办机构 of [Entities]. Of five or more the
// last but one has a certificate that ran out on 2023-12-31, and the last is on
// leave from 2024 to 2026. All other certificates are valid through 2029-12-31.
func Inspectors(n int, seed uint64) []registers.Inspector {
	rng := rand.New(rand.NewPCG(seed, 2))
	inspectors := make([]registers.Inspector, 0, max(n, 0))
	for i := 1; i <= n; i++ {
		person := registers.Inspector{
			Certificate:  fmt.Sprintf("YS-2024-%04d", i),
			Name:         fmt.Sprintf("演示执法员%02d", i),
			Department:   departments[(i-1)%len(departments)],
			ValidThrough: calendar.NewDate(2029, time.December, 31),
			Specialities: specialities(rng),
			Active:       true,
		}
		switch {
		case i == len(departments):
			person.Employer = AgencyCode(1)
		case n > len(departments)+1 && i == n-1:
			person.ValidThrough = calendar.NewDate(2023, time.December, 31)
		case n > len(departments)+1 && i == n:
			person.LeaveFrom = calendar.NewDate(2024, time.January, 1)
			person.LeaveTo = calendar.NewDate(2026, time.December, 31)
		}
		inspectors = append(inspectors, person)
	}
	return inspectors
}

// specialities are one or two, the same never twice.
func specialities(rng *rand.Rand) []string {
	all := []string{"劳动关系", "社会保险", "职业中介", "财务审计"}
	order := rng.Perm(len(all))
	chosen := make([]string, 1+rng.IntN(2))
	for i := range chosen {
		chosen[i] = all[order[i]]
	}
	return chosen
}
