"""Where the products of a page can be had today, and which sales points there are: live parts of pages that are kept.

Each is a small document beside the page's own, with a witness of the shelves that is asked before the page is sent
again; so a page is kept for hundreds of visitors and yet never tells of a jar that is gone.
"""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest

from core import graph
from core.pages import run_while
from shop.channel import channel_of
from shop.laying import Node, nodes
from shop.near import near_of, variable
from shop.sight import sight
from stock.selectors import selling, standing

MOST_COUNTERS = 100


def channel_and_place_of(request: HttpRequest) -> Hashable:
    """What pages that tell distances differ by."""
    return channel_of(request), near_of(request)


def stocked(request: HttpRequest, shown: Sequence[Node], *, whole: bool = False) -> dict[str, Any]:
    """Where each of these products (with their `id`) stands today, for the context of a page: by id.

    `whole` with distances from where the visitor said they are, and the sales points where it is sold out, for a page
    that is kept by channel_and_place_of.
    """
    ids = [node["id"] for node in shown]
    if not ids:
        return {"stocked": {}}
    witness = partial(standing, tuple(sorted({graph.required_key(one, "Product") for one in ids})))
    near = variable(near_of(request)) if whole else {}
    asked = {"ids": ids, "language": sight(request)["language"], "where": whole, **near}
    found = run_while(request, witness, "shop/stocked", **asked)["stockedProducts"]
    return {"stocked": {one["id"]: one for one in found}}


def counters(request: HttpRequest, *, distances: bool = False) -> list[Node]:
    """The sales points that sell today, the nearest first with `distances`."""
    near = variable(near_of(request)) if distances else {}
    asked = {"first": MOST_COUNTERS, "language": sight(request)["language"], **near}
    return nodes(run_while(request, selling, "shop/counters", **asked)["salesPoints"])
