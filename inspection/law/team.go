package law

import "slices"

// Team is the inspectors of one case by their certificate numbers; the first
// leads (组长). The document asks for two or more (文件四(一)).
type Team []string

// Lead is the team's lead, or "" for a team that is still to be decided.
func (t Team) Lead() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}

// Has reports whether the certificate belongs to the team.
func (t Team) Has(certificate string) bool {
	return certificate != "" && slices.Contains(t, certificate)
}
