package web

import "shuangsuiji/record"

// everyAct reads a history to its end: its last acts say how its subject stands.
func everyAct[T any](read func(record.Page) (record.Listed[T], error)) (record.Listed[T], error) {
	all, err := read(record.Page{Limit: mostActs})
	for err == nil && all.Next != "" {
		var more record.Listed[T]
		more, err = read(record.Page{After: all.Next, Limit: mostActs})
		all.Items, all.Next = append(all.Items, more.Items...), more.Next
	}
	return all, err
}

// mostActs is how many acts are read at once.
const mostActs = 500
