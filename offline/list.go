package offline

import (
	"io"
	"strconv"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/registers"
)

// drawnRow is one row of the list of drawn entities.
type drawnRow struct {
	number int
	entity registers.Entity
	team   []string
}

// drawnTable is the list of drawn entities, which is only written.
func drawnTable() *documents.Table[drawnRow] {
	type C = documents.Column[drawnRow]
	return &documents.Table[drawnRow]{Name: "抽中检查对象名单", Sheet: "抽中检查对象名单", Columns: []C{
		{Title: "序号", Width: 8, Get: func(r drawnRow) string { return strconv.Itoa(r.number) }},
		{Title: "统一社会信用代码", Width: 24, Get: func(r drawnRow) string { return r.entity.Code }},
		{Title: "名称", Width: 40, Get: func(r drawnRow) string { return r.entity.Name }},
		{Title: columnKind, Width: 20, Get: func(r drawnRow) string { return r.entity.Kind }},
		{Title: "风险等级", Width: 10, Get: func(r drawnRow) string { return r.entity.Grade }},
		{Title: "检查人员", Width: 40, Note: "执法证号，组长在前", Get: func(r drawnRow) string { return strings.Join(r.team, ";") }},
	}}
}

// WriteDrawn writes the list of drawn entities in the order of the cases.
func (o *Outcome) WriteDrawn(w io.Writer, format documents.Format) error {
	byCode := make(map[string]registers.Entity, len(o.Registers.Entities))
	for _, e := range o.Registers.Entities {
		byCode[e.Value.Code] = e.Value
	}
	rows := make([]drawnRow, len(o.Full.Cases))
	for i, c := range o.Full.Cases {
		rows[i] = drawnRow{number: i + 1, entity: byCode[o.Full.Inside.Roster[c.Position-1].Code]}
		for _, place := range c.Team {
			rows[i].team = append(rows[i].team, o.Full.Inspectors[place-1].Certificate)
		}
	}
	return drawnTable().Write(w, format, documents.Values(rows))
}
