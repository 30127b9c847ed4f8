package api

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // the record, as whoever copied it reads it

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/settings"
)

// copied is the record as its owner's thief has it: all of its text.
func (b *bench) copied() string {
	b.Helper()
	var all bytes.Buffer
	for _, end := range []string{"", "-wal"} {
		raw, err := os.ReadFile(b.file + end)
		require.NoError(b, err)
		all.Write(raw)
	}
	return all.String()
}

// inRecord asks the record's file directly.
func (b *bench) inRecord(query string, into ...any) {
	b.Helper()
	pool, err := sql.Open("sqlite", "file:"+url.PathEscape(b.file))
	require.NoError(b, err)
	defer func() { require.NoError(b, pool.Close()) }()
	if len(into) == 0 {
		_, err = pool.ExecContext(b.Context(), query)
	} else {
		err = pool.QueryRowContext(b.Context(), query).Scan(into...)
	}
	require.NoError(b, err)
}

// events are the security log's lines of the kind about the subject.
func (b *bench) events(kind record.SecurityEventKind, subject string) []record.SecurityEvent {
	b.Helper()
	listed, err := b.store.SecurityEvents(b.Context(), record.SecurityEventFilter{Kind: kind}, record.Page{Limit: 500})
	require.NoError(b, err)
	var out []record.SecurityEvent
	for _, e := range listed.Items {
		if e.Subject == subject {
			out = append(out, e)
		}
	}
	return out
}

func (b *bench) entityLinks(who, no string) []bureau.LinkState {
	b.Helper()
	var out []bureau.LinkState
	b.get(who, "/api/cases/"+no+"/entity-link").is(200).into(&out)
	return out
}

