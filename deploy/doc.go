// Package deploy holds what runs the system on a server of the bureau: the image
// of the program, the settings of Temporal and the users of MySQL, put together
// by docker-compose.yml one folder up. Its tests check as much of it as can be
// checked without a container engine; package topology runs it without one.
package deploy
