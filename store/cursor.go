package store

import (
	"encoding/base64"
	"strconv"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

const (
	standardPage = 50
	largestPage  = 500
	keySeparator = "\x1f"
)

func limitOf(p record.Page) int {
	if p.Limit <= 0 {
		return standardPage
	}
	return min(p.Limit, largestPage)
}

func cursorOf(keys ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(keys, keySeparator)))
}

// keysOf takes a cursor apart into the n keys it was made of; nil for the first
// page.
func keysOf(cursor string, n int) ([]string, error) {
	if cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	keys := strings.Split(string(raw), keySeparator)
	if err != nil || len(keys) != n {
		return nil, cursorInvalid()
	}
	return keys, nil
}

// numberOf takes a cursor apart that was made of one number; 0 for the first
// page.
func numberOf(cursor string) (int64, error) {
	keys, err := keysOf(cursor, 1)
	if err != nil || keys == nil {
		return 0, err
	}
	n, err := strconv.ParseInt(keys[0], 10, 64)
	if err != nil {
		return 0, cursorInvalid()
	}
	return n, nil
}

func cursorInvalid() error {
	return law.Errorf(law.KindInvalid, "cursor_invalid", "翻页标记无效，请从第一页重新查询。")
}

// listed makes a page of one row more than the page holds, by which it is known
// that there is a next one.
func listed[R, T any](rows []R, limit int, convert func(R) (T, error), cursor func(R) string) (record.Listed[T], error) {
	var page record.Listed[T]
	if len(rows) > limit {
		rows = rows[:limit]
		page.Next = cursor(rows[limit-1])
	}
	items, err := convertAll(rows, convert)
	page.Items = items
	return page, err
}

func convertAll[R, T any](rows []R, convert func(R) (T, error)) ([]T, error) {
	items := make([]T, len(rows))
	for i, r := range rows {
		var err error
		if items[i], err = convert(r); err != nil {
			return nil, err
		}
	}
	return items, nil
}
