"""One label drawn into its box. Lengths are in points, and heights count upwards, as in PDF."""

from functools import cache, partial
from math import cos, pi, sin
from typing import NamedTuple

import segno
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core import typefaces
from core.formats import NO_BREAK_SPACE
from stock.labels.fitting import cut, fitted
from stock.labels.label import Label
from stock.labels.layouts import Layout

SERIF, SANS, SANS_BOLD = "Literata-500", "BeVietnamPro-400", "BeVietnamPro-600"
FILES = {SERIF: typefaces.SERIF, SANS: typefaces.SANS, SANS_BOLD: typefaces.SANS_BOLD}

NAME_LINES = 2
# Nothing is printed smaller: stacked diacritics run together on a label printer of 203 dots an inch.
SMALLEST_PT = 6.0
# Room for the marks above and below a line, of its size.
LEADING = 1.22
# From the top of a line's room to the feet of its letters, of its size.
ASCENT = 0.94
# ISO/IEC 18004: as many empty modules on every side.
QUIET_MODULES = 4


class Row(NamedTuple):
    """One line beside the QR; `stars` are drawn before the words."""

    text: str
    font: str
    size: float
    stars: int = 0


def draw(page: Canvas, label: Label, layout: Layout, left: float, top: float) -> None:
    """Draw a label whose left and top edges are these, in points from the page's lower left corner."""
    load_fonts()
    inset, qr, gap = layout.inset * mm, layout.qr * mm, 1.2 * mm
    x, y = left + inset, top - inset
    width = layout.width * mm - 2 * inset
    foot = top - layout.height * mm + inset
    name = fitted(label.name, partial(_wide, SERIF), width, NAME_LINES, layout.name_size, SMALLEST_PT)
    for line in name.lines:
        _write(page, line, SERIF, name.size, x, y)
        y -= name.size * LEADING
    y = foot + qr if y - foot > qr else y
    _draw_qr(page, label.address, x, foot, min(qr, y - foot))
    column = x + qr + gap
    beside = x + width - column
    _draw_rows(page, _rows(label, layout, beside), column, y, beside, y - foot)


def _rows(label: Label, layout: Layout, width: float) -> list[Row]:
    small = layout.text_size
    # Half a lot's code is another lot's, and what is made up is said whole: both are broken over two lines, never cut.
    lot = fitted(f"Lô{NO_BREAK_SPACE}{label.lot}", partial(_wide, SANS_BOLD), width, 2, small, SMALLEST_PT)
    invented = fitted(label.invented, partial(_wide, SANS), width, 2, small, SMALLEST_PT)
    rows = [Row(price, SERIF, small if place else layout.price_size) for place, price in enumerate(label.prices)]
    if label.stars:
        rows.append(Row(label.stars_until, SANS, small, stars=label.stars))
    rows += [Row(line.replace(NO_BREAK_SPACE, " "), SANS_BOLD, lot.size) for line in lot.lines]
    rows.append(Row(f"HSD {label.expires}" if label.expires else f"NSX {label.made}", SANS, small))
    rows += [Row(line, SANS, invented.size) for line in invented.lines if line]
    return rows


def _draw_rows(page: Canvas, rows: list[Row], x: float, top: float, width: float, height: float) -> None:
    """Rows below one another, all set smaller alike if they are too high together; each fits the width by itself."""
    scale = min(1.0, height / sum(row.size * LEADING for row in rows))
    y = top
    for row in rows:
        size = row.size * scale
        star, indent = size * 0.82, 0.0
        for place in range(row.stars):
            _draw_star(page, x + star * (place + 0.5), y - size * 0.62, star / 2)
        indent = row.stars * star + (size * 0.3 if row.stars else 0)
        while size > SMALLEST_PT * scale and _wide(row.font, row.text, size) > width - indent:
            size -= 0.25
        text = cut(row.text, partial(_wide, row.font), width - indent, size)
        _write(page, text, row.font, size, x + indent, y)
        y -= row.size * scale * LEADING


def _write(page: Canvas, text: str, font: str, size: float, x: float, top: float) -> None:
    page.setFont(font, size)
    page.drawString(x, top - size * ASCENT, text)


def _draw_qr(page: Canvas, address: str, x: float, y: float, side: float) -> None:
    """A QR of error level M in a square of that side, its quiet zone inside; runs of dark modules are one bar each."""
    code = segno.make_qr(address, error="m", boost_error=False)
    modules = [list(row) for row in code.matrix_iter(border=QUIET_MODULES)]
    module = side / len(modules)
    for down, row in enumerate(modules):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                page.rect(x + start * module, y + side - (down + 1) * module, (end - start) * module, module, 0, 1)
            start = max(end, start + 1)


def _draw_star(page: Canvas, x: float, y: float, radius: float) -> None:
    path = page.beginPath()
    for point in range(10):
        reach = radius * (1 if point % 2 == 0 else 0.42)
        angle = pi / 2 + point * pi / 5
        (path.lineTo if point else path.moveTo)(x + reach * cos(angle), y + reach * sin(angle))
    path.close()
    page.drawPath(path, stroke=0, fill=1)


def _wide(font: str, text: str, size: float) -> float:
    width: float = pdfmetrics.stringWidth(text, font, size)
    return width


@cache
def load_fonts() -> None:
    """Once per process; each document embeds only the letters it uses."""
    for name, path in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))
