package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
)

// photograph is what the inspectors of the demonstration take on site: the program
// draws it, each case's in a shade of its own.
func photograph(no string) ([]byte, error) {
	shade := uint8(0)
	for _, c := range []byte(no) {
		shade = shade*31 + c
	}
	p := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			p.SetRGBA(x, y, color.RGBA{R: uint8(x * 255 / 640), G: uint8(y * 255 / 480), B: shade, A: 255})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, p, nil); err != nil {
		return nil, fmt.Errorf("photograph of %s: %w", no, err)
	}
	return out.Bytes(), nil
}
