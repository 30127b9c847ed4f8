package sample_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/registers"
)

func TestEntitiesAreValidAndNobodys(t *testing.T) {
	entities := sample.Entities(2000, 7)
	require.Len(t, entities, 2000)
	codes := make(map[string]bool)
	grades := make(map[string]int)
	kinds := make(map[string]int)
	for _, e := range entities {
		before := e
		require.NoError(t, e.Validate(registers.HebeiScale), e.Name)
		require.Equal(t, before, e, "already normal")
		require.True(t, creditcode.Code(e.Code).OrganisationCodeConsistent(), e.Code)
		require.Equal(t, "999999", e.Code[2:8], "an administrative division that does not exist")
		require.Contains(t, e.Name, "演示")
		require.True(t, strings.HasSuffix(e.Email, "@example.invalid"), e.Email)
		require.False(t, codes[e.Code], e.Code)
		codes[e.Code] = true
		kinds[e.Kind]++
		if e.Kind == "社保经办机构" {
			require.Empty(t, e.Grade)
			continue
		}
		grades[e.Grade]++
	}
	require.Equal(t, map[string]int{"人力资源服务机构": 1998, "社保经办机构": 2}, kinds)
	for _, grade := range []string{"A", "B", "C", "D", "E", ""} {
		require.Positive(t, grades[grade], "grade %q", grade)
	}
}

func TestCodesStayDifferentInALargeRegister(t *testing.T) {
	entities := sample.Entities(100_000, 1)
	codes := make(map[string]struct{}, len(entities))
	for _, e := range entities {
		codes[e.Code] = struct{}{}
	}
	require.Len(t, codes, 100_000)
}

func TestKindsOfFewEntities(t *testing.T) {
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 0, 2: 1, 9: 1, 10: 2} {
		agencies := 0
		entities := sample.Entities(n, 1)
		require.Len(t, entities, max(n, 0))
		for _, e := range entities {
			if e.Kind == "社保经办机构" {
				agencies++
			}
		}
		require.Equal(t, want, agencies, "of %d", n)
	}
}

func TestTheSameSeedMakesTheSame(t *testing.T) {
	require.Equal(t, sample.Entities(50, 3), sample.Entities(50, 3))
	require.NotEqual(t, sample.Entities(50, 3), sample.Entities(50, 4))
	require.Equal(t, sample.Inspectors(12, 3), sample.Inspectors(12, 3))
	require.NotEqual(t, sample.Inspectors(12, 3), sample.Inspectors(12, 4))
}

func TestInspectors(t *testing.T) {
	inspectors := sample.Inspectors(12, 5)
	draw := calendar.NewDate(2024, time.April, 19)
	var departments []string
	var expired, onLeave, employed int
	for _, i := range inspectors {
		require.NoError(t, i.Validate())
		require.True(t, strings.HasPrefix(i.Name, "演示执法员"), i.Name)
		departments = append(departments, i.Department)
		if i.ValidThrough.Before(draw) {
			expired++
		}
		if !i.LeaveFrom.IsZero() && !draw.Before(i.LeaveFrom) && !draw.After(i.LeaveTo) {
			onLeave++
		}
		if i.Employer != "" {
			employed++
			require.Equal(t, "社会保险中心", i.Department)
			require.True(t, slices.ContainsFunc(sample.Entities(20, 9), func(e registers.Entity) bool {
				return e.Code == i.Employer && e.Kind == "社保经办机构"
			}), "the employer is an entity of the register")
		}
	}
	require.Equal(t, []int{1, 1, 1}, []int{expired, onLeave, employed})
	slices.Sort(departments)
	require.Len(t, slices.Compact(departments), 3)
	require.Equal(t, "YS-2024-0001", inspectors[0].Certificate)
}
