package chaos

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func book(ids ...string) *Books {
	b := &Books{byRequest: map[string][]string{}, moments: map[string]int{}}
	for _, id := range ids {
		b.add(record.Act{Subject: "c", Kind: "serve_notice"}, id)
	}
	return b
}

func begun(no string) *Books {
	b := book()
	b.add(record.Act{Subject: no, Kind: "file_feedback"}, mark+"1")
	return b
}

func begins(of string) []Request {
	return []Request{{ID: mark + "1", Subject: of, Begins: true, Act: "file_feedback", Answers: []Answer{Acknowledged}}}
}

// TestBooksFindWhatIsWrong: each kind of mistake is found, and what is right is
// not.
func TestBooksFindWhatIsWrong(t *testing.T) {
	t.Parallel()
	ask := func(answers ...Answer) []Request {
		return []Request{{ID: mark + "1", Subject: "c", Act: "serve_notice", Answers: answers}}
	}
	for name, tt := range map[string]struct {
		books    *Books
		requests []Request
		want     string
	}{
		"acknowledged and there":            {book(mark + "1"), ask(Acknowledged), ""},
		"refused and not there":             {book(), ask(Refused), ""},
		"unknown and there":                 {book(mark + "1"), ask(Unknown), ""},
		"unknown and not there":             {book(), ask(Unknown), ""},
		"unknown, then acknowledged":        {book(mark + "1"), ask(Unknown, Acknowledged), ""},
		"the demonstration's own narrative": {book("演示数据"), nil, ""},
		"lost":                              {book(), ask(Acknowledged), "acknowledged and is not on record"},
		"lost after a repeat":               {book(), ask(Unknown, Acknowledged), "acknowledged and is not on record"},
		"twice":                             {book(mark+"1", mark+"1"), ask(Acknowledged), "2 times"},
		"twice without an answer":           {book(mark+"1", mark+"1"), ask(Unknown), "2 times"},
		"refused and there":                 {book(mark + "1"), ask(Refused), "refused and is on record"},
		"unknown, refused and there":        {book(mark + "1"), ask(Unknown, Refused), "refused and is on record"},
		"two answers":                       {book(mark + "1"), ask(Acknowledged, Refused), "both acknowledged and refused"},
		"nobody asked":                      {book(mark + "2"), nil, "nobody asked"},
		"another act": {book(mark + "1"), []Request{{ID: mark + "1", Subject: "d", Act: "serve_notice", Answers: []Answer{Acknowledged}}},
			"is on record as c/serve_notice"},
		"begun out of the case": {begun("c-F1"), begins("c"), ""},
		"begun out of another":  {begun("d-F1"), begins("c"), "is on record as d-F1/file_feedback"},
		"emptied":               {&Books{Emptied: []string{"c, act 7 (sign_record)"}}, nil, "gone: c, act 7"},
		"stuck":                 {&Books{Stuck: []string{"case c at notify"}}, nil, "stuck: case c at notify"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wrong := tt.books.Compare(tt.requests)
			if tt.want == "" {
				require.Empty(t, wrong)
				return
			}
			require.Len(t, wrong, 1)
			require.Contains(t, wrong[0], tt.want)
		})
	}
}

func TestMomentsOnce(t *testing.T) {
	t.Parallel()
	lapse := func(step string) record.Act {
		facts, err := json.Marshal(law.Lapse{Moment: law.Moment{Deadline: law.DeadlineSelfCheck, Generation: 1, Step: step}})
		require.NoError(t, err)
		return record.Act{Subject: "c", Kind: law.ActLapse, Facts: facts}
	}
	b := book()
	b.add(lapse("before_5"), "")
	b.add(lapse("before_3"), "")
	require.Empty(t, b.Compare(nil))
	require.Equal(t, 2, b.Moments)
	b.add(lapse("before_3"), "")
	require.Equal(t, []string{"c: self_check 1 before_3 was dealt with 2 times"}, b.Compare(nil))
}
