package documents

// Options bounds what a file may ask of the machine. A zero field takes the
// value of [DefaultOptions].
type Options struct {
	MaxBytes        int64 // of the file as it was sent
	MaxXLSX         int64 // of an xlsx as it was sent, which unpacks to many times that
	MaxUncompressed int64 // of an xlsx after unpacking, by which a zip bomb is refused
	MaxRatio        int64 // of an xlsx's size after unpacking to that before, from 32 MiB on
	MaxExtras       int64 // of an xlsx's pictures, styles and other parts that are no rows
	MaxKept         int64 // bytes of all rows, as [Table.Read] counts them, held or not
	MaxRows         int   // rows with content under the header
	MaxColumns      int   // cells of a row up to its last with content
	MaxCell         int   // characters of a cell; no more than 16000
	MaxRowBytes     int   // of one row as it stands in the file
	MaxBad          int   // bad rows that Read collects before it gives up
	TempDir         string
	// RefuseUnknown refuses a file with columns that the table does not know, instead
	// of passing over them; [Reader.Ignored] names them.
	RefuseUnknown bool
}

// DefaultOptions are limits that are safe for files from outside: reading one takes
// no more than 256 MiB. They hold 100,000 rows of the widest table in use; who walks
// the rows with [Table.Open], or reads with a larger MaxKept, may have a million.
func DefaultOptions() Options {
	return Options{
		MaxBytes:        512 << 20,
		MaxXLSX:         32 << 20,
		MaxUncompressed: 1 << 30,
		MaxRatio:        100,
		MaxExtras:       32 << 20,
		MaxKept:         96 << 20,
		MaxRows:         1_048_575,
		MaxColumns:      200,
		MaxCell:         4000,
		MaxRowBytes:     1 << 20,
		MaxBad:          100_000,
	}
}

// maxCell leaves room in an xlsx cell of 32,767 UTF-16 units for the longest
// allowed value, for one character more (see cutCell) and for the guard.
const maxCell = 16000

func (o Options) orDefault() Options {
	d := DefaultOptions()
	o.MaxBytes = positive(o.MaxBytes, d.MaxBytes)
	o.MaxXLSX = positive(o.MaxXLSX, d.MaxXLSX)
	o.MaxUncompressed = positive(o.MaxUncompressed, d.MaxUncompressed)
	o.MaxRatio = positive(o.MaxRatio, d.MaxRatio)
	o.MaxKept = positive(o.MaxKept, d.MaxKept)
	o.MaxExtras = positive(o.MaxExtras, d.MaxExtras)
	o.MaxRows = positive(o.MaxRows, d.MaxRows)
	o.MaxColumns = positive(o.MaxColumns, d.MaxColumns)
	o.MaxCell = min(positive(o.MaxCell, d.MaxCell), maxCell)
	o.MaxRowBytes = positive(o.MaxRowBytes, d.MaxRowBytes)
	o.MaxBad = positive(o.MaxBad, d.MaxBad)
	return o
}

func positive[N int | int64](n, otherwise N) N {
	if n > 0 {
		return n
	}
	return otherwise
}
