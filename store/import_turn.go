package store

import (
	"context"
	"errors"

	"shuangsuiji/inspection/law"
)

// ImportTurn gives the caller the office's one turn to import until it leaves; each
// import takes up to the memory and the disk that the office has for it. On SQLite the
// record belongs to one process; on MySQL the turn is the database's, whatever process
// asks, and it is free again once the connection of a process that was killed is gone.
//
// Errors: import_busy.
func (s *Store) ImportTurn(ctx context.Context) (leave func(), err error) {
	if !s.importing.CompareAndSwap(false, true) {
		return nil, importBusy()
	}
	unlock := func() error { return nil }
	if s.mysql() {
		if unlock, err = s.lockImports(ctx); err != nil {
			s.importing.Store(false)
			return nil, err
		}
	}
	return func() {
		defer s.importing.Store(false)
		if err := unlock(); err != nil { // the import is done all the same
			s.log.Warn("turn to import not given back", "error", err)
		}
	}, nil
}

func (s *Store) lockImports(ctx context.Context) (unlock func() error, err error) {
	pool, err := s.writer.DB()
	if err != nil {
		return nil, err
	}
	unlock, err = lockByName(ctx, pool, "import", 0)
	if errors.Is(err, errLocked) {
		return nil, importBusy()
	}
	return unlock, s.translate(err)
}

func importBusy() error {
	return law.Errorf(law.KindTooMany, "import_busy", "正在导入另一份文件，请稍后再试。")
}
