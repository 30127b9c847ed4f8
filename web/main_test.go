package web_test

import (
	"os"
	"testing"

	"shuangsuiji/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
