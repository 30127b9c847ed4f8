package attachments

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"

	"shuangsuiji/inspection/law"
)

const (
	// smallEdge is how many pixels the longer edge of a small picture has.
	smallEdge    = 320
	smallQuality = 80
	// mostDecoded is how many bytes a decoded picture may take: some have eight a pixel.
	mostDecoded = 256 << 20
)

// errNoSmall: there is no small picture of a document, nor of a picture that this
// program does not decode.
var errNoSmall = law.Errorf(law.KindNotFound, "no_small_picture", "该附件没有缩略图。")

// Small is a small picture of a picture, as JPEG, upright and without anything that
// the original says beside its pixels. It takes up to 256 MiB while it works.
//
// Errors: no_small_picture.
func Small(file []byte, media string) ([]byte, error) {
	if media != mediaJPEG && media != mediaPNG && media != mediaWebP {
		return nil, errNoSmall
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || int64(head.Width)*int64(head.Height)*bytesAPixel(head.ColorModel) > mostDecoded {
		return nil, errNoSmall
	}
	whole, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, errNoSmall
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, upright(scaled(whole), orientation(file, media)), &jpeg.Options{Quality: smallQuality})
	return out.Bytes(), err
}

func bytesAPixel(m color.Model) int64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.YCbCrModel:
		return 3
	}
	return 4
}

// scaled fits the picture into the small one's edge, on white where it lets through.
func scaled(whole image.Image) *image.RGBA {
	size := whole.Bounds().Size()
	longer := max(size.X, size.Y, smallEdge) // a smaller one stays as it is
	small := image.NewRGBA(image.Rect(0, 0, max(1, size.X*smallEdge/longer), max(1, size.Y*smallEdge/longer)))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(small, small.Bounds(), whole, whole.Bounds(), draw.Over, nil)
	return small
}

// orientation is how a telephone held the picture (Exif, 1 to 8); 1 where nothing is
// said that can be read.
func orientation(file []byte, media string) int {
	if media != mediaJPEG {
		return 1
	}
	found := 1
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(file), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == "Orientation" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if n, is := tag.Value.(uint16); is && n >= 1 && n <= 8 {
				found = int(n)
			}
			return imagemeta.ErrStopWalking
		}})
	if err != nil {
		return 1
	}
	return found
}

// upright turns the picture as its orientation says: 2 and 4 are mirrored, 3 stands on
// its head, from 5 on rows and columns are exchanged.
func upright(p *image.RGBA, orientation int) *image.RGBA {
	if orientation == 1 {
		return p
	}
	w, h := p.Bounds().Dx(), p.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			out.SetRGBA(tx, ty, p.RGBAAt(x, y))
		}
	}
	return out
}
