#!/usr/bin/env bash
# deploy/with-postgres.sh COMMAND...: runs the command with DATABASE_URL naming a PostgreSQL made for it alone,
# which is gone afterwards, whatever happened.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/packages.sh

servers() { find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V; }
if [ -z "$(servers)" ] && ! command -v initdb >/dev/null; then
    # Debian would start a cluster of its own at once; nobody asked for that one.
    if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    fi
    install_packages postgresql
fi
newest=$(servers | tail -n 1)
bin=$(dirname "${newest:-$(command -v initdb)}")
version=$("$bin/postgres" --version | grep -oE '[0-9]+' | head -n 1)
[ "$version" -ge 15 ] || {
    echo "PostgreSQL 15 or newer is needed; $bin holds $version." >&2
    exit 1
}

place=$(mktemp -d "${TMPDIR:-/tmp}/chophien-postgres.XXXXXX")
# The server refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$place"
    as=(runuser -u postgres --)
fi
child=
stop() {
    trap '' INT TERM
    [ -z "$child" ] || { kill -TERM "$child" 2>/dev/null && wait "$child"; } || true
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$place"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$place"
"${as[@]}" "$bin/initdb" -D "$place/data" -U shop --auth=trust --encoding=UTF8 --no-locale >"$place/log" 2>&1 || {
    cat "$place/log" >&2
    exit 1
}
# A cluster that lives for minutes need not survive a power cut.
"${as[@]}" "$bin/pg_ctl" -D "$place/data" -w -l "$place/data/server.log" -o "-p $port -k $place -c listen_addresses=127.0.0.1 \
    -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB" start >/dev/null || {
    cat "$place/data/server.log" >&2
    exit 1
}
"$bin/createdb" -h 127.0.0.1 -p "$port" -U shop shop
cd - >/dev/null

export DATABASE_URL="postgresql://shop@127.0.0.1:$port/shop"
"$@" &
child=$!
status=0
wait "$child" || status=$?
child=
exit "$status"
