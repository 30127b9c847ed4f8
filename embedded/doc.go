// Package embedded runs a Temporal server and its SQLite database inside the
// calling process, so that one binary with one folder is a complete installation.
// It knows nothing of the program around it.
//
// What it promises beyond linking the server:
//
//   - Start returns when work can be done: the frontend answers, the history
//     shard is owned, the namespace has the wanted retention and every search
//     attribute can be queried.
//   - Nothing in here ends the process. Where Temporal would call os.Exit, the
//     cause comes back from Start or, later, through Server.Failed.
//   - The state survives kill -9: the schema is created in one transaction, a
//     commit is on the disk before it is acknowledged, and the folder's lock
//     dies with its holder.
//   - A folder is used by one server at a time, and only by the version of
//     Temporal that wrote it: Temporal has no migrations for SQLite.
//   - Nothing listens beyond the loopback interface, and nothing calls home.
//   - Who connects has to prove itself, to the frontend and to the services behind
//     it alike: mutual TLS, with keys that Start makes in the folder for this user
//     alone (ClientKeys). Other users of the machine are strangers.
//
// Several servers may run in one process, each on a folder of its own.
//
// The build tag slim leaves the server, most of the binary's size, out of it.
// The API stays; Start then returns ErrNotIncluded.
package embedded
