package registers

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// Certified refuses an act of a team of which one has no valid certificate on the
// day of the act (行政处罚法第42条第一款). The certificate's last day counts.
//
// Errors: certificate_expired, certificate_unknown.
func Certified(register []Inspector, e law.Enforcers) error {
	for _, certificate := range e.Certificates {
		i := slices.IndexFunc(register, func(i Inspector) bool { return i.Certificate == certificate })
		switch {
		case i < 0:
			return law.Errorf(law.KindNotAllowed, "certificate_unknown", "执法检查人员名录库中没有证件号%s，该人员不能执法；请先办理“%s”。", certificate, e.Replacement)
		case e.On.After(register[i].ValidThrough):
			return law.Errorf(law.KindNotAllowed, "certificate_expired", "证件号%s的执法证件有效期至%s，%s不能执法；请先办理“%s”，已换发证件的请先更新执法检查人员名录库。",
				certificate, register[i].ValidThrough.ChineseString(), e.On.ChineseString(), e.Replacement)
		}
	}
	return nil
}
