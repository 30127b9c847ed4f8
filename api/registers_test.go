package api

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/door"
	"shuangsuiji/inspection/registers"
)

const csvType = "text/csv"

// entitiesFile is a table of entities as an office's Excel writes it: GB 18030,
// with one code whose check digit is wrong.
func entitiesFile(t *testing.T) (file []byte, good, bad string) {
	t.Helper()
	rows := sample.Entities(60, 7)[40:43]
	rows[1].Name = "迁安市㐂悦人力资源有限公司𠮷分部" // a character beyond the BMP
	good = rows[1].Code
	bad = rows[2].Code[:17] + "0"
	if bad == rows[2].Code {
		bad = rows[2].Code[:17] + "1"
	}
	rows[2].Code = bad
	var text bytes.Buffer
	require.NoError(t, documents.Entities(registers.HebeiScale).Write(&text, documents.CSV, documents.Values(rows)))
	encoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(bytes.TrimPrefix(text.Bytes(), []byte("\uFEFF")))
	require.NoError(t, err)
	return encoded, good, bad
}

type importReply struct {
	door.Problem
	Taken                     bool
	Added, Changed, Unchanged int
	Bad                       []documents.BadRow
	Corrections               []byte
	CorrectionsName           string
}

func TestImport(t *testing.T) {
	b := newBench(t, generous())
	file, good, bad := entitiesFile(t)
	path := "/api/registers/entities/import"
	find := func(code string) []entity {
		var l list[entity]
		b.get("clerk", "/api/registers/entities?text="+code).is(200).into(&l)
		return l.Items
	}
	t.Run("one bad row keeps all out, and is named", func(t *testing.T) {
		b := b.in(t)
		var r importReply
		b.request("clerk", "POST", path, file, "Content-Type", csvType).is(422, "import_rows_invalid").into(&r)
		require.False(t, r.Taken)
		require.Len(t, r.Bad, 1)
		require.Equal(t, 4, r.Bad[0].Row)
		require.Equal(t, bad, r.Errors[0].Value)
		require.Contains(t, r.Errors[0].Field, "第4行")
		require.Equal(t, "entities-corrections.csv", r.CorrectionsName)
		require.Contains(t, string(r.Corrections), bad)
		require.Empty(t, find(good))
	})
	t.Run("only the good rows, when the clerk says so", func(t *testing.T) {
		b := b.in(t)
		var r importReply
		b.request("clerk", "POST", path+"?mode=good", file, "Content-Type", csvType).is(200).into(&r)
		require.True(t, r.Taken)
		require.Equal(t, 2, r.Added)
		require.Len(t, r.Bad, 1)
		found := find(good)
		require.Len(t, found, 1)
		require.Equal(t, "迁安市㐂悦人力资源有限公司𠮷分部", found[0].Name)
		b.request("clerk", "POST", path+"?mode=good", file, "Content-Type", csvType).is(200).into(&r)
		require.Equal(t, 2, r.Unchanged, "the same file again changes nothing")
	})
	t.Run("a form's file", func(t *testing.T) {
		b := b.in(t)
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		require.NoError(t, form.WriteField("comment", "四月"))
		part, err := form.CreateFormFile("file", "名录.csv")
		require.NoError(t, err)
		_, err = part.Write(file)
		require.NoError(t, err)
		require.NoError(t, form.Close())
		var r importReply
		b.request("clerk", "POST", path+"?mode=good", body.Bytes(), "Content-Type", form.FormDataContentType()).is(200).into(&r)
		require.Equal(t, 2, r.Unchanged)
		b.request("clerk", "POST", path, "--x--\r\n", "Content-Type", "multipart/form-data; boundary=x").is(422, "file_missing")
	})
	t.Run("files that are none", func(t *testing.T) {
		b := b.in(t)
		b.request("clerk", "POST", path, "%PDF-1.7", "Content-Type", csvType).is(422, documents.CodeFormat)
		b.request("clerk", "POST", path, "名称,类别\n", "Content-Type", csvType).is(422)
		b.request("head", "POST", path, file, "Content-Type", csvType).is(403, "not_your_act")
		b.request("clerk", "POST", "/api/registers/people/import", file, "Content-Type", csvType).is(422, "request_invalid")
	})
	t.Run("too large", func(t *testing.T) {
		b := b.in(t)
		b.sizes = Limits{Import: 1000, Evidence: 1000}
		b.serve(generous())
		b.request("clerk", "POST", path, make([]byte, 1001), "Content-Type", csvType).is(413, "body_too_large")
		b.request("", "POST", "/public/verify", make([]byte, 1001)).is(413, "body_too_large")
	})
}

