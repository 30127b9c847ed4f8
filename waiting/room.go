// Package waiting bounds how much of something costly is under way at once.
package waiting

import "sync"

// Room has so many places in all, and so many for each of those who come.
type Room struct {
	all, each int

	mu    sync.Mutex
	taken int
	of    map[string]int // of those that have a place
}

// NewRoom makes an empty room.
func NewRoom(all, each int) *Room { return &Room{all: all, each: each, of: map[string]int{}} }

// Enter takes a place at once or not at all; leave gives it back, once.
func (r *Room) Enter(who string) (leave func(), free bool) { return r.enter(who, r.each) }

// EnterForMany is Enter of one who stands for many: only the places in all bound it.
func (r *Room) EnterForMany(who string) (leave func(), free bool) { return r.enter(who, r.all) }

func (r *Room) enter(who string, most int) (leave func(), free bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken >= r.all || r.of[who] >= most {
		return nil, false
	}
	r.taken++
	r.of[who]++
	return sync.OnceFunc(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.taken--
		if r.of[who]--; r.of[who] == 0 {
			delete(r.of, who)
		}
	}), true
}

// Taken is how many places are taken, and by how many.
func (r *Room) Taken() (places, holders int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.taken, len(r.of)
}
