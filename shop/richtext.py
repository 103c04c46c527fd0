"""The dialect's rich text (EditorJS), read."""

from html import unescape
from typing import Any

import orjson


def paragraphs(description: str | None) -> list[str]:
    """The texts of its paragraphs; the dialect keeps a text as escaped HTML."""
    if not description:
        return []
    blocks: list[dict[str, Any]] = orjson.loads(description)["blocks"]
    return [unescape(block["data"]["text"]) for block in blocks if block["type"] == "paragraph"]
