package web

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"shuangsuiji/docs"
)

// manual is the staff's manual as a page.
type manual struct {
	Chapters []chapter
	Body     template.HTML
}

// chapter is one to which the page's list of contents leads.
type chapter struct{ ID, Name string }

// readManual makes the manual's page. That it cannot is a fault of the program.
func readManual(files assets) manual {
	m, err := manualOf(docs.Manual, files)
	if err != nil {
		panic(fmt.Sprintf("embedded manual: %v", err))
	}
	return m
}

func manualOf(source []byte, files assets) (manual, error) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))))
	tree := markdown.Parser().Parse(text.NewReader(source))
	var out manual
	err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 2 {
				c := chapter{ID: fmt.Sprintf("chapter-%d", len(out.Chapters)+1), Name: string(n.Lines().Value(source))}
				n.SetAttributeString("id", []byte(c.ID))
				out.Chapters = append(out.Chapters, c)
			}
		case *ast.Image:
			return ast.WalkContinue, show(n, files)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return out, err
	}
	var body bytes.Buffer
	if err := markdown.Renderer().Render(&body, source, tree); err != nil {
		return out, err
	}
	out.Body = rendered(framed(body.String()))
	return out, nil
}

// show leads a picture of the manual to where the console serves it. It is loaded once its
// reader comes near, and its place is kept for it.
func show(n *ast.Image, files assets) error {
	at, err := files.at(path.Base(string(n.Destination)))
	n.Destination = []byte(at)
	n.SetAttributeString("width", []byte("1366"))
	n.SetAttributeString("height", []byte("768"))
	n.SetAttributeString("loading", []byte("lazy"))
	return err
}

// framed lets each table scroll by itself, and says which cells its heads are for.
func framed(body string) string {
	return strings.NewReplacer("<table>", `<div class="wide" tabindex="0"><table class="table table-sm">`, "</table>", "</table></div>", "<th>", `<th scope="col">`).Replace(body)
}

func (s *console) help(context.Context, *http.Request) (view, error) {
	return view{Template: "help", Title: "操作手册", Data: s.manual}, nil
}
