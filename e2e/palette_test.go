package e2e

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// lighter is the picture in the 256 colours of which it has most: a page has few, and what
// smooths its letters has neighbours enough among them.
func lighter(t testing.TB, whole []byte) []byte {
	t.Helper()
	from, err := png.Decode(bytes.NewReader(whole))
	require.NoError(t, err)
	to := image.NewPaletted(from.Bounds(), mostUsed(from))
	nearest := map[color.Color]uint8{}
	for y := range from.Bounds().Dy() {
		for x := range from.Bounds().Dx() {
			c := from.At(x, y)
			i, known := nearest[c]
			if !known {
				i = uint8(to.Palette.Index(c))
				nearest[c] = i
			}
			to.SetColorIndex(x, y, i)
		}
	}
	var out bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to))
	return out.Bytes()
}

// mostUsed are the colours of which the picture has most, 256 at most.
func mostUsed(of image.Image) color.Palette {
	count := map[color.Color]int{}
	for y := range of.Bounds().Dy() {
		for x := range of.Bounds().Dx() {
			count[of.At(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int { return cmp.Compare(count[b], count[a]) })
	return all[:min(len(all), 256)]
}
