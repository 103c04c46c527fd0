#!/usr/bin/env bash
# deploy/venv.sh FILE: makes .venv and installs the pinned FILE; does nothing when that was done before.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=$1
. deploy/packages.sh

need python3 python3
version=$(python3 -c 'import sys; print(*sys.version_info[:3], sep=".")')
stamp="$version $(cat requirements.txt requirements-dev.txt | sha256sum | cut -d ' ' -f 1)"
if [ -x .venv/bin/python ] && grep -qsx "$wanted $stamp" .venv/installed; then
    exit 0
fi

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; python3 here is $version." >&2
    exit 1
}
python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages python3-venv

echo "Installing what $wanted pins into .venv ..."
if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! grep -qs " $version " .venv/installed; then
    python3 -m venv --clear .venv
fi
# In the background, since bash hears SIGTERM only between commands or while it waits.
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$wanted" &
trap 'kill -TERM "$!" 2>/dev/null; wait "$!"; exit 143' TERM INT
wait "$!"

if [ "$wanted" = requirements-dev.txt ]; then
    # The developers' packages include the product's.
    printf '%s\n' "requirements.txt $stamp" "requirements-dev.txt $stamp" > .venv/installed
else
    echo "$wanted $stamp" > .venv/installed
fi
