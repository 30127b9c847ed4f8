package calendar

import (
	"fmt"
	"time"
	_ "time/tzdata" // Asia/Shanghai must load on hosts and images without zone files
)

// Shanghai is the zone Asia/Shanghai, in which every legal period is counted and
// every time is shown to people.
var Shanghai = mustLoadShanghai()

func mustLoadShanghai() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(fmt.Sprintf("calendar: zone data is compiled in and yet does not load: %v", err))
	}
	return zone
}
