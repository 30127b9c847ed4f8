package web

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is the margin that a reader needs around a code, in modules.
const quiet = 4

// picture is a QR code as one path of an SVG: it prints sharp at every size.
type picture struct {
	Size int // of the box, in modules
	Path string
}

// qrOf is the code of the text.
func qrOf(text string) (picture, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return picture{}, fmt.Errorf("QR code: %w", err)
	}
	n := code.Bounds().Dx()
	var path strings.Builder
	for y := range n {
		for x := range n {
			if code.At(x, y) == color.Black {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return picture{Size: n + 2*quiet, Path: path.String()}, nil
}
