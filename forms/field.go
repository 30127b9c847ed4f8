package forms

import (
	"reflect"

	"shuangsuiji/codes"
)

// Kind is what a field takes.
type Kind string

// The kinds of field, with what they are in JSON.
const (
	Choice   Kind = "choice"    // one code of a list
	Choices  Kind = "choices"   // several codes of a list
	YesNo    Kind = "yes_no"    // true or false
	Tick     Kind = "tick"      // true, or left out
	Day      Kind = "day"       // "2024-04-19"
	Moment   Kind = "moment"    // "2024-04-19T09:30:00+08:00", to the minute
	Text     Kind = "text"      // one line
	LongText Kind = "long_text" // several lines
	Number   Kind = "number"    // a whole number
	Money    Kind = "money"     // fen; people write yuan
	Period   Kind = "period"    // {"amount":5,"unit":"working_days"}
	Group    Kind = "group"     // an object of Fields
	Rows     Kind = "rows"      // a list of objects of Fields
	Lines    Kind = "lines"     // a list of texts
	ByKey    Kind = "by_key"    // an object whose keys come from Source and whose values are of Fields
	// EachByKey is an object whose keys come from Source and whose values are of the one
	// field in Fields, which has no name.
	EachByKey Kind = "each_by_key"
	Files     Kind = "files" // Rows of attachments
)

// Source is from what one chooses, where that depends on the subject.
type Source string

// The sources. "" is none: the field's own code list, or free text.
const (
	FromTeam        Source = "team"         // certificates of the team
	FromInspectors  Source = "inspectors"   // certificates of inspectors who may act today
	FromAccounts    Source = "accounts"     // accounts of the office
	FromItems       Source = "items"        // items of the case
	FromProblems    Source = "problems"     // items on which the record found a problem
	FromCorrected   Source = "corrected"    // items whose correction was ordered
	FromCatalogue   Source = "catalogue"    // items of the register
	FromPeriods     Source = "periods"      // periods that run now
	FromLengths     Source = "lengths"      // periods whose length a task may fix
	FromEntries     Source = "entries"      // acts on record, by their number
	FromTeamless    Source = "teamless"     // drawn entities without a team, by case
	FromCases       Source = "cases"        // cases of the task
	FromOthers      Source = "others"       // cases of the same entity with which a visit can be joined
	FromWitnesses   Source = "witnesses"    // witnesses of the draw
	FromGrades      Source = "grades"       // grades of risk in use, and none
	FromConditions  Source = "conditions"   // fields by which a draw is targeted
	FromKinds       Source = "kinds"        // categories of the register, and the task's own
	FromDepartments Source = "departments"  // departments that may take part in the task
	FromRecusals    Source = "recusals"     // inspectors who were objected to
	FromOutcomes    Source = "outcomes"     // outcomes of the edition
	FromItemResults Source = "item_results" // outcomes that an item with a problem can have
	FromAttempts    Source = "attempts"     // outcomes of an inspection that could not be held
	FromArticles    Source = "articles"     // articles of the items concerned
)

// Suggestion is what a field begins with, where that is not an answer to what is asked.
type Suggestion string

// The suggestions. Findings, outcomes, signatures and approvals have none.
const (
	Nothing  Suggestion = ""
	Today    Suggestion = "today"    // the business clock's day
	OnRecord Suggestion = "onRecord" // what stands on record
)

// Field is one thing that a form asks for.
type Field struct {
	Name  string // in the JSON of what it belongs to
	Label string
	Help  string
	Kind  Kind
	Codes codes.List // of a Choice or Choices without Source
	// Type is the Go type behind Codes, which tests hold against the facts.
	Type   reflect.Type
	Source Source
	// Required says when the field has to be filled in, where it is shown.
	Required When
	// Shown says when there is anything to fill in.
	Shown   When
	Suggest Suggestion
	Fields  []Field // of Group, Rows, ByKey and EachByKey
	// Exactly: of Choices, what is chosen is the whole answer; a form on which nothing is
	// chosen says that there is none, and not that nothing was said.
	Exactly bool
	// Folded: seldom filled in, and shown behind the rest.
	Folded bool
	// Longest is in characters; 0: as long as the interface takes.
	Longest int
	// Example is a value as people write it.
	Example string
}

func field(kind Kind, name, label string) Field {
	return Field{Kind: kind, Name: name, Label: label, Required: Always, Shown: Always}
}

func choice[T ~string](name, label string) Field {
	f := field(Choice, name, label)
	f.Codes, f.Type = codes.Of[T](), reflect.TypeFor[T]()
	return f
}

func choices[T ~string](name, label string) Field {
	f := choice[T](name, label)
	f.Kind = Choices
	return f
}

// only leaves of a field's codes those named.
func only[T ~string](f Field, values ...T) Field {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	f.Codes = f.Codes.Only(names...)
	return f
}

// code is one of what the subject has; see [Field.from].
func code(name, label string) Field { return field(Choice, name, label) }

func day(name, label string) Field    { return field(Day, name, label) }
func moment(name, label string) Field { return field(Moment, name, label) }
func yesNo(name, label string) Field  { return field(YesNo, name, label) }
func text(name, label string) Field   { return field(Text, name, label) }
func number(name, label string) Field { return field(Number, name, label) }

// money is an amount, which is kept in fen and called so.
func money(label string) Field        { return field(Money, "fen", label) }
func period(name, label string) Field { return field(Period, name, label) }
func lines(name, label string) Field  { return field(Lines, name, label) }
func tick(name, label string) Field   { return field(Tick, name, label).optional() }
func group(name, label string, fields ...Field) Field {
	f := field(Group, name, label)
	f.Fields = fields
	return f
}

func rows(name, label string, fields ...Field) Field {
	f := field(Rows, name, label)
	f.Fields = fields
	return f
}

func byKey(source Source, name, label string, fields ...Field) Field {
	f := field(ByKey, name, label)
	f.Source, f.Fields = source, fields
	return f
}

// eachByKey takes one value for each key; the value's own name and label are "".
func eachByKey(source Source, name, label string, value Field) Field {
	f := field(EachByKey, name, label)
	f.Source, f.Fields = source, []Field{value}
	return f
}

func (f Field) optional() Field { f.Required = Never; return f }

// must: of a tick, that the act needs it.
func (f Field) must() Field { f.Required = Always; return f }

func (f Field) folded() Field { f.Folded = true; return f }

// onlyWhen: there is something to fill in, and then it is required, only when.
func (f Field) onlyWhen(w When) Field { f.Shown = w; return f }

func (f Field) requiredWhen(w When) Field { f.Required = w; return f }

func (f Field) help(text string) Field { f.Help = text; return f }

func (f Field) suggest(s Suggestion) Field { f.Suggest = s; return f }

func (f Field) longest(characters int) Field { f.Longest = characters; return f }

func (f Field) example(value string) Field { f.Example = value; return f }

// from: one chooses among what the subject has.
func (f Field) from(s Source) Field { f.Source = s; return f }

// several: more than one may be chosen.
func (f Field) several() Field { f.Kind = Choices; return f }

// exactly: choosing nothing is an answer; see [Field.Exactly].
func (f Field) exactly() Field { f.Exactly = true; return f }

// Says is the field in one line: its label, and what helps to fill it in.
func (f Field) Says() string {
	if f.Help == "" {
		return f.Label
	}
	return f.Label + "，" + f.Help
}
