"""Products of a list laid out: each with its plate, and what the page must load and say for them."""

from collections.abc import Sequence
from typing import Any

from shop.plates import plates
from shop.richtext import paragraphs

Node = dict[str, Any]


def nodes(connection: dict[str, Any]) -> list[Node]:
    """The nodes of a connection, in order."""
    return [edge["node"] for edge in connection["edges"]]


def name_of(node: Node) -> str:
    """A name in the language asked for, else its own."""
    name: str = (node["translation"] or {}).get("name") or node["name"]
    return name


def described(node: Node) -> str:
    """A description in the language asked for as plain text, else its own; empty where nobody wrote one."""
    return "\n\n".join(paragraphs((node["translation"] or {}).get("description") or node["description"]))


def laid_out(shown: Sequence[Node]) -> dict[str, Any]:
    """Products of a list, each with its plate, the drawings they need, and whether a price is made up."""
    printed = plates(node["name"] for node in shown)
    return {
        "items": list(zip(shown, printed, strict=True)),
        "drawings": [plate.name for plate in printed],
        "demonstration": any(node["defaultVariant"]["priceIsDemonstration"] for node in shown),
    }
