package bureau

import "shuangsuiji/seal"

// Option is what an office is given beside its record and procedures.
type Option func(*Office)

// WithSealer keeps the secrets of second factors sealed; without one the office offers
// none and asks for none.
func WithSealer(s seal.Sealer) Option { return func(o *Office) { o.sealer = s } }
