package web

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

//go:embed templates
var templateFiles embed.FS

// templates are the pages by name, each with the frame and the shared parts.
type templates map[string]*template.Template

// parseTemplates reads the frame, the parts, and each page with them. A template that
// cannot be read is a fault of the program.
func parseTemplates(files assets) templates {
	shared := template.New("frame.html").Funcs(functions(files))
	shared = template.Must(shared.ParseFS(templateFiles, "templates/frame.html", "templates/parts/*.html"))
	pages, err := templateFiles.ReadDir("templates/pages")
	if err != nil {
		panic(fmt.Sprintf("embedded templates: %v", err))
	}
	out := templates{}
	for _, p := range pages {
		one := template.Must(shared.Clone())
		out[strings.TrimSuffix(p.Name(), ".html")] = template.Must(one.ParseFS(templateFiles, path.Join("templates/pages", p.Name())))
	}
	return out
}

func (t templates) execute(w io.Writer, name string, f frame) error {
	one, known := t[name]
	if !known {
		return fmt.Errorf("no template %s", name)
	}
	return one.ExecuteTemplate(w, "frame.html", f)
}

// functions are what templates can ask beside their data.
func functions(files assets) template.FuncMap {
	return template.FuncMap{
		"asset":        files.at,
		"day":          day,
		"date":         func(d calendar.Date) string { return d.String() },
		"moment":       moment,
		"until":        until,
		"who":          law.NamesOf,
		"inputID":      func(field string) string { return forms.InputID(strings.TrimPrefix(field, "body.")) },
		"join":         func(parts []string) string { return strings.Join(parts, "、") },
		"month":        month,
		"yuan":         yuan,
		"chinese":      func(d calendar.Date) string { return d.ChineseString() },
		"roles":        law.RoleNames,
		"entityStatus": func(s registers.EntityStatus) string { return registers.EntityStatusNames[s] },
		"dict":         dict,
	}
}

// dict are named values for a part of a page that takes more than one.
func dict(pairs ...any) map[string]any {
	out := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		out[name] = pairs[i+1]
	}
	return out
}

// day and moment are as people in the bureau read them, of Beijing time.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t).String()
}

// month is the month in which the day lies.
func month(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Year()) + "年" + strconv.Itoa(int(d.Month())) + "月"
}

func yuan(fen int64) string {
	const fenOfYuan = 100
	return fmt.Sprintf("%d.%02d", fen/fenOfYuan, fen%fenOfYuan)
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Shanghai).Format("2006-01-02 15:04")
}

// until is the end of a period: a whole day ends at 24:00, as staff read it.
func until(t time.Time) string {
	if last := t.Add(-time.Nanosecond); !t.IsZero() && t.Equal(calendar.DateOf(last).AddDays(1).At(0, 0)) {
		return day(last) + " 24:00"
	}
	return moment(t)
}
