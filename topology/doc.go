// Package topology runs the system as docker-compose.yml has it, with plain
// processes instead of containers, where there is no container engine: for the
// end-to-end tests, the benchmarks and the fault runs.
//
// What is run, with which settings, secrets and users, and after what, is read
// from the compose file itself; only names of hosts, ports and the folder of the
// secrets are put in ([System.translate]). Two things differ, and cannot be the
// same here: MariaDB is the record's MySQL, and Temporal's store is PostgreSQL,
// because its MySQL store does not run on MariaDB. Worker and API are there twice.
//
// Like containers that restart unless stopped, processes that end by themselves
// or are killed come back. Each connection from one process to another goes over
// a [Link], which can be cut, stalled and slowed.
package topology
