package present

import (
	"fmt"

	"shuangsuiji/inspection/draw"
)

// RosterRows are the numbers of a draw, as its public evidence has them.
func RosterRows(e *draw.PublicEvidence) Rows {
	eligible := 0
	for _, line := range e.Roster {
		if line.Eligible {
			eligible++
		}
	}
	return Rows{}.with("锁定的检查对象", fmt.Sprintf("%d户，其中可以抽取%d户", len(e.Roster), eligible)).
		with("抽中", fmt.Sprintf("%d户", len(e.Cases))).
		with("见证", fmt.Sprintf("%d名", len(e.Entries)))
}
