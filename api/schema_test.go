package api

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/codes"
)

func TestEveryCodeListIsAnEnumeration(t *testing.T) {
	shown := map[reflect.Type]bool{}
	for _, one := range codeTypes {
		shown[one.of] = true
		require.NotEmpty(t, codes.Types()[one.of], "%s has no values", one.of)
	}
	for of := range codes.Types() {
		require.True(t, shown[of], "%s is missing in codeTypes", of)
	}
}
