#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml: random passwords, the DSNs that hold
# them, and the certificates by which the services know each other. A file that is
# there already is left as it is: MySQL takes passwords over only when it makes its
# data folder. Certificates that end soon are renewed; see certificates.sh.
#
#   deploy/secrets.sh [FOLDER]      default: deploy/secrets
set -euo pipefail

folder=${1:-$(dirname "$0")/secrets}

# Compose mounts the files with the owner and mode that they have here, and each
# container reads them as a user of its own: so the folder keeps others of this
# machine out, and the files are readable.
mkdir -p "$folder"
chmod 700 "$folder"
umask 022

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# secret NAME: keeps what stands on its standard input.
secret() {
    local file=$folder/$1
    if [[ -e $file ]]; then
        echo "$file: kept"
        return
    fi
    cat >"$file.new"
    chmod 444 "$file.new"
    mv "$file.new" "$file"
    echo "$file: made"
}

secret mysql_root_password < <(random)
secret temporal_database_password < <(random)
secret ssj_migration_dsn < <(printf 'ssj_migration:%s@tcp(mysql:3306)/shuangsuiji' "$(random)")
secret ssj_worker_dsn < <(printf 'ssj_worker:%s@tcp(mysql:3306)/shuangsuiji' "$(random)")
secret ssj_api_dsn < <(printf 'ssj_api:%s@tcp(mysql:3306)/shuangsuiji' "$(random)")
# The office's keys are kept outside its record; see docs/manual.md. Lost ones are
# never made anew for a record that calls for them: worker and API refuse to start.
secret ssj_seal_keys < <(name=$(random); printf '%s-%s %s%s\n' "$(date +%Y%m%d)" "${name:0:6}" "$(random)" "$(random)")
# The mail server's is not ours to make up.
secret smtp_password </dev/null

"$(dirname "$0")/certificates.sh" "$folder"