func TestExportIsWhatImportTakes(t *testing.T) {
	b := newBench(t, generous())
	for _, register := range []string{"entities", "inspectors", "items"} {
		for _, format := range []documents.Format{documents.XLSX, documents.CSV} {
			file := b.get("clerk", "/api/registers/"+register+"/export?format="+string(format)).is(200)
			require.Equal(t, format.ContentType(), file.header.Get("Content-Type"))
			require.Contains(t, file.header.Get("Content-Disposition"), register+"."+string(format))
			var r importReply
			b.request("clerk", "POST", "/api/registers/"+register+"/import", file.text, "Content-Type", format.ContentType()).is(200).into(&r)
			require.Zero(t, r.Added+r.Changed, "%s as %s", register, format)
			require.Positive(t, r.Unchanged)
			require.Empty(t, r.Bad)
		}
		template := b.get("legal", "/api/registers/"+register+"/template").is(200)
		require.True(t, strings.HasPrefix(template.text, "PK"))
	}
	plan := b.get("clerk", "/api/registers/plans/export?format=csv").is(200)
	require.Contains(t, plan.text, taskID[8:])
	var plans list[planView]
	b.get("clerk", "/api/plans").is(200).into(&plans)
	require.Equal(t, "2024001", plans.Items[0].No)
	require.NotEmpty(t, plans.Items[0].Rows[0]["抽查任务名称"])
	b.get("clerk", "/api/registers/entities/export?format=pdf").is(422, "request_invalid")
}

func TestRegisters(t *testing.T) {
	b := newBench(t, generous())
	t.Run("filters and pages", func(t *testing.T) {
		b := b.in(t)
		var page list[entity]
		b.get("clerk", "/api/registers/entities?kind=社保经办机构").is(200).into(&page)
		require.Len(t, page.Items, 2)
		seen, after := map[string]bool{}, ""
		for {
			page = list[entity]{}
			b.get("clerk", "/api/registers/entities?limit=7&after="+after).is(200).into(&page)
			for _, e := range page.Items {
				require.False(t, seen[e.Code], "twice")
				seen[e.Code] = true
			}
			if after = page.Next; after == "" {
				break
			}
		}
		require.Len(t, seen, 40)
	})
	t.Run("confirmation and history of an item", func(t *testing.T) {
		b := b.in(t)
		var items list[item]
		b.get("legal", "/api/registers/items").is(200).into(&items)
		code := items.Items[0].Code
		require.False(t, items.Items[0].Confirmed)
		var one item
		b.request("legal", "POST", "/api/items/"+code+"/confirm", map[string]string{"basis": "《人力资源市场暂行条例》第十八条"}).is(200).into(&one)
		require.True(t, one.Confirmed)
		b.request("legal", "POST", "/api/items/none/confirm", map[string]string{}).is(404, "item_unknown")
		var history list[change]
		b.get("supervisor", "/api/registers/items/"+code+"/history").is(200).into(&history)
		require.NotEmpty(t, history.Items)
		require.True(t, json.Valid(history.Items[0].Body))
		require.NotEqual(t, byte('"'), history.Items[0].Body[0], "JSON, not text of JSON")
	})
	t.Run("inspectors", func(t *testing.T) {
		b := b.in(t)
		var l list[inspector]
		b.get("head", "/api/registers/inspectors").is(200).into(&l)
		require.Len(t, l.Items, 9)
		b.get("admin", "/api/registers/inspectors").is(http.StatusForbidden, "not_your_act")
	})
}

// TestSheetsPassedOver: a copy of the plan on another sheet is not read, and the
// clerk is told so.
func TestSheetsPassedOver(t *testing.T) {
	b := newBench(t, generous())
	exported := b.get("clerk", "/api/registers/plans/export?format=xlsx").is(200)
	book, err := excelize.OpenReader(strings.NewReader(exported.text))
	require.NoError(t, err)
	backup, err := book.NewSheet("备份")
	require.NoError(t, err)
	require.NoError(t, book.CopySheet(0, backup))
	var file bytes.Buffer
	require.NoError(t, book.Write(&file))
	require.NoError(t, book.Close())
	var imported struct{ IgnoredSheets, Notices []string }
	b.request("clerk", "POST", "/api/registers/plans/import", file.Bytes(), "Content-Type", documents.XLSX.ContentType()).is(200).into(&imported)
	require.Equal(t, []string{"备份"}, imported.IgnoredSheets)
	require.Equal(t, []string{"文件中还有同样表头的工作表，没有读取：“备份”"}, imported.Notices)
}
