package calendar

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The kinds of day in the CSV's column "day".
const (
	kindOff  = "off"
	kindWork = "work"
)

// csvHeader is the header that ParseCSV asks for, in this order.
var csvHeader = []string{columnDate, columnDay, columnHoliday, columnNotice}

// A RowError is a row of a holiday table that cannot be taken over.
type RowError struct {
	Line   int    // the line in the file, the header being line 1
	Column string // date, day, holiday or notice; "" when the whole row is meant
	Value  string // as it stands in the file
	Reason string // in Chinese
}

// Error names line, column, value and reason in Chinese.
func (e *RowError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("节假日表第%d行：%s", e.Line, e.Reason)
	}
	return fmt.Sprintf("节假日表第%d行“%s”列的值“%s”：%s", e.Line, e.Column, excerpt(e.Value), e.Reason)
}

// ParseCSV reads a holiday table with the columns date (2024-02-04), day (off or
// work), holiday and notice. A byte order mark is passed over and blanks around
// values are dropped. The first row that cannot be taken over ends the reading
// with a [*RowError]; rows already read are not returned then. A date may stand
// only once.
func ParseCSV(r io.Reader) ([]Exception, error) {
	rows, err := newTableReader(r)
	if err != nil {
		return nil, err
	}
	var exceptions []Exception
	lineOf := make(map[Date]int)
	for {
		record, line, err := readRow(rows)
		if errors.Is(err, io.EOF) {
			return exceptions, nil
		}
		if err != nil {
			return nil, err
		}
		exception, found := parseException(record)
		if found != nil {
			return nil, &RowError{line, found.column, found.value, found.reason}
		}
		if first, twice := lineOf[exception.Date]; twice {
			return nil, &RowError{line, columnDate, record[0], fmt.Sprintf("该日期已在第%d行出现", first)}
		}
		lineOf[exception.Date] = line
		exceptions = append(exceptions, exception)
	}
}

// newTableReader stands behind the header, which it has checked.
func newTableReader(r io.Reader) (*csv.Reader, error) {
	const byteOrderMark = "\uFEFF"
	text := bufio.NewReader(r)
	if lead, err := text.Peek(len(byteOrderMark)); err == nil && string(lead) == byteOrderMark {
		if _, err := text.Discard(len(byteOrderMark)); err != nil {
			return nil, fmt.Errorf("读取节假日表失败：%w", err)
		}
	}
	rows := csv.NewReader(text)
	rows.FieldsPerRecord = -1 // counted by readRow, which says it in Chinese
	header, line, err := readRow(rows)
	wanted := strings.Join(csvHeader, ",")
	if errors.Is(err, io.EOF) {
		return nil, &RowError{Line: 1, Reason: "文件为空，第一行应为表头" + wanted}
	}
	if err != nil {
		return nil, err
	}
	if !slices.Equal(header, csvHeader) {
		return nil, &RowError{Line: line, Reason: fmt.Sprintf(
			"表头应为%s，现为%s", wanted, excerpt(strings.Join(header, ",")))}
	}
	return rows, nil
}

// readRow returns the next row with the line on which it begins. Its error is a
// *RowError, or wraps io.EOF or the failure of the underlying reader.
func readRow(rows *csv.Reader) (record []string, line int, err error) {
	record, err = rows.Read()
	var malformed *csv.ParseError
	if errors.As(err, &malformed) {
		return nil, 0, &RowError{Line: malformed.Line, Reason: "引号使用不当，不是有效的CSV格式"}
	}
	if err != nil {
		return nil, 0, fmt.Errorf("读取节假日表失败：%w", err)
	}
	line, _ = rows.FieldPos(0)
	if len(record) != len(csvHeader) {
		return nil, 0, &RowError{Line: line, Reason: fmt.Sprintf("应有%d列，现有%d列", len(csvHeader), len(record))}
	}
	for i := range record {
		record[i] = strings.TrimSpace(record[i])
	}
	return record, line, nil
}

func parseException(record []string) (Exception, *defect) {
	date, err := ParseDate(record[0])
	if err != nil {
		return Exception{}, &defect{columnDate, record[0], "不是有效日期，应写作2024-04-19的形式"}
	}
	if record[1] != kindOff && record[1] != kindWork {
		return Exception{}, &defect{columnDay, record[1], "应为off（放假）或work（调休上班）"}
	}
	exception := Exception{Date: date, Working: record[1] == kindWork, Holiday: record[2], Notice: record[3]}
	return exception, exception.defect()
}
