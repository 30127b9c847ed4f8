package documents

import (
	"errors"
	"unicode/utf8"

	"shuangsuiji/inspection/law"
)

// The codes of the errors that refuse a file as a whole. Wrong rows are no
// errors: they are [BadRow]s.
const (
	CodeFormat          = "file_format"            // neither csv nor xlsx
	CodeEncoding        = "file_encoding"          // neither UTF-8 nor GB 18030
	CodeDamaged         = "file_damaged"           // the file contradicts itself or ends early
	CodeTooLarge        = "file_too_large"         // a limit of [Options] is passed
	CodeQuotes          = "csv_quotes"             // a quote does not close; what follows has no sure rows
	CodeHeader          = "table_header_missing"   // no row holds the column titles
	CodeColumnsMissing  = "table_columns_missing"  // a required column is not there
	CodeColumnsUnknown  = "table_columns_unknown"  // a column that the table does not know
	CodeColumnsRepeated = "table_columns_repeated" // the same column twice
	CodeMerged          = "table_cells_merged"     // cells merged over several rows
	CodeTooManyBad      = "table_too_many_bad"     // probably the wrong table
	CodeCellTooLong     = "table_cell_too_long"    // a value that no xlsx cell can hold
)

func invalid(code, format string, args ...any) error {
	return law.Errorf(law.KindInvalid, code, format, args...)
}

func tooLarge(format string, args ...any) error {
	return law.Errorf(law.KindTooMany, CodeTooLarge, format, args...)
}

// known reports whether err is already a refusal in Chinese.
func known(err error) bool {
	var e *law.Error
	return errors.As(err, &e)
}

// excerpt keeps a wrong value short enough to stand in a reply.
func excerpt(s string, most int) string {
	if cut := runeCut(s, most); len(cut) < len(s) {
		return cut + "…"
	}
	return s
}

// runeCut is the longest beginning of s with no more than most runes.
func runeCut(s string, most int) string {
	if len(s) <= most { // nor can it have more runes than bytes
		return s
	}
	for i := 0; i < len(s); most-- {
		if most == 0 {
			return s[:i]
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s
}
