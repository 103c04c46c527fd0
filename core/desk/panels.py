"""What needs an officer today: packages bring panels, and the desk's first page shows those that one may see.

@panels.brought(20)                      # its place, the lowest first
def waiting(request) -> Panel | None: ...
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise


class Item(NamedTuple):
    text: str
    address: str


class Panel(NamedTuple):
    """How many things wait, a few of them, and where all of them are."""

    title: str | Promise
    waiting: int
    items: Sequence[Item]
    address: str
    nothing: str | Promise


Bringing = Callable[[HttpRequest], Panel | None]

_brought: dict[str, tuple[int, Bringing]] = {}

# So many of a panel's things are shown.
SHOWN = 5


def brought(position: int) -> Callable[[Bringing], Bringing]:
    """Let a function say what waits; it answers None to whom it does not concern."""

    def add(bring: Bringing) -> Bringing:
        _brought[f"{bring.__module__}.{bring.__qualname__}"] = (position, bring)
        return bring

    return add


def today(request: HttpRequest) -> list[Panel]:
    """The panels this officer is shown, in their order."""
    panels = [bring(request) for _, bring in sorted(_brought.values(), key=lambda pair: pair[0])]
    return [panel for panel in panels if panel is not None]
