package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A mutant is one small change of a program. All mutants of a package are
// compiled into one test binary, in which the environment chooses one; so each
// costs a run of the tests and none a build.
type mutant struct {
	// key names it without its line, so that it outlives changes elsewhere:
	// calendar/date.go Date.Before: d.ordinal < other.ordinal → d.ordinal <= other.ordinal
	key  string
	line int
}

// chosen is the function of the mutated package that says whether a mutant is on.
const chosen = "mutant__"

// insertion is text to be put into the source; nothing of it is ever removed, so
// that mutants can stand within mutants.
type insertion struct {
	at     int
	before bool // belongs to what begins here, not to what ends here
	text   string
}

// rewriter writes the mutants of one file into its source.
type rewriter struct {
	fset       *token.FileSet
	info       *types.Info
	pkg        *types.Package
	file       *ast.File
	name       string
	src        []byte
	mutants    *[]mutant
	insertions []insertion
	function   string
}

func (r *rewriter) rewrite() []byte {
	for _, d := range r.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil {
				r.function = functionName(d)
				r.block(d.Body.List)
			}
		case *ast.GenDecl:
			if d.Tok == token.VAR {
				for _, s := range d.Specs {
					if v, ok := s.(*ast.ValueSpec); ok {
						r.function = v.Names[0].Name
						r.expressions(v.Values)
					}
				}
			}
		}
	}
	// Where two begin at one place the outer one was met first; where two end at
	// one place the inner one was.
	slices.SortStableFunc(r.insertions, func(a, b insertion) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.before == b.before:
			return 0
		case b.before:
			return -1
		}
		return 1
	})
	var out []byte
	last := 0
	for _, i := range r.insertions {
		out = append(append(out, r.src[last:i.at]...), i.text...)
		last = i.at
	}
	return append(out, r.src[last:]...)
}

func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	return types.ExprString(t) + "." + d.Name.Name
}

func (r *rewriter) offset(p token.Pos) int { return r.fset.Position(p).Offset }

func (r *rewriter) text(n ast.Node) string { return string(r.src[r.offset(n.Pos()):r.offset(n.End())]) }

// number enters a mutant of the node and returns its number, from 1. Where a
// function has several of one name, they are counted.
func (r *rewriter) number(n ast.Node, becomes string) int {
	name := fmt.Sprintf("%s %s: %s → %s", r.name, r.function, short(r.text(n)), short(becomes))
	key := name
	for i := 2; slices.ContainsFunc(*r.mutants, func(m mutant) bool { return m.key == key }); i++ {
		key = fmt.Sprintf("%s (%d)", name, i)
	}
	*r.mutants = append(*r.mutants, mutant{key, r.fset.Position(n.Pos()).Line})
	return len(*r.mutants)
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > 90 {
		return string(runes[:90]) + "…"
	}
	return s
}

// replace lets the expression be any of the others, and then looks into it.
func (r *rewriter) replace(e ast.Expr, others []string, inside func()) {
	t, ok := r.typeOf(e)
	if !ok || len(others) == 0 {
		inside()
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "func() %s { ", t)
	for _, o := range others {
		body := "return " + o
		if o == "" { // the zero value
			body, o = "var zero "+t+"; return zero", "zero"
		}
		fmt.Fprintf(&b, "if %s(%d) { %s }; ", chosen, r.number(e, o), body)
	}
	r.insertions = append(r.insertions, insertion{r.offset(e.Pos()), true, b.String() + "return "})
	inside()
	r.insertions = append(r.insertions, insertion{r.offset(e.End()), false, " }()"})
}

// typeOf writes the type of an expression as the file can name it.
func (r *rewriter) typeOf(e ast.Expr) (string, bool) {
	tv, ok := r.info.Types[e]
	if !ok || !tv.IsValue() || tv.Type == nil {
		return "", false
	}
	t := tv.Type
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		if b.Kind() == types.UntypedNil {
			return "", false
		}
		t = types.Default(t)
	}
	if _, tuple := t.(*types.Tuple); tuple {
		return "", false
	}
	nameable := true
	text := types.TypeString(t, func(p *types.Package) string {
		if p == r.pkg {
			return ""
		}
		for _, i := range r.file.Imports {
			if strings.Trim(i.Path.Value, `"`) == p.Path() {
				return p.Name()
			}
		}
		nameable = false
		return p.Name()
	})
	return text, nameable && !strings.Contains(text, "invalid type")
}

