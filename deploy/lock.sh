#!/usr/bin/env bash
# requirements*.in -> requirements*.txt, every package pinned, those that others bring too.
set -euo pipefail
cd "$(dirname "$0")/.."
deploy/venv.sh requirements-dev.txt
maker=$(mktemp -d)
trap 'rm -rf "$maker"' EXIT
python3 -m venv "$maker"
"$maker/bin/pip" install --quiet --disable-pip-version-check uv==0.9.*
for name in requirements requirements-dev; do
    "$maker/bin/uv" pip compile --quiet --upgrade --no-annotate --no-header --no-emit-index-url \
        --python-version 3.11 --output-file "$name.txt" "$name.in"
done
