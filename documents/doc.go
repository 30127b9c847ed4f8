// Package documents takes the bureau's spreadsheets in and gives them out again:
// the entity register, the inspectors' register, the item list and the annual
// plan, as xlsx and as csv, in one set of columns for both directions.
//
// A [Table] is the description of one such spreadsheet: its columns, how each
// reads into and prints from the domain's type, and the domain's own validation.
// Everything else is derived from it: [Table.Open] and [Table.Read] take a file
// in, [Table.Write] gives one out, [Table.WriteTemplate] makes the empty form and
// [Table.WriteCorrections] the file of wrong rows to correct and load again.
//
// # What is never done in silence
//
// A row that is not taken over is named with sheet, row, column, value and
// reason. A file whose remainder cannot be trusted (damaged, cut off, wrongly
// encoded, quotes that do not close) is refused as a whole with an
// [law.Error]. A number that Excel cut to fifteen digits is refused, since
// what it was cannot be known. A column that nobody knows is passed over, cells
// merged downwards are filled in, and hidden rows are read: [Reader.Notices] says
// so. What was changed within a cell is a warning of its row.
//
// # Bounds
//
// Files come from outside. [Options] bounds bytes, unpacked bytes, rows, columns
// and cells; both formats are read row by row, so that memory follows the
// longest row and the keys seen, not the file.
package documents