func TestTheEntitysLink(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	no := numbers[0]
	c := b.theCase(no)
	lead := c.Team.Lead()
	b.act(lead, "cases/"+no, cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}).is(200)
	answers := map[string]cases.SelfCheckAnswer{}
	for _, item := range c.Items {
		answers[item] = cases.SelfCheckAnswer{}
	}
	selfCheck := testForm{"facts": cases.FileSelfCheck{On: b.today(), Answers: answers}}
	path := "/api/cases/" + no + "/entity-link"

	t.Run("is not there before somebody makes it", func(t *testing.T) {
		b := b.in(t)
		require.Empty(t, b.entityLinks(lead, no))
		var links int
		b.inRecord("SELECT COUNT(*) FROM links", &links)
		require.Zero(t, links)
	})
	var first secretLink
	t.Run("is shown once, and stands nowhere", func(t *testing.T) {
		b := b.in(t)
		b.request(lead, "POST", path, testForm{}, "Idempotency-Key", "made").is(201).into(&first)
		require.Len(t, first.Code, 6)
		require.Equal(t, record.CodeOnPaper, first.CodeWay)
		require.Equal(t, lead, first.MadeBy)
		again := b.request(lead, "POST", path, testForm{}, "Idempotency-Key", "made").is(201)
		require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
		var repeat secretLink
		again.into(&repeat)
		require.Equal(t, first.LinkState, repeat.LinkState, "the repeat makes none")
		require.Empty(t, repeat.Secret+repeat.Code+repeat.Path)
		require.NotContains(t, b.copied(), first.Secret)
		require.NotContains(t, b.get(lead, path).is(200).text, first.Code)
	})
	t.Run("follows from nothing in the record", func(t *testing.T) {
		b := b.in(t)
		d, err := b.store.Draw(b.Context(), taskID, 1)
		require.NoError(t, err)
		mac := hmac.New(sha256.New, d.RosterKey)
		mac.Write([]byte("entity link\x00" + no))
		b.get("", "/entity/"+base64.RawURLEncoding.EncodeToString(mac.Sum(nil))).is(404, "link_unknown")
		// Six digits would be found from a plain hash of them in no time.
		var kept string
		b.inRecord("SELECT code FROM links", &kept)
		hash := sha256.Sum256([]byte(first.Code))
		for _, plain := range []string{first.Code, hex.EncodeToString(hash[:]), base64.RawStdEncoding.EncodeToString(hash[:])} {
			require.NotContains(t, kept, plain)
		}
		another, err := seal.New(seal.NewKey("test"))
		require.NoError(t, err)
		signature, err := base64.RawStdEncoding.DecodeString(kept)
		require.NoError(t, err)
		require.False(t, another.Verify([]byte(first.Code), []byte("link code\x00"+bureau.HashSecret(first.Secret)), signature), "the key is outside")
		require.True(t, b.keys.Verify([]byte(first.Code), []byte("link code\x00"+bureau.HashSecret(first.Secret)), signature))
	})
	t.Run("reads without the code and acts with it alone", func(t *testing.T) {
		b := b.in(t)
		require.Zero(t, b.entityLinks(lead, no)[0].Opened)
		b.get("", first.Path).is(200)
		require.NotZero(t, b.entityLinks(lead, no)[0].Opened)
		b.request("", "POST", first.Path+"/acts/file_self_check", selfCheck, "Idempotency-Key", "a").is(403, "link_code_required")
		b.request("", "POST", first.Path+"/acts/file_self_check", selfCheck, "Idempotency-Key", "a", "X-Link-Code", c.Entity[:6]).is(403, "link_code_wrong")
		require.Contains(t, b.request("", "POST", first.Path+"/objections", testForm{"facts": testForm{}, "reason": "异议"}, "Idempotency-Key", "a", "X-Link-Code", c.Entity[2:8]).is(403, "link_code_wrong").text, "还可以试3次")
		require.Nil(t, b.theCase(no).SelfCheck)
	})
	t.Run("is not for staff", func(t *testing.T) {
		b := b.in(t)
		for _, who := range []string{lead, "clerk", "supervisor"} {
			b.get(who, first.Path).is(403, "link_is_not_yours")
			b.request(who, "POST", first.Path+"/acts/file_self_check", selfCheck, first.withCode(rand.Text())...).is(403, "link_is_not_yours")
		}
		b.withPassword("clerk")
		b.browser()
		b.request("", "POST", "/api/login", loginForm("clerk", testPassword)).is(200)
		b.request("", "POST", first.Path+"/acts/file_self_check", selfCheck, first.withCode(rand.Text())...).is(403, "link_is_not_yours")
		b.request("", "POST", "/api/logout", nil).is(204)
		b.get("", first.Path).is(200)
		require.Nil(t, b.theCase(no).SelfCheck)
	})
	t.Run("an act by it is on record with its generation and who made it", func(t *testing.T) {
		b := b.in(t)
		require.Len(t, b.events(record.EventLinkMade, no), 1)
		require.Equal(t, lead, b.events(record.EventLinkMade, no)[0].Account)
		key := rand.Text()
		b.request("", "POST", first.Path+"/acts/file_self_check", selfCheck, first.withCode(key)...).is(200)
		b.request("", "POST", first.Path+"/acts/file_self_check", selfCheck, first.withCode(key)...).is(200)
		acts := b.events(record.EventLinkAct, no)
		require.Len(t, acts, 1, "a repeat is no act")
		require.Contains(t, acts[0].Detail, "第1次生成的链接")
		require.Contains(t, acts[0].Detail, "file_self_check")
		require.Contains(t, acts[0].Detail, lead)
		require.Equal(t, "127.0.0.1", acts[0].Address)
	})
	t.Run("a new generation ends the old", func(t *testing.T) {
		b := b.in(t)
		second := b.entityLink("clerk", no)
		require.Equal(t, 2, second.Generation)
		require.NotEqual(t, first.Secret, second.Secret)
		b.get("", first.Path).is(404, "link_ended")
		b.request("", "POST", first.Path+"/acts/agree_visit", testForm{}, first.withCode(rand.Text())...).is(404)
		b.get("", second.Path).is(200)
		all := b.entityLinks("supervisor", no)
		require.Len(t, all, 2)
		require.Equal(t, []string{"clerk", lead}, []string{all[0].MadeBy, all[1].MadeBy})
		require.Equal(t, "clerk", all[1].EndedBy)
		require.Equal(t, record.LinkRenewed, all[1].Ending)
		require.Equal(t, []bool{true, false}, []bool{all[0].Live, all[1].Live})
	})
	t.Run("is revoked", func(t *testing.T) {
		b := b.in(t)
		link := b.entityLink(lead, no)
		b.get("legal", path).is(403, "not_your_case")
		b.request("legal", "DELETE", path, nil).is(403, "not_your_case")
		b.request("supervisor", "DELETE", path, nil).is(204)
		b.get("", link.Path).is(404, "link_ended")
		require.Equal(t, record.LinkRevoked, b.entityLinks(lead, no)[0].Ending)
		require.Len(t, b.events(record.EventLinkRevoked, no), 1)
		b.request("supervisor", "DELETE", path, nil).is(404, "link_not_found")
	})
	t.Run("expires", func(t *testing.T) {
		b := b.in(t)
		link := b.entityLink(lead, no)
		require.Equal(t, link.Made.AddDate(0, 0, settings.EntityLinkDays.Standard().(int)), link.Expires)
		b.inRecord("DROP TRIGGER links_keep")
		b.inRecord("UPDATE links SET expires = '2026-01-01 00:00:00.000000' WHERE ended IS NULL")
		b.get("", link.Path).is(404, "link_ended")
		require.False(t, b.entityLinks(lead, no)[0].Live)
	})
	t.Run("guessing the code stops it, pauses and locks it", func(t *testing.T) {
		b := b.in(t)
		link := b.entityLink(lead, no)
		objection := testForm{"facts": testForm{}, "reason": "异议"}
		guess := func(code string) answered {
			return b.request("", "POST", link.Path+"/objections", objection, "Idempotency-Key", rand.Text(), "X-Link-Code", code)
		}
		wrong := func(n int) string { return fmt.Sprintf("x%05d", n) }
		for n := range 5 {
			guess(wrong(n)).is(403, "link_code_wrong")
		}
		guess(link.Code).is(403, "link_code_paused")
		require.NotZero(t, b.entityLinks(lead, no)[0].Paused)
		b.inRecord("UPDATE links SET paused = '2026-01-01 00:00:00.000000' WHERE paused IS NOT NULL")
		guess(link.Code).is(409, "nothing_published")
		var tries int
		b.inRecord("SELECT tries FROM links WHERE ended IS NULL", &tries)
		require.Zero(t, tries, "a right code begins the count anew")

		// However many come at once, no more are judged than may be.
		var all sync.WaitGroup
		var mu sync.Mutex
		counted := map[string]int{}
		for n := range 40 {
			all.Go(func() {
				var p door.Problem
				guess(wrong(n)).into(&p)
				mu.Lock()
				defer mu.Unlock()
				counted[p.Code]++
			})
		}
		all.Wait()
		require.Equal(t, map[string]int{"link_code_wrong": 5, "link_code_paused": 35}, counted)
		for _, last := range []string{"link_code_wrong", "link_locked"} {
			b.inRecord("UPDATE links SET paused = '2026-01-01 00:00:00.000000' WHERE paused IS NOT NULL")
			for range 4 {
				guess(wrong(0)).is(403, "link_code_wrong")
			}
			guess(wrong(0)).is(403, last)
		}
		guess(link.Code).is(403, "link_locked")
		b.get("", link.Path).is(200)
		require.NotZero(t, b.entityLinks(lead, no)[0].Locked)
		require.Len(t, b.events(record.EventLinkLocked, no), 1)
		renewed := b.entityLink(lead, no)
		b.request("", "POST", renewed.Path+"/objections", objection, renewed.withCode(rand.Text())...).is(409, "nothing_published")
	})
	t.Run("the code goes to the address in the register, and whoever made the link does not see it", func(t *testing.T) {
		b := b.in(t)
		b.request(lead, "POST", path, testForm{"codeWay": "mail"}, "Idempotency-Key", "m0").is(409, "entity_without_mail")
		b.request("admin", "PUT", "/api/settings/mail", map[string]any{"value": map[string]any{"mode": "single", "domain": "rsj.example.gov.cn"}, "reason": "试"}).is(200)
		entity, err := b.store.Entity(b.Context(), c.Entity)
		require.NoError(t, err)
		entity.Email = "entity@example.invalid"
		_, _, _, err = b.store.SaveEntities(b.Context(), "clerk", startOfMonth, []registers.Entity{entity})
		require.NoError(t, err)
		link := b.entityLink(lead, no)
		require.Equal(t, record.CodeByMail, link.CodeWay)
		require.Empty(t, link.Code)
		require.NotEmpty(t, link.Secret)
		waiting, err := b.store.PendingMail(b.Context(), link.Made, 500)
		require.NoError(t, err)
		var code string
		for _, m := range waiting {
			if _, after, found := strings.Cut(m.Body, "验证码为"); found {
				require.Equal(t, entity.Email, m.To)
				require.NotContains(t, m.Body, link.Secret, "the two do not travel together")
				code = after[:6]
			}
		}
		link.Code = code
		b.request("", "POST", link.Path+"/objections", testForm{"facts": testForm{}, "reason": "异议"}, link.withCode(rand.Text())...).is(409, "nothing_published")
		require.Equal(t, record.CodeOnPaper, func() record.CodeWay {
			var printed secretLink
			b.request(lead, "POST", path, testForm{"codeWay": "paper"}, "Idempotency-Key", "m1").is(201).into(&printed)
			return printed.CodeWay
		}())
	})
}

