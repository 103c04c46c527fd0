#!/usr/bin/env bash
# Every test, in parallel. Arguments go to pytest: deploy/test.sh tests/core -n 0
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/packages.sh
deploy/venv.sh requirements-dev.txt

# Playwright drives the browser by a Node.js of its own, which needs a library that a small Debian lacks.
.venv/bin/python -m playwright --version >/dev/null 2>&1 || install_packages libatomic1

browser() {
    .venv/bin/python -c 'from tests.chromium import system_browser; import sys; sys.exit(not system_browser())'
}
if ! browser; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        install_packages chromium fonts-noto-core || true
    fi
    browser || .venv/bin/python -m playwright install chromium || {
        echo "No browser: the browser tests need Chromium. Type: sudo apt-get install -y chromium fonts-noto-core" >&2
        exit 1
    }
fi

# One worker more than cores, since tests in a browser spend much of their time waiting.
exec .venv/bin/python -m pytest -q -n "$(($(nproc) + 1))" "$@"
