package main

import (
	"context"
	"encoding/hex"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/seal"
	"shuangsuiji/store"
)

// triedSeals is how many acts are tried before a key of the right name is taken for
// another office's: one of them may have been altered.
const triedSeals = 20

// keysFit refuses keys that are not the record's: one that it calls for is missing
// (keys_missing), or is another of the same name (keys_foreign).
func keysFit(ctx context.Context, s *store.Store, keys *seal.Watched) error {
	uses, err := s.KeyUses(ctx)
	if err != nil {
		return err
	}
	var missing []record.KeyUse
	for _, u := range uses {
		if !keys.Has(u.Key) {
			missing = append(missing, u)
		}
	}
	if len(missing) > 0 {
		return errKeysLacking(missing)
	}
	for _, u := range uses {
		acts, err := s.ActsSealedWith(ctx, u.Key, triedSeals)
		if err != nil {
			return err
		}
		if len(acts) > 0 && !sealedAny(acts, keys) {
			return law.Errorf(law.KindNotAllowed, "keys_foreign",
				"密钥文件中的密钥%s不是本案卷的密钥（名称相同而内容不同）。请使用本单位的密钥文件，或者从备份恢复。", u.Key)
		}
	}
	return nil
}

func errKeysLacking(missing []record.KeyUse) error {
	return law.Errorf(law.KindNotAllowed, "keys_missing",
		"密钥文件中没有案卷需要的密钥（%s）。请使用本单位的密钥文件，或者从备份恢复。", keyNames(missing))
}

// sealedAny reports whether one of the acts bears a seal of the keys.
func sealedAny(acts []record.Act, keys seal.Witness) bool {
	for _, a := range acts {
		text, err1 := a.Sealed()
		signature, err2 := hex.DecodeString(a.Seal)
		if err1 == nil && err2 == nil && keys.VerifyKept(text, []byte(record.ActContext), signature) {
			return true
		}
	}
	return false
}

func keyNames(uses []record.KeyUse) string {
	names := make([]string, len(uses))
	for i, u := range uses {
		names[i] = u.Key
	}
	return strings.Join(names, "、")
}
