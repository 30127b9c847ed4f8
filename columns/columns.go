// Package columns lines up text for a terminal, on which a Chinese character
// takes two places.
package columns

import (
	"io"
	"strings"

	"golang.org/x/text/width"
)

// gap stands between two columns.
const gap = "  "

// Write writes the rows with their columns lined up, two places apart. The last
// column of a row is not filled up.
func Write(w io.Writer, rows [][]string) error {
	var widest []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widest) {
				widest = append(widest, 0)
			}
			widest[i] = max(widest[i], Places(cell))
		}
	}
	var text strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			text.WriteString(cell)
			if i < len(row)-1 {
				text.WriteString(strings.Repeat(" ", widest[i]-Places(cell)) + gap)
			}
		}
		text.WriteByte('\n')
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// Places is how many places of a terminal the text takes.
func Places(text string) int {
	n := 0
	for _, r := range text {
		n++
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
