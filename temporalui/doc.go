// Package temporalui is the Temporal UI as a handler of this process, to look and
// not to act. It opens no port: whoever mounts it decides who may look, and must
// decide, since the UI asks nobody who is calling. It knows nothing of the project.
//
// The parts of the ui-server module are put together here instead of calling its
// NewServer: that one listens by itself, ends the process when it cannot, never
// closes its connection, and takes the page's content security policy away as soon
// as it is served below a path.
package temporalui
