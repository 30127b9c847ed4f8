package forms

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Values are what a page's inputs show of a body, so that [Body] reads it from them
// again. A body is what encoding/json makes of JSON with UseNumber, or what Body made.
func Values(fields []Field, body map[string]any) url.Values {
	out := url.Values{}
	writer{out}.object("", fields, body)
	return out
}

type writer struct{ values url.Values }

func (w writer) object(at string, fields []Field, object map[string]any) {
	for _, f := range fields {
		if v, there := object[f.Name]; there {
			w.value(at+f.Name, f, v)
		}
	}
}

func (w writer) value(name string, f Field, v any) {
	switch f.Kind {
	case Group:
		w.object(name+".", f.Fields, asObject(v))
	case Rows, Files:
		for i, row := range asList(v) {
			w.object(name+"."+strconv.Itoa(i)+".", f.Fields, asObject(row))
		}
	case ByKey:
		for key, one := range asObject(v) {
			w.object(name+"."+key+".", f.Fields, asObject(one))
		}
	case EachByKey:
		for key, one := range asObject(v) {
			w.value(name+"."+key, f.Fields[0], one)
		}
	case Choices:
		if f.Exactly {
			w.values.Set(name, "") // as a page says that it asked
		}
		for _, one := range asList(v) {
			w.values.Add(name, shown(one))
		}
	case Lines:
		var all []string
		for _, one := range asList(v) {
			all = append(all, shown(one))
		}
		w.values.Set(name, strings.Join(all, "\n"))
	case Moment:
		w.moment(name, shown(v))
	case Period:
		p := asObject(v)
		w.values.Set(name+".amount", shown(p["amount"]))
		w.values.Set(name+".unit", shown(p["unit"]))
	case Money:
		w.values.Set(name, yuanOf(shown(v)))
	default:
		w.values.Set(name, shown(v))
	}
}

// moment writes what is no time as it is, into the first of the two inputs.
func (w writer) moment(name, written string) {
	at, err := time.Parse(time.RFC3339, written)
	if err != nil {
		w.values.Set(name+".date", written)
		return
	}
	at = at.In(calendar.Shanghai)
	w.values.Set(name+".date", at.Format(time.DateOnly))
	w.values.Set(name+".time", at.Format("15:04"))
}

// yuanOf writes fen in yuan; what is no number is left as it is.
func yuanOf(fen string) string {
	n, err := strconv.ParseInt(fen, 10, 64)
	if err != nil || n < 0 {
		return fen
	}
	return strconv.FormatInt(n/100, 10) + "." + twoDigits(strconv.FormatInt(n%100, 10))
}

// asObject and asList are empty where the body holds something else there: it was not
// read by this form, and shows nothing in it.
func asObject(v any) map[string]any { o, _ := v.(map[string]any); return o }

func asList(v any) []any { l, _ := v.([]any); return l }

// shown is a single value as an input shows it and as conditions name it.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case json.Number:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
