package draw

import (
	"strconv"
	"strings"
)

// maxRatioDenominator keeps n·num of any roster below 2^63, so that the
// arithmetic of quotas is exact.
const maxRatioDenominator = 1_000_000_000

// MaxRoster is the largest number of entities that one roster may hold.
const MaxRoster = 1_000_000_000

// Ratio is an exact inspection ratio (抽查比例) from 0 to 1, kept in lowest
// terms. Its JSON is the string "num/den", such as "1/10". The zero Ratio is
// no ratio at all, which is not the same as 0 %.
type Ratio struct{ num, den int64 }

// NewRatio gives num/den.
//
// Errors: CodeRatio when it is below 0, above 1 or not to be represented.
func NewRatio(num, den int64) (Ratio, error) {
	if den <= 0 || num < 0 || num > den {
		return Ratio{}, failf(CodeRatio, "抽查比例 %d/%d 无效：应在 0 至 100%% 之间", num, den)
	}
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	r := Ratio{num / a, den / a}
	if r.den > maxRatioDenominator {
		return Ratio{}, failf(CodeRatio, "抽查比例 %d/%d 的位数过多", num, den)
	}
	return r, nil
}

// ParseRatio reads a ratio as people write it: "10%", "0.5%", "10％", "1/3",
// "0.1". It never rounds.
//
// Errors: CodeRatio.
func ParseRatio(text string) (Ratio, error) {
	s := strings.TrimSpace(text)
	bad := failf(CodeRatio, "抽查比例“%s”无法识别：请写作 10%%、0.5%% 或 1/3，且不超过 100%%", clip(text))
	if left, right, ok := strings.Cut(s, "/"); ok {
		num, okNum := digits(strings.TrimSpace(left))
		den, okDen := digits(strings.TrimSpace(right))
		if !okNum || !okDen {
			return Ratio{}, bad
		}
		r, err := NewRatio(num, den)
		if err != nil {
			return Ratio{}, bad
		}
		return r, nil
	}
	den := int64(1)
	for _, percent := range []string{"%", "％"} {
		if rest, ok := strings.CutSuffix(s, percent); ok {
			s, den = strings.TrimSpace(rest), 100
			break
		}
	}
	whole, fraction, point := strings.Cut(s, ".")
	if point && fraction == "" || len(fraction) > 7 {
		return Ratio{}, bad
	}
	for range fraction {
		den *= 10
	}
	num, ok := digits(whole + fraction)
	if !ok || whole == "" {
		return Ratio{}, bad
	}
	r, err := NewRatio(num, den)
	if err != nil {
		return Ratio{}, bad
	}
	return r, nil
}

func digits(s string) (int64, bool) {
	if s == "" || len(s) > 15 || s[0] < '0' { // a sign stands before the digits
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// IsZero reports whether no ratio was given. 0 % is a ratio.
func (r Ratio) IsZero() bool { return r.den == 0 }

// CeilOf is ⌈n·r⌉: what comes to less than one counts as one (文件 §四(二),
// 按比例计算不到1家的，数量以1家计), and no number falls below the published
// ratio. n is 0 to MaxRoster.
func (r Ratio) CeilOf(n int) int {
	if r.den == 0 {
		return 0
	}
	return int((int64(n)*r.num + r.den - 1) / r.den)
}

// String writes the ratio for people: as a percentage where that is finite,
// else as a fraction.
func (r Ratio) String() string {
	if r.den == 0 {
		return ""
	}
	num, scale := r.num*100, int64(1)
	for places := 0; places <= 7; places++ {
		if num*scale%r.den == 0 {
			n := strconv.FormatInt(num*scale/r.den, 10)
			if places == 0 {
				return n + "%"
			}
			for len(n) <= places {
				n = "0" + n
			}
			return n[:len(n)-places] + "." + n[len(n)-places:] + "%"
		}
		scale *= 10 // at most 10^7, and num 10^11
	}
	return r.fraction()
}

func (r Ratio) fraction() string {
	return strconv.FormatInt(r.num, 10) + "/" + strconv.FormatInt(r.den, 10)
}

// AppendText implements [encoding.TextAppender] with the fraction.
func (r Ratio) AppendText(b []byte) ([]byte, error) { return append(b, r.fraction()...), nil }

// MarshalText implements [encoding.TextMarshaler] with the fraction.
func (r Ratio) MarshalText() ([]byte, error) { return r.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseRatio].
func (r *Ratio) UnmarshalText(text []byte) error {
	parsed, err := ParseRatio(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}

// clip shortens foreign text for use in a message.
func clip(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "\uFFFD")
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}
