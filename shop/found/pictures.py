"""Pictures of pages for those who share them (Open Graph, 1200 × 630): a product's drawing, its name, its maker.

Each is drawn when it is asked for and named for what it shows, so whoever has it once need not ask again.
"""

import hashlib
from functools import cache
from html import escape
from pathlib import Path

import resvg_py
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import ImageFont

from core.pages import run
from core.typefaces import SANS, SERIF
from shop.channel import BY_LANGUAGE
from shop.laying import Node, name_of
from shop.plates import plates
from shop.sight import language

WIDTH, HEIGHT = 1200, 630
DIGEST_LENGTH = 12
A_YEAR_S = 365 * 24 * 60 * 60

TITLE_SIZES = (72, 60, 50)
TITLE_WIDTH, TITLE_LINES, LINE_HEIGHT = 560, 4, 1.24
MAKER_SIZE, MAKER_LINES = 30, 2

WEIGHTS = {"Literata": 500, "Be Vietnam Pro": 400}
PAPER, INK, INK_2, TURMERIC = "#fbfaf6", "#14231e", "#4a5750", "#f2b233"
# The four printings of tokens.css, where nothing knows CSS: ground, line, spot, pale.
PRINTINGS = {
    "cat": {"--k": "#efebdd", "--l": "#14231e", "--s": "#f2b233", "--p": "#fbfaf6"},
    "w-nghe": {"--k": "#f2b233", "--l": "#14231e", "--s": "#fbfaf6", "--p": "#fadb97"},
    "w-then": {"--k": "#14231e", "--l": "#f3efe2", "--s": "#f2b233", "--p": "#3b5148"},
    "w-da": {"--k": "#c6d0c6", "--l": "#14231e", "--s": "#f2b233", "--p": "#f3f4ee"},
}


@require_safe
def picture(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The picture of a product's page, a PNG to be kept for good; another name leads to the one of today."""
    spoken = language()
    data = run(
        request,
        "shop/picture",
        slug=slug,
        slugLanguage=spoken.upper(),
        channel=BY_LANGUAGE[spoken],
        language=spoken.upper(),
    )
    found = data["product"]
    if found is None:
        raise Http404
    path = picture_path(found)
    if path != request.path:
        return redirect(path)
    title, maker = _words(found)
    response = HttpResponse(drawn(title, maker, found["name"]), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR_S}, immutable"
    return response


def picture_path(node: Node) -> str:
    """Where the picture of a product's page is, in the language asked for."""
    told = node["translation"] or {}
    digest = hashlib.sha256("\n".join((*_words(node), node["name"])).encode()).hexdigest()[:DIGEST_LENGTH]
    return reverse("picture_of_page", args=[told.get("slug") or node["slug"], digest])


def _words(node: Node) -> tuple[str, str]:
    return name_of(node), (node["producer"] or {}).get("name") or ""


def drawn(title: str, maker: str, vietnamese_name: str) -> bytes:
    """The picture as a PNG; the Vietnamese name chooses the drawing, as on the page."""
    plate = plates([vietnamese_name])[0]
    size, lines = _title(title)
    y: float = 190 + size
    words = [
        _text(line, 560, y + place * size * LINE_HEIGHT, size, "Literata", INK) for place, line in enumerate(lines)
    ]
    y += len(lines) * size * LINE_HEIGHT
    made_by = _wrapped(maker, SANS, MAKER_SIZE, TITLE_WIDTH)[:MAKER_LINES]
    words += [
        _text(line, 560, y + place * MAKER_SIZE * 1.5, MAKER_SIZE, "Be Vietnam Pro", INK_2)
        for place, line in enumerate(made_by)
    ]
    parts = [
        f"<defs>{_plate(plate.name, plate.printing)}</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        f'<svg x="80" y="53" width="420" height="524" viewBox="0 0 240 300"><use href="#m-{plate.name}"/></svg>',
        _mark(560, 62, 64),
        _text("Chợ Phiên", 640, 110, 40, "Literata", INK),
        *words,
        f'<rect x="560" y="569" width="560" height="8" fill="{TURMERIC}"/>',
    ]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(SERIF), str(SANS)], skip_system_fonts=True))


def _title(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; at the smallest the last line may be cut short."""
    for size in TITLE_SIZES:
        lines = _wrapped(title, SERIF, size, TITLE_WIDTH)
        if len(lines) < TITLE_LINES:
            break
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], f"{lines[TITLE_LINES - 1].rpartition(' ')[0]} …"]
    return size, lines


def _wrapped(text: str, font: Path, size: int, width: int) -> list[str]:
    measure = _font(font, size).getlength
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size)


def _text(text: str, x: int, y: float, size: int, family: str, colour: str) -> str:
    set_in = f'font-family="{family}" font-weight="{WEIGHTS[family]}" font-size="{size}" fill="{colour}"'
    return f'<text x="{x}" y="{y:.0f}" {set_in}>{escape(text)}</text>'


def _plate(name: str, printing: str) -> str:
    """A plate's symbol with its colours written in."""
    svg = str(get_template(f"core/plates/{name}.svg").render())
    for variable, colour in PRINTINGS[printing].items():
        svg = svg.replace(f"var({variable})", colour)
    return svg


def _mark(x: int, y: int, size: int) -> str:
    return (
        f'<svg x="{x}" y="{y}" width="{size}" height="{size}" viewBox="0 0 32 32">'
        f'<circle cx="16" cy="8" r="6.5" fill="{TURMERIC}"/>'
        f'<path fill="{INK}" d="M3 14h3v15H3zM9 14h3v15H9zM14.5 18h3v11h-3zM20 14h3v15h-3zM26 14h3v15h-3z"/></svg>'
    )
