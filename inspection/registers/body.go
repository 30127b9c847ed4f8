package registers

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// What an entity is decides whether an inspection of it is one of an enterprise
// (涉企行政检查). Enterprises are companies, sole proprietorships and partnerships; of
// individual businesses (个体工商户) the same is done by reference. Public institutions,
// associations, social service bodies and public employment services are none
// (国办发〔2024〕54号 and what departments say of its scope; 人力资源市场暂行条例第14条).

// The words by which the register's 类型 and 性质 say it. Those for what is no
// enterprise come first: 民办非企业单位 is none.
var (
	publicBodyWords = []string{"事业单位", "社会团体", "社会服务机构", "民办非企业", "基金会", "机关", "公共人力资源服务", "公共就业服务", "公办"}
	enterpriseWords = []string{"公司", "企业", "合伙", "独资", "个体", "民营", "私营", "外资"}
)

// publicBodyKinds are the kinds of entity that are no enterprises whatever else the
// register leaves open.
var publicBodyKinds = []string{law.AgencyKind}

// PublicBody reports whether the entity is no enterprise, by its 类型 and then its 性质.
// Where neither says, by its kind, as it was before the register was asked; known tells
// which.
func (e Entity) PublicBody() (public, known bool) {
	for _, text := range []string{e.EnterpriseType, e.Nature} {
		says := func(word string) bool { return strings.Contains(text, word) }
		switch {
		case slices.ContainsFunc(publicBodyWords, says):
			return true, true
		case slices.ContainsFunc(enterpriseWords, says):
			return false, true
		}
	}
	return PublicBodyOfKind(e.Kind), false
}

// PublicBodyOfKind is what the kind alone says.
func PublicBodyOfKind(kind string) bool { return slices.Contains(publicBodyKinds, kind) }
