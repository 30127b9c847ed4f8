package store

import "iter"

// ahead reads the next batch while the one before is written. Whoever gives the rows is
// asked from another goroutine, which has ended when the walk has.
func ahead[T any](batches iter.Seq2[[]T, error]) iter.Seq2[[]T, error] {
	type batch struct {
		rows []T
		err  error
	}
	return func(yield func([]T, error) bool) {
		next, stop, ended := make(chan batch), make(chan struct{}), make(chan struct{})
		var panicked any
		go func() {
			defer close(ended)
			defer close(next)
			defer func() { panicked = recover() }() // the caller's, who may be prepared for it
			for rows, err := range batches {
				select {
				case next <- batch{rows, err}:
				case <-stop:
					return
				}
			}
		}()
		defer func() {
			close(stop)
			<-ended
		}()
		for b := range next {
			if !yield(b.rows, b.err) {
				return
			}
		}
		if panicked != nil {
			panic(panicked)
		}
	}
}
