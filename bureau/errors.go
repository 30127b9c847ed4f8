package bureau

import (
	"errors"

	"shuangsuiji/inspection/draw"
)

func asDrawError(err error) (*draw.Error, bool) {
	var d *draw.Error
	return d, errors.As(err, &d)
}
