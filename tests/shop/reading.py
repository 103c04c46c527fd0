"""Pages as their readers see them."""

import re
from html import unescape

NBSP = "\N{NO-BREAK SPACE}"


def text(response):
    """What a reader sees of a page, in one line."""
    body = response.content.decode().partition("<body>")[2]
    body = re.sub(r"<svg.*?</svg>", " ", body, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace(NBSP, " ").split())


def english(found):
    [address] = re.findall(r'hreflang="en" href="http://testserver([^"]+)"', found.content.decode())
    return address
