package tasks

import "time"

// wakeHour is the hour, in Asia/Shanghai, at which a task wakes on its first
// day: when there is somebody to read the message. No rule sets it, so that it is in
// no edition, of which a planned task has none yet; and it is no setting, since the
// timers of the tasks that wait are made with it and a replay makes them again.
const wakeHour = 9

// WakesAt is the moment at which a planned task is set going by itself: on the
// first working day of its month (附件 抽查时间, 备注2), or on the day to which it
// was put off.
func (t Task) WakesAt() time.Time { return t.StartOn.At(wakeHour, 0) }
