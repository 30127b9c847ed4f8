#!/bin/sh
# Brings Temporal's two databases to the schema of the tool's version; a second
# run changes nothing. The schemas are inside the tool.
set -eu

SQL_PASSWORD=$(cat "${SSJ_SECRETS:-/run/secrets}/temporal_database_password")
export SQL_PASSWORD

# schema DATABASE NAME
schema() {
    temporal-sql-tool --database "$1" setup-schema -v 0.0
    temporal-sql-tool --database "$1" update-schema --schema-name "$2"
}

# Another store than MySQL: SCHEMAS names where its schemas are in the tool.
schema temporal "${SCHEMAS:-mysql/v8}/temporal"
schema temporal_visibility "${SCHEMAS:-mysql/v8}/visibility"
