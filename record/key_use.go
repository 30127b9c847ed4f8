package record

// KeyUse is what of the record calls for one of the office's keys.
type KeyUse struct {
	Key     string // its name
	Acts    int64  // sealed with it
	Secrets int64  // of draws and second factors, sealed with it
}
