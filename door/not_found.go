package door

import (
	"net/http"

	"shuangsuiji/inspection/law"
)

// NotFound answers where there is no route. It and [Door.MethodNotAllowed] count as
// what is asked of strangers: a way for everybody.
func (d *Door) NotFound(w http.ResponseWriter, r *http.Request) {
	err := d.admitStranger(r)
	if err == nil {
		err = law.Errorf(law.KindNotFound, "route_unknown", "没有这个地址。")
	}
	d.Answer(w, r, d.Problem(r.Context(), err))
}

// MethodNotAllowed answers where there is a route for other methods.
func (d *Door) MethodNotAllowed(w http.ResponseWriter, r *http.Request) {
	err := d.admitStranger(r)
	if err == nil {
		err = saying(http.StatusMethodNotAllowed, "不支持的方法",
			law.Errorf(law.KindNotFound, "method_not_allowed", "该地址不支持%s方法。", r.Method))
	}
	d.Answer(w, r, d.Problem(r.Context(), err))
}
