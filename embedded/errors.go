package embedded

import (
	"errors"
	"fmt"
)

// ErrNotIncluded is what Start returns in a binary built with the tag slim.
var ErrNotIncluded = errors.New("本程序以精简方式（slim）构建，不含内置的 Temporal 服务：请改用完整版程序，或在配置中填写外部 Temporal 服务的地址")

// PortInUseError says that a port asked for by number is taken.
type PortInUseError struct {
	// Purpose is the field of Config: "FrontendPort".
	Purpose string
	// Address is host:port.
	Address string
	// Err is the operating system's answer.
	Err error
}

// Error names the port and the way out.
func (e *PortInUseError) Error() string {
	return fmt.Sprintf("端口无法使用：%s（%s）：请关闭占用该端口的程序，或换一个端口：%v", e.Address, e.Purpose, e.Err)
}

// Unwrap returns the operating system's error.
func (e *PortInUseError) Unwrap() error { return e.Err }

// DirInUseError says that another server, in this process or another, is
// using the folder.
type DirInUseError struct {
	// Dir is the folder of the state.
	Dir string
	// Err is the database's answer.
	Err error
}

// Error names the folder.
func (e *DirInUseError) Error() string {
	return fmt.Sprintf("数据目录正被另一个程序使用：%s：同一目录同时只能由一个程序打开", e.Dir)
}

// Unwrap returns the database's error.
func (e *DirInUseError) Unwrap() error { return e.Err }

// StateVersionError says that the state was written by another version of
// Temporal. There is no migration: the caller keeps the old file, starts with
// an empty folder and rebuilds its workflows from its own records.
type StateVersionError struct {
	// Path is the database file.
	Path string
	// Found is the version that wrote it; empty if it bears no mark at all.
	Found string
	// Want is the version linked into this binary.
	Want string
}

// Error names both versions and the way out.
func (e *StateVersionError) Error() string {
	found := e.Found
	if found == "" {
		found = "未知版本"
	}
	return fmt.Sprintf("流程状态文件 %s 由 Temporal %s 写成，本程序内置的是 %s，不能直接打开：请将该文件移到别处妥善保存，然后由业务数据库重建流程", e.Path, found, e.Want)
}