// A link of the version that derived it goes on until it is replaced or expires.
func TestDerivedLinkGoesOver(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	c := b.theCase(no)
	b.act(c.Team.Lead(), "cases/"+no, cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}).is(200)
	secret := "derived-secret-of-the-old-version"
	b.inRecord(fmt.Sprintf("INSERT INTO links (hash, purpose, subject, holder, created, expires) VALUES ('%s', 'entity', '%s', '%s', '2024-04-01 01:00:00.000000', '2999-01-01 00:00:00.000000')",
		bureau.HashSecret(secret), no, c.Entity))
	b.get("", "/entity/"+secret).is(200)
	answers := map[string]cases.SelfCheckAnswer{}
	for _, item := range c.Items {
		answers[item] = cases.SelfCheckAnswer{}
	}
	b.request("", "POST", "/entity/"+secret+"/acts/file_self_check", testForm{"facts": cases.FileSelfCheck{On: b.today(), Answers: answers}}, "Idempotency-Key", "old").is(200)
	require.Contains(t, b.events(record.EventLinkAct, no)[0].Detail, "第0次生成")
	renewed := b.entityLink("clerk", no)
	require.Equal(t, 1, renewed.Generation)
	b.get("", "/entity/"+secret).is(404, "link_ended")
	b.get("", renewed.Path).is(200)
}

