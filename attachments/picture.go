package attachments

import (
	"image"
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder
	"io"

	_ "golang.org/x/image/webp" // registers the decoder

	"shuangsuiji/inspection/law"
)

// mostPixels is what the best telephones take; a picture with more is refused by what
// its head says, before anything of it is decoded.
const mostPixels = 50_000_000

// picture looks at the head of a picture.
func picture(file *io.SectionReader) error {
	head, _, err := image.DecodeConfig(file)
	if err != nil {
		return law.Errorf(law.KindInvalid, "picture_unreadable", "图片已损坏，无法读取。")
	}
	if head.Width < 1 || head.Height < 1 || head.Width > mostPixels/head.Height {
		return law.Errorf(law.KindInvalid, "picture_too_large", "图片有%d×%d像素，超过%d万像素的上限。", head.Width, head.Height, mostPixels/10_000)
	}
	return nil
}