func (r *rewriter) block(list []ast.Stmt) {
	for _, s := range list {
		if !droppable(s) {
			r.statement(s)
			continue
		}
		n := r.number(s, "dropped")
		r.insertions = append(r.insertions, insertion{r.offset(s.Pos()), true, fmt.Sprintf("if !%s(%d) { ", chosen, n)})
		r.statement(s)
		r.insertions = append(r.insertions, insertion{r.offset(s.End()), false, " }"})
	}
}

// droppable: without the statement the program still compiles.
func droppable(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return !ok || types.ExprString(call.Fun) != "panic"
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE
	case *ast.IncDecStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE || s.Tok == token.BREAK
	}
	return false
}

func (r *rewriter) statement(s ast.Stmt) {
	switch s := s.(type) {
	case nil:
	case *ast.BlockStmt:
		r.block(s.List)
	case *ast.ExprStmt:
		r.inside(s.X) // nobody looks at the value itself
	case *ast.AssignStmt:
		r.expressions(s.Rhs)
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
			for _, spec := range d.Specs {
				r.expressions(spec.(*ast.ValueSpec).Values)
			}
		}
	case *ast.ReturnStmt:
		for i, e := range s.Results {
			if i == len(s.Results)-1 || r.info.Types[e].Value == nil || !r.failed(s) {
				r.expression(e)
			}
		}
	case *ast.IfStmt:
		r.statement(s.Init)
		r.condition(s.Cond, "true", "false")
		r.block(s.Body.List)
		r.statement(s.Else)
	case *ast.ForStmt:
		r.statement(s.Init)
		if s.Cond != nil {
			r.condition(s.Cond, "false")
		}
		r.statement(s.Post)
		r.block(s.Body.List)
	case *ast.RangeStmt:
		r.expression(s.X)
		r.block(s.Body.List)
	case *ast.SwitchStmt:
		r.choice(s)
	case *ast.TypeSwitchStmt:
		for _, c := range s.Body.List {
			r.block(c.(*ast.CaseClause).Body)
		}
	case *ast.GoStmt:
		r.expressions(s.Call.Args)
	case *ast.DeferStmt:
		r.expressions(s.Call.Args)
	case *ast.LabeledStmt:
		r.statement(s.Stmt)
	}
}

// failed: an error is returned, and nobody reads what stands beside it.
func (r *rewriter) failed(s *ast.ReturnStmt) bool {
	last := r.info.Types[s.Results[len(s.Results)-1]]
	return !last.IsNil() && types.Implements(last.Type, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

func (r *rewriter) choice(s *ast.SwitchStmt) {
	r.statement(s.Init)
	r.expression(s.Tag)
	for _, c := range s.Body.List {
		clause := c.(*ast.CaseClause)
		for _, e := range clause.List {
			if s.Tag == nil {
				r.condition(e, "true", "false")
			} else {
				r.expression(e)
			}
		}
		r.block(clause.Body)
	}
}

func (r *rewriter) expressions(list []ast.Expr) {
	for _, e := range list {
		r.expression(e)
	}
}

// condition: what decides alone may always hold or never, and be off by one.
func (r *rewriter) condition(e ast.Expr, always ...string) {
	r.replace(e, append(always, r.boundary(e)...), func() { r.inside(e) })
}

// boundary is the neighbour of a comparison: whether the day itself belongs.
func (r *rewriter) boundary(e ast.Expr) []string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.boundary(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			var out []string
			for _, o := range r.boundary(e.X) {
				out = append(out, "!("+o+")")
			}
			return out
		}
	case *ast.BinaryExpr:
		next := map[token.Token]string{token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">"}[e.Op]
		if next != "" {
			return []string{r.text(e.X) + " " + next + " " + r.text(e.Y)}
		}
	case *ast.CallExpr:
		if s, ok := e.Fun.(*ast.SelectorExpr); ok && len(e.Args) == 1 {
			other := map[string]string{"Before": "After", "After": "Before"}[s.Sel.Name]
			if other != "" {
				return []string{"!" + r.text(s.X) + "." + other + "(" + r.text(e.Args[0]) + ")"}
			}
		}
	}
	return nil
}

func (r *rewriter) expression(e ast.Expr) {
	if e == nil {
		return
	}
	tv := r.info.Types[e]
	if tv.IsType() {
		return
	}
	if tv.Value != nil {
		r.replace(e, constantsBeside(tv, r.text(e)), func() {})
		return
	}
	r.replace(e, r.others(e, tv), func() { r.inside(e) })
}