func (b *bench) witnessLinks() []bureau.LinkState {
	b.Helper()
	var out []bureau.LinkState
	b.get("director", "/api/"+theTask+"/witnesses").is(200).into(&out)
	return out
}

// Nobody holds two witnesses of one draw.
func TestWitnessesAreSeparate(t *testing.T) {
	b := newBench(t, generous())
	b.account("clerk-2", joint[0], law.RoleClerk)
	b.account("supervisor-2", "机关纪委", law.RoleSupervisor)
	b.account("insider", initiating, law.RoleSupervisor)
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	invite := func(who, name string) answered {
		return b.request(who, http.MethodPost, "/api/"+theTask+"/witnesses", map[string]string{"name": name}, "Idempotency-Key", rand.Text())
	}
	b.act("clerk", theTask, tasks.PrepareDraw{Joint: joint, Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 2}}).is(200)
	invite("clerk-2", "甲").is(403, "not_your_task")
	invite("clerk", "甲 ").is(422, "witness_required")

	misspelt := b.invited("clerk", "假")
	b.request("clerk", "DELETE", "/api/"+theTask+"/witnesses/"+misspelt.ID, nil).is(204)
	b.get("", misspelt.Path).is(404, "link_ended")
	one := b.invited("clerk", "甲")
	b.get("", one.Path).is(200)
	invite("clerk", "乙").is(403, "inviter_of_another")
	two := b.invited("supervisor", "乙")
	invite("supervisor-2", "丙").is(409, "witnesses_not_wanted")
	require.Len(t, b.witnessLinks(), 3)
	require.NotContains(t, b.get("clerk", "/api/"+theTask+"/witnesses").is(200).text, two.Secret)
	b.get("legal", "/api/"+theTask+"/witnesses").is(403)
	require.Len(t, b.events(record.EventLinkMade, taskID), 3)

	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	sealed := func(name string) tasks.SealEntry {
		return tasks.SealEntry{Witness: name, Seal: b.sealOf(name, "三号球", witnessSalt)}
	}
	b.act("supervisor", theTask, sealed("机关纪委")).is(403, "inviter_cannot_witness")
	b.act("supervisor-2", theTask, sealed("甲")).is(403, "witness_invited")
	b.act("insider", theTask, sealed("内部人")).is(403, "witness_of_own_department")

	form := func(name string) testForm { return testForm{"facts": witnessSeal{Seal: sealed(name).Seal}} }
	opening := testForm{"facts": witnessOpening{Entry: "三号球", Salt: hex.EncodeToString(witnessSalt)}}
	b.request("clerk", "POST", one.Path+"/acts/seal_entry", form("甲"), one.withCode("s1")...).is(403, "link_is_not_yours")
	b.request("", "POST", one.Path+"/acts/seal_entry", form("甲"), "Idempotency-Key", "s1").is(403, "link_code_required")
	b.request("", "POST", one.Path+"/acts/seal_entry", form("甲"), "Idempotency-Key", "s1", "X-Link-Code", "abcdef").is(403, "link_code_wrong")
	b.request("", "POST", one.Path+"/acts/seal_entry", form("甲"), one.withCode("s1")...).is(200)
	b.request("", "POST", two.Path+"/acts/seal_entry", form("乙"), two.withCode("s1")...).is(200)

	// A witness whose link was renewed opens what he sealed; nobody else can.
	renewed := b.invited("clerk", "甲")
	require.Equal(t, 2, renewed.Generation)
	b.request("", "POST", one.Path+"/acts/open_entry", opening, one.withCode("o1")...).is(404, "link_ended")
	b.act("supervisor-2", theTask, tasks.OpenEntry{Witness: "甲", Entry: "三号球", Salt: hex.EncodeToString(witnessSalt)}).is(403, "not_your_seal")
	b.request("", "POST", renewed.Path+"/acts/open_entry", opening, renewed.withCode("o1")...).is(200)
	last := two.withCode("o1")
	b.request("", "POST", two.Path+"/acts/open_entry", opening, last...).is(200)
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StageRunning })
	b.get("", two.Path).is(404, "link_ended")
	again := b.request("", "POST", two.Path+"/acts/open_entry", opening, last...).is(200)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"), "a lost answer is still given")
}

