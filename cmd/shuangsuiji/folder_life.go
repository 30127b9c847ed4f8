package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// life is what the program that uses a folder notes in its lock file, so that the
// next one knows an office that was cut off from one that was never there.
type life struct {
	stage         lifeStage
	demonstration bool
}

type lifeStage string

// The stages of a folder; "" where nothing was noted: an empty folder, or one of
// a program older than this note.
const (
	lifeFounding lifeStage = "founding" // an office begins and isn't filled yet
	lifeRunning  lifeStage = "running"  // in use, or cut off while it was
	lifeStopped  lifeStage = "stopped"  // in order
)

// noteWidth is fixed, so that a note replaces the last one in a single write.
const noteWidth = 80

func readLife(lock io.ReaderAt) (life, error) {
	raw, err := io.ReadAll(io.NewSectionReader(lock, 0, noteWidth))
	if err != nil {
		return life{}, err
	}
	words := strings.Fields(string(raw))
	if len(words) < 2 {
		return life{}, nil
	}
	return life{stage: lifeStage(words[0]), demonstration: words[1] == markDemonstration}, nil
}

func (f *folder) write(stage lifeStage) error {
	kind := "office"
	if f.demo {
		kind = markDemonstration
	}
	note := fmt.Sprintf("%-*s\n", noteWidth-1, fmt.Sprintf("%s %s %s", stage, kind, time.Now().UTC().Format(time.RFC3339)))
	if _, err := f.lock.WriteAt([]byte(note), 0); err != nil {
		return notWritable(f.path, err)
	}
	return f.lock.Sync()
}

// founding notes that an office begins here: until it is [folder.settled], a start
// may go on with what a former one left half done.
func (f *folder) founding(demonstration bool) error {
	f.demo = demonstration
	return f.write(lifeFounding)
}

// settled notes that the office is whole and in use.
func (f *folder) settled(demonstration bool) error {
	f.demo, f.ran = demonstration, true
	return f.write(lifeRunning)
}

// cutOff reports that the last program did not stop in order, or that nobody
// noted how it stopped.
func (f *folder) cutOff() bool { return f.found.stage != lifeStopped }
