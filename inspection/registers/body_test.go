package registers_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// TestPublicBody: 类型 and 性质 decide, the kind only where neither says.
func TestPublicBody(t *testing.T) {
	const agency, service = law.AgencyKind, "人力资源服务机构"
	for _, tc := range []struct {
		kind, enterpriseType, nature string
		public, known                bool
	}{
		{service, "有限责任公司", "国有", false, true},
		{service, "合伙企业", "", false, true},
		{service, "个人独资企业", "民营", false, true},
		{service, "个体工商户", "", false, true}, // by reference
		{service, "事业单位", "公办", true, true},
		{service, "社会团体", "", true, true},
		{service, "社会服务机构", "", true, true},
		{service, "民办非企业单位", "民营", true, true},
		{service, "公共人力资源服务机构", "", true, true},
		{service, "", "事业单位", true, true},
		{service, "", "民营", false, true},
		{service, "", "", false, false},
		{service, "其他", "国有", false, false},
		{agency, "", "", true, false},
		{agency, "事业单位", "公办", true, true},
		{agency, "有限责任公司", "", false, true},
	} {
		e := registers.Entity{Kind: tc.kind, EnterpriseType: tc.enterpriseType, Nature: tc.nature}
		public, known := e.PublicBody()
		require.Equal(t, [2]bool{tc.public, tc.known}, [2]bool{public, known}, "%+v", tc)
	}
	require.True(t, registers.PublicBodyOfKind(agency))
	require.False(t, registers.PublicBodyOfKind(service))
}
