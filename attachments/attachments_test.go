package attachments_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/attachments"
	"shuangsuiji/inspection/law"
)

func photo(t *testing.T, w, h int) []byte {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w { // the upper half dark, the lower light
		for y := range h {
			p.SetRGBA(x, y, color.RGBA{A: 255})
			if y >= h/2 {
				p.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
			}
		}
	}
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, p, nil))
	return out.Bytes()
}

func drawing(t *testing.T, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, image.NewNRGBA(image.Rect(0, 0, w, h))))
	return out.Bytes()
}

// claiming is a PNG of a few bytes whose head says that it is huge.
func claiming(t *testing.T, w, h uint32) []byte {
	t.Helper()
	raw := drawing(t, 1, 1)
	binary.BigEndian.PutUint32(raw[16:], w)
	binary.BigEndian.PutUint32(raw[20:], h)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range parts {
		part, err := w.Create(name)
		require.NoError(t, err)
		_, err = part.Write([]byte("<x/>"))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// container is the beginning of a file of the older office formats.
func container(with string) []byte {
	raw := make([]byte, 200<<10)
	copy(raw, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
	for i, c := range []byte(with) {
		raw[65530+2*i] = c // across the pieces in which it is read
	}
	return raw
}

func TestJudge(t *testing.T) {
	t.Parallel()
	jpg := photo(t, 40, 30)
	html := []byte("<!DOCTYPE html><html><script>alert(1)</script></html>")
	for name, tt := range map[string]struct {
		file []byte
		want string // the media type, or the code of the refusal
	}{
		"现场.jpg":        {jpg, "image/jpeg"},
		"现场.JPEG":       {jpg, "image/jpeg"},
		"图.png":         {drawing(t, 3, 3), "image/png"},
		"告知书.pdf":       {[]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "application/pdf"},
		"记录.docx":       {archive(t, "[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"台账.xlsx":       {archive(t, "[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		"通知书.ofd":       {archive(t, "OFD.xml", "Doc_0/Document.xml"), "application/ofd"},
		"旧版.wps":        {container(""), "application/x-ole-storage"},
		"录音.amr":        {[]byte("#!AMR\n\x3c\x00"), "audio/amr"},
		"网页.jpg":        {html, "attachment_type_refused"},
		"网页2.html":      {html, "attachment_type_refused"},
		"矢量.svg":        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "attachment_type_refused"},
		"程序.pdf":        {[]byte("MZ\x90\x00\x03\x00\x00\x00"), "attachment_type_refused"},
		"脚本.jpg":        {[]byte("#!/bin/sh\nrm -rf /\n"), "attachment_type_refused"},
		"动图.gif":        {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "attachment_type_refused"},
		"材料.zip":        {archive(t, "a.txt"), "attachment_type_refused"},
		"损坏.docx":       {archive(t, "word/document.xml")[:40], "attachment_type_refused"},
		"照片.pdf":        {jpg, "attachment_ending_differs"},
		"照片":            {jpg, "attachment_ending_differs"},
		"照片.jpg.html":   {append(jpg[:len(jpg):len(jpg)], html...), "attachment_ending_differs"},
		"藏有网页的照片.jpg":   {append(jpg[:len(jpg):len(jpg)], html...), "image/jpeg"}, // shown as a picture and as nothing else
		"宏.docx":        {archive(t, "word/document.xml", "word/vbaProject.bin"), "attachment_active"},
		"宏.doc":         {container("_VBA_PROJECT"), "attachment_active"},
		"截断.jpg":        {jpg[:20], "picture_unreadable"},
		"巨图.png":        {claiming(t, 100_000, 100_000), "picture_too_large"},
		"空.jpg":         {nil, "attachment_empty"},
		"过大.jpg":        {make([]byte, attachments.MaxSize+1), "attachment_too_large"},
		"恰好不过大的零字节.jpg": {make([]byte, attachments.MaxSize), "attachment_type_refused"},
	} {
		media, err := attachments.Judge(name, bytes.NewReader(tt.file), int64(len(tt.file)))
		if strings.Contains(tt.want, "/") {
			require.NoError(t, err, name)
			require.Equal(t, tt.want, media, name)
			continue
		}
		var e *law.Error
		require.True(t, errors.As(err, &e), "%s: %v %v", name, media, err)
		require.Equal(t, tt.want, e.Code, name)
		require.Equal(t, law.KindInvalid, e.Kind, name)
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{" 现场  照片.jpg": "现场 照片.jpg", "𠮷田.pdf": "𠮷田.pdf", strings.Repeat("长", 196) + ".jpg": strings.Repeat("长", 196) + ".jpg"} {
		got, err := attachments.Name(typed)
		require.NoError(t, err, typed)
		require.Equal(t, want, got)
	}
	for _, typed := range []string{"", "  ", "照片\u202egpj.exe", "a\x00.jpg", "a\nb.jpg", "../a.jpg", `..\a.jpg`, "/etc/passwd", ".htaccess", "a\u200b.jpg", "\xff.jpg", strings.Repeat("长", 201)} {
		_, err := attachments.Name(typed)
		require.ErrorIs(t, err, &law.Error{Code: "attachment_name_invalid"}, "%q", typed)
	}
}

// TestSmallStandsUpright: a telephone that was held otherwise says so in the picture.
func TestSmallStandsUpright(t *testing.T) {
	t.Parallel()
	for orientation, dark := range map[byte]image.Point{1: {10, 2}, 3: {10, 17}, 6: {17, 10}, 8: {2, 10}} {
		small, err := attachments.Small(held(photo(t, 20, 20), orientation), "image/jpeg")
		require.NoError(t, err)
		p, err := jpeg.Decode(bytes.NewReader(small))
		require.NoError(t, err)
		luminance := func(at image.Point) uint8 { return color.GrayModel.Convert(p.At(at.X, at.Y)).(color.Gray).Y }
		require.Less(t, luminance(dark), uint8(60), "orientation %d", orientation)
		require.Greater(t, luminance(image.Pt(19-dark.X, 19-dark.Y)), uint8(190), "orientation %d", orientation)
	}
}

// held puts the orientation into a JPEG, as a telephone does.
func held(photo []byte, orientation byte) []byte {
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	exif[len(exif)-7] = orientation
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xFF, 0xD8}, segment...), photo[2:]...)
}

func TestSmall(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file []byte
		want image.Point
	}{"wide": {photo(t, 1280, 640), image.Pt(320, 160)}, "narrow": {photo(t, 2000, 3), image.Pt(320, 1)}, "little": {photo(t, 20, 10), image.Pt(20, 10)}} {
		small, err := attachments.Small(tt.file, "image/jpeg")
		require.NoError(t, err, name)
		head, err := jpeg.DecodeConfig(bytes.NewReader(small))
		require.NoError(t, err, name)
		require.Equal(t, tt.want, image.Pt(head.Width, head.Height), name)
	}
	small, err := attachments.Small(held(photo(t, 40, 20), 6), "image/jpeg")
	require.NoError(t, err)
	require.NotContains(t, string(small), "Exif", "a small picture says nothing beside its pixels")
	for name, tt := range map[string]struct {
		file  []byte
		media string
	}{"a document": {[]byte("%PDF-1.7"), "application/pdf"}, "kept only": {photo(t, 9, 9), "image/heic"},
		"too many pixels": {claiming(t, 9000, 9000), "image/png"}, "damaged": {photo(t, 90, 90)[:400], "image/jpeg"}} {
		_, err := attachments.Small(tt.file, tt.media)
		require.ErrorIs(t, err, &law.Error{Code: "no_small_picture"}, name)
	}
}
