"""Who sells, who has looked at who they are, and what of it is told to whom.

A buyer must know with whom the contract is: name, seat, registration and, of an organisation, telephone and e-mail
(Law 19/2023, article 37; Decree 52/2013). A household's, a farm's or a group's are somebody's own (Law 91/2025): they
are told only where they are marked as the ones it trades under. A number of twelve digits is a person's identity
number, which a household pays its taxes under: it is told to nobody outside. Who signs for a producer is nobody's
business but its members' and the officers'.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from catalog.models import ProductListing, SellerCheck
from catalog.models.producers import ORGANISATIONS, ProducerKind
from catalog.selectors.shelves import KEY
from core.graph import Row, rows
from core.viewer import Viewer

IDENTITY_DIGITS = 12

CHECK = ("id", "producer_id", "number", "state", "method", "checked_on", "reason", "actor_role", "at")
CHECKS = rows.prepared(
    lambda p: (
        SellerCheck.objects.filter(rows.among("producer_id", p.producers))
        .order_by("producer_id", "number")
        .values_list(*CHECK, named=True)
    ),
    producers=[KEY],
)
SELLERS = rows.prepared(
    lambda p: ProductListing.objects.filter(rows.among("product_id", p.products), channel_id=p.channel).values_list(
        "product_id", "legal_seller", named=True
    ),
    products=[KEY],
    channel=KEY,
)


def sees_all_of(viewer: Viewer) -> bool:
    """Whether the viewer is told everything of every producer, as an officer is."""
    return viewer.has_perm("catalog.view_producer")


def is_insider(viewer: Viewer, producer_id: int) -> bool:
    """Whether the viewer is told everything of this producer: its members are, and officers."""
    return sees_all_of(viewer) or producer_id in viewer.scope("producers")


def has_public_contact(producer: Row, kind: ProducerKind | None) -> bool:
    """Whether anybody is told its telephone and e-mail, it being of that legal form today."""
    return kind in ORGANISATIONS or bool(producer.has_trading_contact)


def is_personal_number(number: str) -> bool:
    """Whether a tax or registration number is the identity number of a person."""
    return len(number) == IDENTITY_DIGITS and number.isdecimal()


def checks_visible_to(viewer: Viewer) -> QuerySet[SellerCheck]:
    """Those of the viewer's own producers; for officers all. What came of the last one is told to everybody."""
    checks = SellerCheck.objects.all()
    return checks if sees_all_of(viewer) else checks.filter(producer_id__in=viewer.scope("producers"))


def checks_of(producer_ids: Iterable[int]) -> dict[int, list[Row]]:
    """Every check of each producer, the first one first."""
    checks: dict[int, list[Row]] = {}
    for row in CHECKS(producers=sorted(set(producer_ids))):
        checks.setdefault(row.producer_id, []).append(row)
    return checks


def legal_sellers(channel_id: int, product_ids: Iterable[int]) -> dict[int, str]:
    """Who sells each of these products in a channel."""
    found = SELLERS(channel=channel_id, products=sorted(set(product_ids)))
    return {row.product_id: row.legal_seller for row in found}
