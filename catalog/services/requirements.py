"""What the law asks of goods before they are shown, and who may be shown without: facts with days and sources."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language

from catalog import selectors
from catalog.errors import PermitsMissing, ReasonRequired, RequirementInvalid, WaiverMissing
from catalog.models import (
    Category,
    PapersTerm,
    PermitWaiver,
    Product,
    ProductListing,
    RequiredPermit,
    ShelvedProduct,
    Source,
    TaxClass,
)
from catalog.models.permits import PermitKind
from catalog.selectors.requirements import REQUIREMENTS
from catalog.services.gathering import gathering
from catalog.services.shelves import renew_shelves
from catalog.services.upsert import put
from catalog.validity import ONE_DAY
from core import clock, history, transitions
from core.transitions import Actor

WAIVED, ENDED = "waived", "ended"


@transaction.atomic
def put_required_permit(
    *,
    code: str,
    valid_from: date,
    valid_to: date | None,
    name_vi: str,
    name_en: str | None,
    kinds: Collection[PermitKind],
    source: Source,
    category: Category | None = None,
    tax_class: TaxClass | None = None,
    alcohol_from_bp: int | None = None,
) -> tuple[RequiredPermit, bool]:
    """The requirement of that code from that day, and whether it is new or changed; the database refuses two.

    What is shown and lacks it is shown no longer from its first day. Raises RequirementInvalid.
    """
    if not kinds or not set(kinds) <= set(PermitKind):
        raise RequirementInvalid
    values = {
        "valid_to": valid_to,
        "name_vi": name_vi,
        "name_en": name_en,
        "kinds": sorted(kind.value for kind in kinds),
        "category": category,
        "tax_class": tax_class.value if tax_class else "",
        "alcohol_from_bp": alcohol_from_bp,
        "source": source,
    }
    rule, changed = put(RequiredPermit, {"code": code, "valid_from": valid_from}, values)
    if changed:
        renew_shelves(list(_published()))
    return rule, changed


def judge_papers(product: Product) -> None:
    """Raises PermitsMissing for a product that lacks papers which goods of its kind need today, and is not waived."""
    pile = gathering()
    requirements = pile.once(REQUIREMENTS) if pile else REQUIREMENTS()
    lacking = selectors.missing_permits(product, clock.today(), requirements)
    if lacking:
        language = get_language()
        raise PermitsMissing([one.name_in(language) for one in lacking], [one.code for one in lacking])


@transaction.atomic
def waive_permits(*, product: Product, source: Source, by: Actor, until: date | None = None) -> PermitWaiver:
    """Let a product be shown from today though nobody has seen its papers, on the source's word. For officers.

    `until` is the first day it may not be. The database refuses two waivers on one day. Raises ActorRequired.
    """
    by.required()
    given = {"product": product, "valid_from": clock.today()}
    with history.acting(by):
        waiver, _ = put(PermitWaiver, given, {"valid_to": until, "source": source})
    transitions.record(waiver, before="", after=WAIVED, actor_id=by.id, actor_role=by.role)
    renew_shelves([product.pk])
    return waiver


@transaction.atomic
def end_waiver(*, product: Product, on: date, reason: str, by: Actor) -> None:
    """End a product's waiver: from `on` it needs its papers to be shown, from the day after it began at the earliest.

    For officers. Raises WaiverMissing, ReasonRequired, ActorRequired.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    held = (
        PermitWaiver.objects.select_for_update().filter(product=product).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    )
    waiver = held.first()
    if waiver is None:
        raise WaiverMissing
    with history.acting(by, reason.strip()):
        put(PermitWaiver, {"pk": waiver.pk}, {"valid_to": max(on, waiver.valid_from + ONE_DAY)})
    transitions.record(waiver, before=WAIVED, after=ENDED, actor_id=by.id, actor_role=by.role, reason=reason.strip())
    renew_shelves([product.pk])


@transaction.atomic
def hide_lapsed(*, on: date) -> int:
    """Take off the shelves what may not be shown from the day `on` or before; how many products.

    Whoever reads shelves on a later day than they were made for calls it first, so that a listing ends at midnight
    whether the night's work has run or not; it writes only then, and once.
    """
    due = list(PapersTerm.objects.filter(until__lte=on).values_list("pk", flat=True))
    if due:
        renew_shelves(due)
    return len(due)


@transaction.atomic
def show_again() -> int:
    """Put back on the shelves what is published and hidden for papers, if they are in order now; how many.

    A permit puts its own products back when it is confirmed; this is for requirements that ended.
    """
    hidden = _published() - set(ShelvedProduct.objects.values_list("product_id", flat=True).distinct())
    if hidden:
        renew_shelves(hidden)
    return ShelvedProduct.objects.filter(product__in=hidden).values("product").distinct().count()


def _published() -> set[int]:
    return set(ProductListing.objects.filter(published=True).values_list("product_id", flat=True))
