package year

import (
	"context"
	"strings"

	"shuangsuiji/columns"
	"shuangsuiji/inspection/law"
)

// showRows prints in which case each row of the procedure has happened, and fails
// where one has not.
func (y *year) showRows(ctx context.Context) error {
	r, err := y.readBack(ctx)
	if err != nil {
		return err
	}
	all := rows()
	table := [][]string{{"  类别", "事项", "见于", "依据"}}
	var missing []string
	for _, one := range all {
		in := one.in(r)
		if in == "" {
			in = "没有发生"
			missing = append(missing, one.group+"："+one.name)
		}
		table = append(table, []string{"  " + one.group, one.name, in, one.clause})
	}
	if err := columns.Write(y.Out, table); err != nil {
		return err
	}
	y.Say("\n规程各行%d项，已发生%d项。\n", len(all), len(all)-len(missing))
	if len(missing) > 0 {
		return law.Errorf(law.KindCorrupt, "rows_missing", "有%d项没有发生：%s。", len(missing), strings.Join(missing, "；"))
	}
	return nil
}
