package api

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
)

// TestImportPreview: a preview tells what the import then does, and writes nothing.
func TestImportPreview(t *testing.T) {
	b := newBench(t, generous())
	send := func(path, file string) bureau.Imported {
		var r bureau.Imported
		b.request("clerk", "POST", path, file, "Content-Type", csvType).is(200).into(&r)
		return r
	}
	counts := func(r bureau.Imported) [3]int { return [3]int{r.Added, r.Changed, r.Unchanged} }
	t.Run("entities", func(t *testing.T) {
		b := b.in(t)
		file, good, _ := entitiesFile(t)
		path := "/api/registers/entities/import?mode=good"
		first := send(path+"&preview=true", string(file))
		require.True(t, first.Preview)
		require.Equal(t, [3]int{2, 0, 0}, counts(first))
		require.Len(t, first.Bad, 1)
		require.Equal(t, bureau.IncomingAdded, first.Incoming[0].Kind)
		var found list[entity]
		b.get("clerk", "/api/registers/entities?text="+good).is(200).into(&found)
		require.Empty(t, found.Items)
		require.Equal(t, counts(first), counts(send(path, string(file))))
		require.Equal(t, [3]int{0, 0, 2}, counts(send(path+"&preview=true", string(file))))

		changed := "统一社会信用代码,名称,类别,地区\n" + good + ",新名称,人力资源服务机构,新庄子镇\n"
		after := send(path+"&preview=true", changed)
		require.Equal(t, [3]int{0, 1, 0}, counts(after))
		require.Equal(t, "新名称", after.Incoming[0].Cells[0].After)
		require.Equal(t, "迁安市㐂悦人力资源有限公司𠮷分部", after.Incoming[0].Cells[0].Before)
		require.Equal(t, counts(after), counts(send(path, changed)))
	})
	for _, register := range []string{"items", "inspectors", "visits", "plans"} {
		t.Run(register+" as they were exported", func(t *testing.T) {
			b := b.in(t)
			file := b.get("clerk", "/api/registers/"+register+"/export?format=csv").is(200).text
			r := send("/api/registers/"+register+"/import?preview=true", file)
			require.Zero(t, r.Added+r.Changed, "%+v", r.Incoming)
			require.Empty(t, r.Incoming)
		})
	}
	t.Run("a plan that changes", func(t *testing.T) {
		b := b.in(t)
		file := b.get("clerk", "/api/registers/plans/export?format=csv").is(200).text
		r := send("/api/registers/plans/import?preview=true", strings.Replace(file, "2024年4月", "2024年5月", 1))
		require.Equal(t, [3]int{0, 1, 0}, counts(r))
		require.Equal(t, "抽查时间", r.Incoming[0].Cells[0].Column)
		var plan planView
		b.get("clerk", "/api/plans/2024001").is(200).into(&plan)
		require.Equal(t, 1, plan.Version)
	})
	t.Run("grades", func(t *testing.T) {
		b := b.in(t)
		var all list[entity]
		b.get("clerk", "/api/registers/entities?limit=1").is(200).into(&all)
		grade := "A"
		if all.Items[0].Grade == grade {
			grade = "B"
		}
		path := "/api/grades/import?month=2024-03&source=push"
		file := "统一社会信用代码,风险等级\n" + all.Items[0].Code + "," + grade + "\n91999999MADEM0011Y,C\n"
		var foreseen, done GradesReport
		b.request("clerk", "POST", path+"&preview=true", file, "Content-Type", csvType).is(200).into(&foreseen)
		b.request("clerk", "POST", path, file, "Content-Type", csvType).is(200).into(&done)
		require.Equal(t, [4]int{1, 0, 1, 1}, [4]int{foreseen.Added, foreseen.Changed, foreseen.Moved, foreseen.Unknown})
		require.Equal(t, [4]int{1, 0, 1, 1}, [4]int{done.Added, done.Changed, done.Moved, done.Unknown})
		b.request("clerk", "POST", path+"&preview=true", file, "Content-Type", csvType).is(200).into(&foreseen)
		require.Equal(t, 1, foreseen.Unchanged)
	})
}
