#!/usr/bin/env bash
# Every audit of the npm package graphql-http against a server of our own.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/packages.sh
deploy/venv.sh requirements-dev.txt
need node nodejs
need npm npm
exec .venv/bin/python -m tests.core.graph.audit