// Where the bureau says so, one person invites all witnesses.
func TestOneInviterWhereTheBureauSaysSo(t *testing.T) {
	b := newBench(t, generous())
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	b.act("clerk", theTask, tasks.PrepareDraw{Joint: joint, Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 2}}).is(200)
	b.request("admin", "PUT", "/api/settings/separate_witness_inviters", map[string]any{"value": false, "reason": "监督人员仅一名"}).is(403)
	b.request("director", "PUT", "/api/settings/separate_witness_inviters", map[string]any{"value": false, "reason": "监督人员仅一名"}).is(200)
	b.invited("clerk", "甲")
	b.invited("clerk", "乙")
}

// A link of a draw that was voided opens nothing of the next.
func TestWitnessLinkEndsWithItsDraw(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	link := b.invited("clerk", "甲")
	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	b.request("", "POST", link.Path+"/acts/seal_entry", testForm{"facts": witnessSeal{Seal: b.sealOf("甲", "三号球", witnessSalt)}}, link.withCode("s1")...).is(200)
	b.act("director", theTask, tasks.VoidDraw{Witness: "甲"}, "见证人不能到场").is(200)
	b.get("", link.Path).is(404, "link_ended")
	b.request("", "POST", link.Path+"/acts/seal_entry", testForm{"facts": witnessSeal{Seal: strings.Repeat("0", 64)}}, link.withCode("s2")...).is(404, "link_ended")
}