// constantsBeside: a number grows by one, a truth turns, a code is empty. Texts
// for people are left alone, and so are durations.
func constantsBeside(tv types.TypeAndValue, text string) []string {
	named, isNamed := tv.Type.(*types.Named)
	switch tv.Value.Kind() {
	case constant.Int:
		if isNamed && named.Obj().Name() == "Duration" {
			return nil
		}
		return []string{text + " + 1"}
	case constant.Bool:
		return []string{"!" + text}
	case constant.String:
		if isNamed && constant.StringVal(tv.Value) != "" {
			return []string{`""`}
		}
	}
	return nil
}

func (r *rewriter) others(e ast.Expr, tv types.TypeAndValue) []string {
	if basic, ok := tv.Type.Underlying().(*types.Basic); ok && basic.Info()&types.IsBoolean != 0 {
		if _, paren := e.(*ast.ParenExpr); paren {
			return nil
		}
		return append([]string{"!(" + r.text(e) + ")"}, r.boundary(e)...)
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		other := map[token.Token]string{token.ADD: "-", token.SUB: "+", token.MUL: "/", token.QUO: "*", token.REM: "*"}[e.Op]
		if basic, ok := tv.Type.Underlying().(*types.Basic); ok && other != "" && basic.Info()&types.IsNumeric != 0 {
			return []string{r.text(e.X) + " " + other + " " + r.text(e.Y)}
		}
	case *ast.UnaryExpr:
		if e.Op == token.SUB {
			return []string{r.text(e.X)}
		}
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.Ident); ok {
			if other := map[string]string{"min": "max", "max": "min"}[f.Name]; other != "" && r.info.Types[e.Fun].IsBuiltin() {
				return []string{other + r.text(e)[len(f.Name):]}
			}
		}
	}
	return nil
}

// inside looks for mutants within an expression.
func (r *rewriter) inside(e ast.Expr) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		r.expression(e.X)
	case *ast.UnaryExpr:
		if e.Op != token.AND {
			r.inside(e.X)
		} else if _, literal := e.X.(*ast.CompositeLit); literal {
			r.inside(e.X)
		}
	case *ast.StarExpr:
		r.expression(e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND: // either condition may be forgotten
			r.condition(e.X, "true")
			r.condition(e.Y, "true")
		case token.LOR:
			r.condition(e.X, "false")
			r.condition(e.Y, "false")
		default:
			r.expression(e.X)
			r.expression(e.Y)
		}
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.Ident); ok && f.Name == "make" {
			return
		}
		if r.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			r.expression(e.Args[0])
			return
		}
		if s, ok := e.Fun.(*ast.SelectorExpr); ok {
			r.inside(s.X)
		} else {
			r.inside(e.Fun)
		}
		r.expressions(e.Args)
	case *ast.SelectorExpr:
		r.inside(e.X)
	case *ast.IndexExpr:
		if r.info.Types[e.X].IsValue() {
			r.inside(e.X)
			if !r.info.Types[e.Index].IsType() {
				r.expression(e.Index)
			}
		}
	case *ast.SliceExpr:
		r.inside(e.X)
		for _, i := range []ast.Expr{e.Low, e.High, e.Max} {
			r.expression(i)
		}
	case *ast.FuncLit:
		r.block(e.Body.List)
	case *ast.CompositeLit:
		r.literal(e)
	}
}

// literal: each field that a literal sets may be forgotten.
func (r *rewriter) literal(e *ast.CompositeLit) {
	_, isStruct := r.info.Types[e].Type.Underlying().(*types.Struct)
	for _, element := range e.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		switch {
		case !ok:
			if c, composite := element.(*ast.CompositeLit); composite {
				r.literal(c) // its type may stand only once, outside
			} else {
				r.expression(element)
			}
		case isStruct && !text(r.info.Types[pair.Value]):
			r.replace(pair.Value, []string{""}, func() { r.inside(pair.Value) })
		default:
			if c, composite := pair.Value.(*ast.CompositeLit); composite {
				r.literal(c)
			} else {
				r.inside(pair.Value)
			}
		}
	}
}

// text reports whether the value is a text for people.
func text(tv types.TypeAndValue) bool {
	basic, ok := tv.Type.(*types.Basic)
	return ok && tv.Value != nil && basic.Info()&types.IsString != 0
}
