#!/bin/sh
# Creates the namespace and the search attributes by which supervisors filter;
# what is there already stays. TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE name them.
set -eu

# Ten years, as the embedded server keeps them: a closed case stays visible.
retention=87600h

# again COMMAND...: the server's services take some seconds to learn of a change.
again() {
    tries=30
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            "$@"
            exit 1
        fi
        sleep 2
    done
}

again temporal operator cluster health
if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
fi
again temporal operator search-attribute list

listed=$(temporal operator search-attribute list)
missing=

# attribute NAME TYPE
attribute() {
    if ! printf '%s\n' "$listed" | grep -Eq "(^|[[:space:]])$1[[:space:]]+$2([[:space:]]|\$)"; then
        missing="$missing --name $1 --type $2"
    fi
}

attribute Department Keyword
attribute Entity Keyword
attribute NextDeadline Datetime
attribute Outcome Keyword
attribute Overdue Bool
attribute Plan Keyword
attribute RiskGrade Keyword
attribute Stage Keyword
attribute Task Keyword

if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # it is a list of words
    temporal operator search-attribute create $missing
fi