// Whoever reads the database foresees no draw: its secrets are sealed until the
// reveal, and sealed with another key they open nothing.
func TestSecretsOfADrawAreSealed(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	d, err := b.store.Draw(b.Context(), taskID, 1)
	require.NoError(t, err)
	for _, secret := range [][]byte{d.Nonce, d.RosterKey} {
		require.True(t, seal.Sealed(secret))
	}
	nonce, err := b.keys.Open(d.Nonce, []byte("draw\x00"+taskID+"\x001\x00nonce"))
	require.NoError(t, err)
	require.Len(t, nonce, 32)
	require.NotContains(t, b.copied(), string(nonce))
	_, err = b.keys.Open(d.Nonce, []byte("draw\x00"+taskID+"\x002\x00nonce"))
	require.ErrorIs(t, err, seal.ErrBroken, "of this draw alone")
	head, err := b.store.DrawHead(b.Context(), taskID, 1)
	require.NoError(t, err)
	require.Equal(t, d.Commitment, head.Commitment)

	b.act("supervisor", theTask, tasks.SealEntry{Witness: "纪委见证人", Seal: b.sealOf("纪委见证人", "三十七号签", witnessSalt)}).is(200)
	b.act("supervisor", theTask, tasks.OpenEntry{Witness: "纪委见证人", Entry: "三十七号签", Salt: hex.EncodeToString(witnessSalt)}).is(200)
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StageRunning })
	var v bureau.Verification
	b.get("clerk", "/api/"+theTask+"/draws/1/verification").is(200).into(&v)
	require.True(t, v.Valid, v.Message)
	require.Contains(t, b.get("supervisor", "/api/"+theTask+"/draws/1/full-evidence").is(200).text, hex.EncodeToString(nonce), "after the reveal it is evidence")
}

// What the record holds makes no code for the door: neither the key that signed them
// before there were seals nor another office's.
func TestNoCodeForTheDoorFollowsFromTheRecord(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	d, err := b.store.Draw(b.Context(), taskID, 1)
	require.NoError(t, err)
	text := no + "\x00" + b.today().String() + "\x00" + fmt.Sprint(startOfMonth.Add(20*time.Minute).Unix())
	code := func(signature []byte) string {
		return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + base64.RawURLEncoding.EncodeToString(signature)
	}
	derived := hmac.New(sha256.New, d.RosterKey)
	derived.Write([]byte("visit code\x00" + text))
	other, err := seal.New(seal.NewKey("test"))
	require.NoError(t, err)
	for _, forged := range [][]byte{derived.Sum(nil), other.Sign([]byte(text), []byte("visit code")), b.keys.Sign([]byte(text), []byte("link code")), nil} {
		b.get("", "/public/visit-codes/"+code(forged)).is(404, "visit_code_unknown")
		b.request("", "POST", "/public/visit-codes/"+code(forged)+"/scan", nil).is(404, "visit_code_unknown")
	}
	b.get("", "/public/visit-codes/"+code(b.keys.Sign([]byte(text), []byte("visit code")))).is(200)
}

// A draw of before there were seals has its secrets plain: a code that was shown
// before the office was brought up to date is still good, for as long as it lives.
func TestCodeOfBeforeGoesOver(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	key := bytes.Repeat([]byte{7}, 32)
	b.inRecord("DROP TRIGGER draws_keep")
	b.inRecord("UPDATE draws SET roster_key = x'" + hex.EncodeToString(key) + "'")
	code := func(expires time.Time) string {
		text := no + "\x00" + b.today().String() + "\x00" + fmt.Sprint(expires.Unix())
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte("visit code\x00" + text))
		return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	}
	b.get("", "/public/visit-codes/"+code(startOfMonth.Add(20*time.Minute))).is(200)
	b.get("", "/public/visit-codes/"+code(time.Now().Add(time.Hour))).is(404, "visit_code_unknown")
}
