"""Who may see what of the shelves: officers all of it, staff their own sales points', producers their own goods."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from core import clock, files
from core.transitions import OFFICER_ROLE, Actor
from core.viewer import Viewer, scope_source
from stock.models import PointStaff, WriteOff

SCOPE = "sales_points"
SELLER_ROLE = "seller"
OFFICERS = "stock.view_stockmove"
# The folder of the pictures that write-offs keep.
PHOTOS = "write-offs"


@scope_source(SCOPE)
def points_of(user_id: int) -> Iterable[int]:
    """The sales points a person works at today."""
    today = clock.today()
    works = PointStaff.objects.filter(Q(until=None) | Q(until__gt=today), user=user_id, since__lte=today)
    return works.values_list("point_id", flat=True)


@files.readers_of(PHOTOS)
def may_see_photo(viewer: Viewer, name: str) -> bool:
    """Whether a viewer may see the picture of what was written off: staff of its sales point, and officers."""
    return WriteOff.objects.filter(sight_of(viewer).of_point("point"), photo=name).exists()


class Sight(NamedTuple):
    """What a viewer may see of the ledger and its papers."""

    everything: bool
    points: frozenset[int]
    producers: frozenset[int]

    @property
    def sees_something(self) -> bool:
        """Whether any of the ledger can be the viewer's business."""
        return bool(self.everything or self.points or self.producers)

    def works_at(self, point_id: int) -> bool:
        """Whether the viewer is staff of a sales point, or an officer."""
        return self.everything or point_id in self.points

    def of_point(self, path: str) -> Q:
        """Rows whose sales point at this path the viewer works at; for papers, which are no producer's business."""
        return Q() if self.everything else Q(**{f"{path}__in": sorted(self.points)})

    def of_goods(self, owner: str, *places: str) -> Q:
        """Rows about goods the viewer owns, or at a sales point (at one of these paths) they work at."""
        if self.everything:
            return Q()
        seen = Q(**{f"{owner}__in": sorted(self.producers)})
        for place in places:
            seen |= Q(**{f"{place}__in": sorted(self.points)})
        return seen


def sight_of(viewer: Viewer) -> Sight:
    """What this viewer may see. For anonymous and buyers: nothing."""
    if viewer.has_perm(OFFICERS):
        return Sight(everything=True, points=frozenset(), producers=frozenset())
    return Sight(everything=False, points=viewer.scope(SCOPE), producers=producers_of(viewer))


def acting(viewer: Viewer) -> Actor:
    """Who acts on the shelves, and as what; services say at which."""
    return Actor(viewer.user_id, OFFICER_ROLE if viewer.has_perm(OFFICERS) else SELLER_ROLE)


def producers_of(viewer: Viewer) -> frozenset[int]:
    """The producers a viewer acts for."""
    return viewer.scope("producers")
