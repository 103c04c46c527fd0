"""Two officers at one row: a form carries the last change it had seen, and a newer one is told and not overwritten."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from core import history
from core.desk import showing
from core.desk.refusals import ChangedMeanwhile
from core.desk.rows import rows_of_page

if TYPE_CHECKING:
    from core.desk.writing import ServiceAdmin

# The hidden field's name.
SEEN = "_seen"


def seen_now(page: "ServiceAdmin", request: HttpRequest, object_id: str) -> int:
    """The newest change a form that is shown now has seen; 0 for none.

    A form that is shown again keeps what it had seen, unless the change was told: then the next attempt may write.
    """
    told = any(isinstance(refusal, ChangedMeanwhile) for refusal in getattr(request, "refusals", []))
    if request.method == "POST" and not told:
        return _posted(request)
    newest = history.of(rows_of_page(page, request, object_id)).first()
    return newest.pk if newest else 0


def refuse_if_changed(page: "ServiceAdmin", request: HttpRequest, object_id: str) -> None:
    """Raise ChangedMeanwhile if the row was changed since the form was opened; called inside the transaction.

    The row is locked first: of two attempts at once the second waits, and then sees what the first has written.
    """
    if not object_id.isdecimal():
        return
    list(page.model._base_manager.filter(pk=object_id).select_for_update().values_list("pk"))
    newer = history.of(rows_of_page(page, request, object_id)).filter(pk__gt=_posted(request))
    if newer.exists():
        raise ChangedMeanwhile([showing.told(line) for line in showing.lines(newer[:5])])


def _posted(request: HttpRequest) -> int:
    given = request.POST.get(SEEN, "")
    return int(given) if given.isdecimal() else 0
