#!/usr/bin/env bash
# Run once by MySQL's image when it makes its data folder: three databases and
# four users, each with the password of its secret.
#
#   ssj_migration  changes the schema of the record, and grants
#   ssj_worker     the worker's
#   ssj_api        the API's; neither has any right until `shuangsuiji migrate`
#                  grants them, table by table
#   temporal       Temporal's own
set -euo pipefail

secrets=${SSJ_SECRETS:-/run/secrets}

# A password is put between quotes below: nothing but letters and digits.
checked() {
    [[ $2 =~ ^[0-9A-Za-z]+$ ]] || { echo "init: $1 has other characters than letters and digits" >&2; exit 1; }
    printf '%s' "$2"
}

# password_of USER FILE: the password in a DSN user:password@tcp(host)/database.
password_of() {
    local dsn
    dsn=$(<"$2")
    [[ $dsn == "$1:"*"@tcp("* ]] || { echo "init: $2 is not a DSN of $1" >&2; exit 1; }
    dsn=${dsn#*:}
    checked "$2" "${dsn%%@tcp(*}"
}

migration=$(password_of ssj_migration "$secrets/ssj_migration_dsn")
worker=$(password_of ssj_worker "$secrets/ssj_worker_dsn")
api=$(password_of ssj_api "$secrets/ssj_api_dsn")
temporal=$(checked temporal_database_password "$(<"$secrets/temporal_database_password")")

MYSQL_PWD=$(<"$secrets/mysql_root_password") mysql --user=root --protocol=socket <<SQL
CREATE DATABASE shuangsuiji CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE DATABASE temporal CHARACTER SET utf8mb4;
CREATE DATABASE temporal_visibility CHARACTER SET utf8mb4;

CREATE USER 'ssj_migration'@'%' IDENTIFIED BY '$migration';
GRANT ALL PRIVILEGES ON shuangsuiji.* TO 'ssj_migration'@'%' WITH GRANT OPTION;

CREATE USER 'ssj_worker'@'%' IDENTIFIED BY '$worker';
CREATE USER 'ssj_api'@'%' IDENTIFIED BY '$api';

CREATE USER 'temporal'@'%' IDENTIFIED BY '$temporal';
GRANT ALL PRIVILEGES ON temporal.* TO 'temporal'@'%';
GRANT ALL PRIVILEGES ON temporal_visibility.* TO 'temporal'@'%';
SQL
