#!/usr/bin/env bash
# The whole shop from a fresh clone: installs, then hands over to `manage.py serve`, which does the rest.
# Settings are those of production; what follows is all that a plain local address lacks.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/packages.sh
# A clone is brought up to date with git.
need git git
need make make

# In the background, since bash hears SIGTERM only between commands or while it waits.
deploy/venv.sh requirements.txt &
trap 'kill -TERM "$!" 2>/dev/null; wait "$!"; exit 143' TERM INT
wait "$!"
trap - TERM INT

export DATA_DIR=${DATA_DIR:-data} HOST=${HOST:-127.0.0.1} PORT=${PORT:-8000}
mkdir -p "$DATA_DIR"

if [ -z "${SHOP_SECRET_KEY:-}" ]; then
    key=$DATA_DIR/secret-key
    if [ ! -s "$key" ]; then
        (umask 077 && python3 -c 'import secrets; print(secrets.token_urlsafe(50))' > "$key")
    fi
    SHOP_SECRET_KEY=$(cat "$key")
    export SHOP_SECRET_KEY
fi

if [ -z "${SHOP_URL:-}" ]; then
    case $HOST in
        0.0.0.0 | ::) name=127.0.0.1 ;;
        *:*) name="[$HOST]" ;;
        *) name=$HOST ;;
    esac
    export SHOP_URL="http://$name:$PORT"
    export SHOP_ALLOWED_HOSTS=${SHOP_ALLOWED_HOSTS:-127.0.0.1,localhost,[::1],$(hostname)}
fi

exec .venv/bin/python manage.py serve
