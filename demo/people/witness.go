package people

import (
	"encoding/hex"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/tasks"
)

// Witness is somebody who seals an entry before a draw and opens it afterwards.
type Witness struct{ Login, Name, entry, salt string }

// Witnesses are those of every draw. Real ones throw dice. The salts are fixed so
// that an interrupted play can still open its seals.
var Witnesses = []Witness{
	{"supervisor", "机关纪委（演示）", "演示：摇出三、五、二、六", "demonstration-salt-1"},
	{"guest", "特邀监督员（演示）", "演示：双色球07、11、19、23、28、31、04", "demonstration-salt-2"},
}

// Seal is the witness's sealed entry to the draw of that commitment.
func (w Witness) Seal(commitment string) (tasks.SealEntry, error) {
	f := tasks.SealEntry{Witness: w.Name}
	var hash draw.Hash
	if err := hash.UnmarshalText([]byte(commitment)); err != nil {
		return f, err
	}
	seal, err := draw.Seal(hash, w.Name, w.entry, []byte(w.salt))
	if err == nil {
		f.Seal = seal.String()
	}
	return f, err
}

// Open is the entry that was sealed.
func (w Witness) Open() tasks.OpenEntry {
	return tasks.OpenEntry{Witness: w.Name, Entry: w.entry, Salt: hex.EncodeToString([]byte(w.salt))}
}
