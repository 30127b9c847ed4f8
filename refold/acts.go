package refold

import (
	"context"

	"shuangsuiji/record"
)

// pageOfActs is how many acts are read at once.
const pageOfActs = 500

// Acts are all acts of the subject, in their order; each is told to see before the
// next.
func Acts(ctx context.Context, r Reader, subject string, see func(a record.Act, before []record.Act) error) ([]record.Act, error) {
	var all []record.Act
	p := record.Page{Limit: pageOfActs}
	for {
		listed, err := r.Acts(ctx, subject, p)
		if err != nil {
			return nil, err
		}
		for _, a := range listed.Items {
			if err := see(a, all); err != nil {
				return nil, err
			}
			all = append(all, a)
		}
		if listed.Next == "" {
			return all, nil
		}
		p.After = listed.Next
	}
}
