"""Long texts: the plain marks people write them with, and the EditorJS documents that the dialect tells them as.

An empty line parts blocks. A block that begins with `## ` or `### ` is a heading, one whose lines begin with `- ` a
list, any other a paragraph. `[words](address)` is a link. `{operator:name}` quotes what the shop says of its operator.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from django.utils.html import escape

EDITORJS_VERSION = "2.24.3"
HEADING = re.compile(r"(#{2,3}) +(\S.*)")
LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")
QUOTE = re.compile(r"\{operator:([a-z-]+)\}")
# Of this shop, or somewhere encrypted; never javascript:, nor another host that looks like a path.
ADDRESS = re.compile(r"(?:/(?![/\\])|https://|mailto:|tel:)[^\s\\<>\"]*")


def is_safe(address: str) -> bool:
    """Whether a page may link there: a path of this shop, or an https, mail or telephone address."""
    return ADDRESS.fullmatch(address) is not None


def quoted_keys(text: str) -> set[str]:
    """Keys of the operator's facts that a text quotes."""
    return set(QUOTE.findall(text))


def with_quotes(text: str, facts: Mapping[str, str]) -> str:
    """The text with the operator's facts in their places. Raises KeyError for one that `facts` has not."""
    return QUOTE.sub(lambda match: facts[match[1]], text)


def editorjs(text: str | None) -> str | None:
    """Plain text as an EditorJS document of paragraphs; None for no text."""
    return _document({"type": "paragraph", "data": {"text": escape(part)}} for part in _parts(text or ""))


def editorjs_of_marks(text: str | None) -> str | None:
    """A text with marks as an EditorJS document of headings, lists and paragraphs; None for no text."""
    return _document(_block(part) for part in _parts(text or ""))


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _document(blocks: Iterator[dict[str, Any]]) -> str | None:
    made = list(blocks)
    return orjson.dumps({"blocks": made, "version": EDITORJS_VERSION}).decode() if made else None


def _block(part: str) -> dict[str, Any]:
    if heading := HEADING.fullmatch(part):
        return {"type": "header", "data": {"text": _inline(heading[2]), "level": len(heading[1])}}
    lines = part.split("\n")
    if all(line.startswith("- ") for line in lines):
        items = [_inline(line.removeprefix("- ").strip()) for line in lines]
        return {"type": "list", "data": {"style": "unordered", "items": items}}
    return {"type": "paragraph", "data": {"text": _inline(part)}}


def _inline(text: str) -> str:
    """EditorJS keeps HTML in its texts: ours is escaped, and only links are markup."""
    done: list[str] = []
    end = 0
    for match in LINK.finditer(text):
        if is_safe(match[2]):
            done += [escape(text[end : match.start()]), f'<a href="{escape(match[2])}">{escape(match[1])}</a>']
            end = match.end()
    return "".join([*done, escape(text[end:])])
