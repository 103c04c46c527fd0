"""The first thing a visitor sees: a market day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from core.kept_pages import kept
from core.pages import run
from shop.found import linked
from shop.issue import UNADVERTISED, headline, issue_of
from shop.laying import Node, laid_out, nodes
from shop.near import near_of
from shop.plates import NEVER_ON_TURMERIC, Plate, drawing
from shop.richtext import paragraphs
from shop.sight import language, sight
from shop.stocked import channel_and_place_of, counters, stocked

# Of so many products an issue takes its front of so many.
CHOICE = 100
FRONT = 6


@require_safe
@kept(by=channel_and_place_of)
def home(request: HttpRequest) -> HttpResponse:
    """This week's issue: goods at the front, groups, stars of today, a maker, and what others add."""
    today = clock.today()
    data = run(request, "shop/home", first=CHOICE, today=today.isoformat(), **sight(request))
    issue = issue_of(today)
    front = issue.front(nodes(data["products"]), FRONT)
    starred = [node for node in nodes(data["starred"]) if not node["category"]["code"].startswith(UNADVERTISED)]
    laid = laid_out([*front, *starred[:4]])
    context = {
        **data,
        **laid,
        **stocked(request, [*front, *starred[:4]]),
        "counters": counters(request, distances=True),
        "near": near_of(request),
        "front": laid["items"][: len(front)],
        "starred_items": laid["items"][len(front) :],
        "issue": issue,
        "linked": linked.website(request),
        "days": issue.days(language()),
        "headline": headline(front),
        "groups": [group for group in nodes(data["categories"]) if group["products"]["totalCount"]],
        **_maker(front),
    }
    return render(request, "shop/home.html", context)


def _maker(front: list[Node]) -> dict[str, Any]:
    """One of the makers at the front, and what there is to tell of what they make."""
    node = next((node for node in front[1:] if node["producer"] and _told(node)), None)
    if node is None:
        return {"maker": None}
    plate = drawing(node["name"])
    printing = "w-da" if plate in NEVER_ON_TURMERIC else "w-nghe"
    return {"maker": node, "maker_plate": Plate(plate, printing), "maker_story": paragraphs(_told(node))}


def _told(node: Node) -> str | None:
    told: str | None = (node["translation"] or {}).get("description") or node["description"]
    return told
