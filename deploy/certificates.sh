#!/usr/bin/env bash
# Makes the certificates by which the services of docker-compose.yml know each
# other: an authority of this installation, and what it signs for each of them.
# deploy/secrets.sh calls it. A second run renews what ends soon and leaves the rest
# as it is; the services are then started anew (docker compose restart).
#
#   deploy/certificates.sh [FOLDER]      default: deploy/secrets
#
# The authority's key stays in the folder and goes into no container. It takes
# openssl, which Debian has wherever it trusts certificates.
set -euo pipefail

folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

day=86400
authority_days=3650 # renewed, with all that it signed, before one of those could outlive it
service_days=800
soon=$((90 * day))

work=$(mktemp -d "$PWD/.certificates.XXXXXX")
trap 'rm -rf "$work"' EXIT
umask 077
# No settings but those below, whatever the machine's own say.
printf '[req]\ndistinguished_name = dn\n[dn]\n' >"$work/settings"
export OPENSSL_CONF=$work/settings

# request NAME [OPTION...]: a new key, and a request or certificate for it.
request() {
    local name=$1
    shift
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/${name}_key" \
        -subj "/O=shuangsuiji/CN=$name" "$@" 2>/dev/null
}

# keep NAME: both files at their place; the certificate last, which is what is looked at.
keep() {
    mv -f "$work/${1}_key" "${1}_key"
    mv -f "$work/${1}_certificate" "${1}_certificate"
    echo "$folder/${1}_certificate: made"
}

# pair NAME: the key is that of the certificate; not so after a run that was cut short.
pair() {
    [[ -e ${1}_key && -e ${1}_certificate ]] &&
        [[ $(openssl pkey -in "${1}_key" -pubout 2>/dev/null) == "$(openssl x509 -in "${1}_certificate" -noout -pubkey 2>/dev/null)" ]]
}

authority() {
    if pair authority && openssl x509 -in authority_certificate -noout -checkend $(((service_days + 1) * day)) >/dev/null 2>&1; then
        echo "$folder/authority_certificate: kept"
        return
    fi
    request authority -x509 -days "$authority_days" -out "$work/authority_certificate" \
        -addext basicConstraints=critical,CA:true,pathlen:0 -addext keyUsage=critical,keyCertSign
    chmod 400 "$work/authority_key"
    chmod 444 "$work/authority_certificate"
    keep authority
}

# service NAME USES [HOSTS]: how the service shows itself. Containers read the files
# as users of their own: the folder keeps others of this machine out.
service() {
    if pair "$1" && openssl verify -CAfile authority_certificate "${1}_certificate" >/dev/null 2>&1 &&
        openssl x509 -in "${1}_certificate" -noout -checkend "$soon" >/dev/null; then
        echo "$folder/${1}_certificate: kept"
        return
    fi
    {
        printf 'basicConstraints = critical, CA:false\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = %s\n' "$2"
        [[ -z ${3-} ]] || printf 'subjectAltName = %s\n' "$3"
    } >"$work/extensions"
    request "$1" -out "$work/request"
    openssl x509 -req -in "$work/request" -CA authority_certificate -CAkey authority_key -set_serial "0x$(openssl rand -hex 16)" \
        -days "$service_days" -extfile "$work/extensions" -out "$work/${1}_certificate" 2>/dev/null
    chmod 444 "$work/${1}_key" "$work/${1}_certificate"
    keep "$1"
}

# A server is also called from inside its own container.
authority
service mysql serverAuth DNS:mysql,DNS:localhost,IP:127.0.0.1
service temporal serverAuth,clientAuth DNS:temporal,DNS:localhost,IP:127.0.0.1
service worker clientAuth
service api clientAuth
