#!/usr/bin/env bash
# deploy/audit.sh [VIEW...]: every kind of page of the shop, or those named, served as in production: Lighthouse on a phone
# (median of RUNS, 5 unless said), valid HTML by the Nu checker. Prints a table; fails where a page falls short.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/packages.sh
deploy/venv.sh requirements-dev.txt
need node nodejs
need npm npm
need java openjdk-17-jre-headless
[ -x /usr/bin/chromium ] || need chromium chromium fonts-noto-core

tools=data/audit-tools
mkdir -p "$tools"
cp tests/shop/audit/package.json tests/shop/audit/package-lock.json "$tools/"
if ! cmp -s tests/shop/audit/package-lock.json "$tools/installed"; then
    echo "Installing what tests/shop/audit/package-lock.json pins ..."
    npm --prefix "$tools" ci --ignore-scripts --no-audit --no-fund >/dev/null
    cp tests/shop/audit/package-lock.json "$tools/installed"
fi
exec .venv/bin/python -m tests.shop.audit "$@"
