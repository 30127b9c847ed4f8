package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

func TestVerifySaysWhatWasRecomputed(t *testing.T) {
	o := newOfflineDraw(t)
	full := o.usual("--open-drawn").full(t)
	c := full.Commitment
	inside := done(t, "verify", o.path("evidence.json"))
	for _, part := range []string{"验证通过", "完整证据", c.RosterHash.String(), c.InspectorsHash.String(), c.RulesHash.String(), c.Hash.String(),
		full.Seed.String(), full.Digest.String(), "名次：重新排出", "检查组：重新抽取", "未与抽取前公布的承诺值核对"} {
		require.Contains(t, inside, part)
	}
	outside := done(t, "verify", o.path("public.json"), "--commitment", c.Hash.String())
	for _, part := range []string{"验证通过", "公开证据", c.Hash.String() + "相符，与抽取前公布的相同", "本证据不公开", "户代码与名单标签相符"} {
		require.Contains(t, outside, part)
	}
	require.NotContains(t, outside, "检查组")
	require.Contains(t, fails(t, exitDiffering, "verify", o.path("public.json"), "--commitment", full.Seed.String()), "（"+draw.CodePublished+"）")
	require.Contains(t, fails(t, exitFailed, "verify", o.path("public.json"), "--commitment", "x"), "（commitment_invalid）")
}

// Whatever byte of the evidence is changed, it is refused, with the code of the
// first difference.
func TestVerifyRefusesAnyChangedByte(t *testing.T) {
	o := newOfflineDraw(t)
	o.entities = o.write("few.csv", "统一社会信用代码,名称,类别\n"+codeOf(1)+",演示甲,人力资源服务机构\n"+codeOf(2)+",演示乙,人力资源服务机构\n")
	drawn := o.usual()
	for _, evidence := range []string{drawn.evidence, drawn.public} {
		// A step that is coprime to the length of every hash passes over all parts of the file.
		for at := 0; at < len(evidence); at += 23 {
			changed := []byte(evidence)
			changed[at] ^= 1
			said := fails(t, exitDiffering, "verify", o.write("changed.json", string(changed)))
			require.Regexp(t, `不能通过验证，第一处不同：.*（[a-z_]+）\n`, said, "byte %d", at)
		}
	}
	for changed, code := range map[string]string{
		strings.Replace(drawn.evidence, drawn.full(t).Seed.String(), drawn.full(t).Digest.String(), 1): draw.CodeSeed,
		drawn.evidence + "\n": draw.CodeNotCanonical,
		drawn.evidence[:100]:  draw.CodeSyntax,
	} {
		require.Contains(t, fails(t, exitDiffering, "verify", o.write("changed.json", changed)), "（"+code+"）")
	}
}

func TestVerifyOfWhatIsNoEvidence(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "text": "名单\n", "json": `{"a":1}`, "list": "[]", "picture": "\x89PNG\r\n"} {
		said := fails(t, exitDiffering, "verify", fileWith(t, name, content))
		require.Contains(t, said, "不能通过验证")
		require.Equal(t, 1, strings.Count(said, "\n"), "one clear line")
	}
	fails(t, exitUsage, "verify", "none.json")
}
