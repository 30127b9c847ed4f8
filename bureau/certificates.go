package bureau

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// certificates are the register's certificates by their digits without leading zeros,
// which spreadsheet programs drop of numbers.
type certificates map[string][]string

func (o *Office) certificates(ctx context.Context) (certificates, error) {
	all, err := o.record.AllInspectors(ctx)
	if err != nil {
		return nil, err
	}
	known := certificates{}
	for _, i := range all {
		bare := withoutZeros(i.Certificate)
		known[bare] = append(known[bare], i.Certificate)
	}
	return known, nil
}

func withoutZeros(certificate string) string { return strings.TrimLeft(certificate, "0") }

// watched is the inspectors' table that refuses a row whose certificate differs from a
// known one, or from a new one of the same file, by leading zeros only. It is no warning: the row would make a second
// inspector of one person, who would then be drawn with himself, and no row is ever
// taken out of the register again.
func (c certificates) watched(table *documents.Table[registers.Inspector]) *documents.Table[registers.Inspector] {
	watched := *table
	watched.Alike = func(i registers.Inspector) string {
		bare := withoutZeros(i.Certificate)
		if len(c[bare]) > 0 {
			return "" // held against the register below
		}
		return bare
	}
	watched.AlikeBy = "只差开头的“0”，是同一人的，请只留一行；多半是Excel按数字保存时去掉了开头的“0”，请将该列设为文本格式"
	watched.Check = func(i *registers.Inspector) ([]string, error) {
		warnings, err := table.Check(i)
		alike := c[withoutZeros(i.Certificate)]
		if err != nil || len(alike) == 0 || slices.Contains(alike, i.Certificate) {
			return warnings, err
		}
		var bad law.Invalid
		known := alike[0]
		bad.Add("certificate", i.Certificate, "与名录库中的“%s”只差开头的“0”，多半是Excel按数字保存时去掉的；请将该列设为文本格式，写作“%s”", known, known)
		return warnings, bad.Err("inspector_invalid", "执法检查人员")
	}
	return &watched
}
