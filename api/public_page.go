package api

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/record"
)

// The public's page: results, decisions, plans, and the draws behind them. It is
// made here, needs no script, and loads nothing from another host.
//
//go:embed page
var pageFiles embed.FS

const pagePolicy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// pageRows is how many rows a page of the public's page shows.
const pageRows = 50

var pageTemplate = template.Must(template.New("page.html").Funcs(template.FuncMap{
	"day":    func(t time.Time) string { return calendar.DateOf(t).String() },
	"moment": func(t time.Time) string { return t.In(calendar.Shanghai).Format("2006-01-02 15:04") },
}).ParseFS(pageFiles, "page/page.html"))

// publicPage is what the page shows: one of its sections.
type publicPage struct {
	Title, Section, Text string
	Demonstration        bool
	Problem              string // instead of rows
	Results              []record.Publication
	Decisions            []record.Decision
	Plans                []bureau.PublicPlan
	PlanColumns          []string
	Draws                []record.PublicDraw
	Next                 string // address of the next page of rows
}

func (s *server) mountPages(engine *gin.Engine) {
	style, err := pageFiles.ReadFile("page/style.css")
	if err != nil {
		panic(err) // embedded above
	}
	s.serveBytes(engine, "/page/style.css", "text/css; charset=utf-8", style, pagePolicy)
	engine.GET("/", s.page(s.resultsPage))
	engine.GET("/decisions", s.page(s.decisionsPage))
	engine.GET("/plans", s.page(s.plansPage))
	engine.GET("/draws", s.page(s.drawsPage))
}

func (s *server) page(fill func(*http.Request, *publicPage) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		p := publicPage{Demonstration: s.office.Demonstration()}
		status, err := http.StatusOK, s.fillPage(c, &p, fill)
		if err != nil {
			problem := s.door.Problem(c.Request.Context(), err)
			status, p.Problem = problem.Status, problem.Detail
			problem.SetHeaders(c.Writer.Header())
		}
		var body bytes.Buffer
		if err := pageTemplate.Execute(&body, p); err != nil {
			s.refuse(c, err)
			return
		}
		c.Header("Content-Security-Policy", pagePolicy)
		c.Header("Cache-Control", "no-cache")
		c.Data(status, "text/html; charset=utf-8", body.Bytes())
	}
}

// fillPage lets the request in, as any of the public's, and fills the page.
func (s *server) fillPage(c *gin.Context, p *publicPage, fill func(*http.Request, *publicPage) error) error {
	ctx, leave, err := s.door.Admit(c.Writer, c.Request, door.Way{For: door.Anybody})
	if err != nil {
		return err
	}
	defer leave()
	return fill(c.Request.WithContext(ctx), p)
}

func (s *server) resultsPage(r *http.Request, p *publicPage) error {
	p.Title, p.Section, p.Text = "抽查检查结果公示", "results", strings.TrimSpace(r.FormValue("text"))
	filter := record.PublicationFilter{Text: p.Text}
	if code, err := creditcode.Parse(p.Text); err == nil {
		filter = record.PublicationFilter{Entity: code.String()}
	}
	listed, err := s.office.Publications(r.Context(), filter, record.Page{After: r.FormValue("after"), Limit: pageRows})
	p.Results, p.Next = listed.Items, nextPage("/", p.Text, listed.Next)
	return err
}

func (s *server) decisionsPage(r *http.Request, p *publicPage) error {
	p.Title, p.Section, p.Text = "行政处罚等处理决定公示", "decisions", strings.TrimSpace(r.FormValue("text"))
	filter := record.DecisionFilter{Text: p.Text}
	if code, err := creditcode.Parse(p.Text); err == nil {
		filter = record.DecisionFilter{Entity: code.String()}
	}
	listed, err := s.office.Decisions(r.Context(), filter, record.Page{After: r.FormValue("after"), Limit: pageRows})
	p.Decisions, p.Next = listed.Items, nextPage("/decisions", p.Text, listed.Next)
	return err
}

// plansPage shows each plan as the annex does (附件 年度抽查工作计划).
func (s *server) plansPage(r *http.Request, p *publicPage) (err error) {
	p.Title, p.Section, p.PlanColumns = "年度抽查工作计划", "plans", plans.Columns
	p.Plans, err = s.office.PublicPlans(r.Context())
	return err
}

func (s *server) drawsPage(r *http.Request, p *publicPage) error {
	p.Title, p.Section = "抽取承诺与证据", "draws"
	listed, err := s.office.PublicDraws(r.Context(), record.Page{After: r.FormValue("after"), Limit: pageRows})
	p.Draws, p.Next = listed.Items, nextPage("/draws", "", listed.Next)
	return err
}

func nextPage(path, text, after string) string {
	if after == "" {
		return ""
	}
	q := url.Values{"after": {after}}
	if text != "" {
		q.Set("text", text)
	}
	return path + "?" + q.Encode()
}
