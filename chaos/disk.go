package chaos

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// disk is a small file system of the run's own, which can be filled up without
// harm to the machine's.
type disk struct{ folder string }

// diskSize is enough for a run and fills up quickly.
const diskSize = "2g"

// newDisk mounts one in memory; it takes the rights of root.
func newDisk(folder string) (*disk, error) {
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+diskSize+",mode=0711"); err != nil {
		return nil, errors.New("a disk that may fill up takes the rights of root; run without it: -disk=false")
	}
	return &disk{folder}, nil
}

func (d *disk) ballast() string { return filepath.Join(d.folder, "ballast") }

// fill takes all that is left.
func (d *disk) fill() error {
	f, err := os.OpenFile(d.ballast(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	block := make([]byte, 1<<20)
	for size := len(block); size >= 1; {
		if _, err = f.Write(block[:size]); err != nil {
			size /= 2
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		return errors.Join(errors.New("the disk does not fill up"), err, f.Close())
	}
	return f.Close()
}

// empty gives it back.
func (d *disk) empty() error {
	if err := os.Remove(d.ballast()); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func (d *disk) unmount() error { return syscall.Unmount(d.folder, 0) }
