package draw_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"shuangsuiji/inspection/draw"
)

// FuzzVerify: whatever a file holds, Verify answers with an Error of this
// package that says something; and what it accepts encodes to the same file.
func FuzzVerify(f *testing.F) {
	paths, err := filepath.Glob(filepath.Join("testdata", "vectors", "*.json"))
	if err != nil || len(paths) == 0 {
		f.Fatalf("no vectors: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, text := range []string{"", "{}", "null", "[]", `{"extent":"full","inside":{}}`, `{"ranks":[{"stratum":-1}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		err := draw.Verify(data)
		if err == nil {
			full, errFull := draw.ReadFull(data)
			public, errPublic := draw.ReadPublic(data)
			switch {
			case errFull == nil:
				data2 := encode(t, full)
				if string(data2) != string(data) {
					t.Fatal("accepted evidence does not encode to itself")
				}
			case errPublic == nil:
				if string(encode(t, public)) != string(data) {
					t.Fatal("accepted evidence does not encode to itself")
				}
			default:
				t.Fatal("accepted evidence cannot be read")
			}
			return
		}
		var e *draw.Error
		if !errors.As(err, &e) || e.Code == "" || e.Message == "" {
			t.Fatalf("an error without code or message: %v", err)
		}
	})
}

// FuzzVerifyStructure gets past the canonical text, so that the checks behind
// it meet evidence that is well formed and wrong.
func FuzzVerifyStructure(f *testing.F) {
	f.Add(uint16(0), uint32(0), int64(0), "")
	f.Add(uint16(7), uint32(99), int64(-1), "E级")
	f.Add(uint16(3), uint32(12345), int64(1)<<62, "\u0000")
	var trees [][]byte
	for _, s := range scenarios(f) {
		full := s.run(f)
		public, err := draw.PublicOf(full, s.options)
		if err != nil {
			f.Fatal(err)
		}
		trees = append(trees, encode(f, full), encode(f, public))
	}
	f.Fuzz(func(t *testing.T, file uint16, at uint32, number int64, text string) {
		tree := parse(t, trees[int(file)%len(trees)])
		var all []leaf
		leaves("", tree, nil, &all)
		sortLeaves(all)
		l := all[int(at)%len(all)]
		switch l.old.(type) {
		case bool:
			l.set(number&1 == 0)
		case string:
			l.set(text)
		default:
			l.set(number)
		}
		err := draw.Verify(withDigest(t, tree))
		var e *draw.Error
		if err != nil && (!errors.As(err, &e) || e.Message == "") {
			t.Fatalf("an error without message: %v", err)
		}
	})
}
