package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"shuangsuiji/inspection/law"
)

// printJSON prints the value for programs, and as people read it.
func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// output is a file that a command makes.
type output struct {
	path  string
	mode  os.FileMode
	write func(io.Writer) error
}

// The modes of files: what shows grades, leads or recusals is for its owner.
const (
	modeInside = 0o600
	modeOpen   = 0o644
)

// writeOutputs makes all of the files or, as far as a file system allows, none:
// each is written whole beside its place, and only when all are there do they
// take their names. A file that stood there before is replaced, never half
// written.
func writeOutputs(files ...output) (err error) {
	var made []string
	defer func() {
		for _, temporary := range made {
			if removed := os.Remove(temporary); removed != nil && !errors.Is(removed, os.ErrNotExist) {
				err = errors.Join(err, removed)
			}
		}
	}()
	for _, f := range files {
		temporary, err := writeBeside(f)
		if temporary != "" {
			made = append(made, temporary)
		}
		if err != nil {
			return err
		}
	}
	for i, f := range files {
		if err := os.Rename(made[i], f.path); err != nil {
			return cannotWrite(f.path, err)
		}
	}
	return nil
}

// writeBeside writes the file under a temporary name in its own folder.
func writeBeside(f output) (temporary string, err error) {
	file, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+".*")
	if err != nil {
		return "", cannotWrite(f.path, err)
	}
	temporary = file.Name()
	buffered := bufio.NewWriterSize(file, 1<<16)
	err = f.write(buffered)
	for _, step := range []func() error{buffered.Flush, func() error { return file.Chmod(f.mode) }, file.Sync} {
		if err != nil {
			break
		}
		if err = step(); err != nil {
			err = cannotWrite(f.path, err)
		}
	}
	return temporary, errors.Join(err, file.Close())
}

func cannotWrite(path string, err error) error {
	return law.Errorf(law.KindNotAllowed, "cannot_write", "不能写入文件%s：%v", path, err)
}

// checkOutputs refuses two outputs in one file, and an output in the place of an
// input.
func checkOutputs(inputs []string, outputs ...string) error {
	seen := map[string]bool{}
	for _, path := range inputs {
		seen[absolute(path)] = true
	}
	for _, path := range outputs {
		if path == "" {
			continue
		}
		whole := absolute(path)
		if seen[whole] {
			return law.Errorf(law.KindInvalid, "same_file", "文件%s已用作输入或者另一输出，请换一个文件名。", path)
		}
		seen[whole] = true
		if is, err := os.Stat(path); err == nil && is.IsDir() {
			return law.Errorf(law.KindInvalid, "output_is_folder", "%s是文件夹，请写明文件名。", path)
		}
	}
	return nil
}

func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return filepath.Clean(path)
}
