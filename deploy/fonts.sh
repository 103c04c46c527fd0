#!/usr/bin/env bash
# Cut the fonts from @fontsource down to what Vietnamese and English pages write, into core/static/core/fonts.
# For whoever changes a font; nothing runs this. Needs npm and python3.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm install --silent --prefix "$work" @fontsource/be-vietnam-pro@5.3.0 @fontsource/literata@5.3.0
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fonttools brotli

letters="U+0020-007E,U+00A0,U+00A9,U+00AB,U+00B0,U+00B7,U+00BB,U+00C0-00C3,U+00C8-00CA,U+00CC-00CD,U+00D2-00D5,U+00D7"
letters+=",U+00D9-00DA,U+00DD,U+00E0-00E3,U+00E8-00EA,U+00EC-00ED,U+00F2-00F5,U+00F9-00FA,U+00FD,U+0102-0103,U+0110-0111"
letters+=",U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303,U+0309,U+0323,U+1EA0-1EF9"
letters+=",U+2013-2014,U+2018-201A,U+201C-201E,U+2026,U+20AB,U+20AC,U+2212"

for font in be-vietnam-pro-{latin,vietnamese}-{400,600} literata-{latin,vietnamese}-500; do
    "$work/venv/bin/python" -m fontTools.subset \
        "$work/node_modules/@fontsource/${font%-*-*}/files/$font-normal.woff2" \
        --unicodes="$letters" --layout-features=kern,mark,mkmk,ccmp,locl,liga,lnum,tnum --no-hinting --desubroutinize \
        --flavor=woff2 --output-file="core/static/core/fonts/$font-normal.woff2"
done
