"""The catalog's revision, which the answer cache keeps its entries by."""

import secrets

from catalog.models import CatalogRevision
from core.db.watched import announce

# Far from PostgreSQL's and SQLite's 63 bits.
BITS = 62


def turn_revision() -> None:
    """Give the catalog a new number; called inside the transaction of every write (raises TransactionManagementError).

    Random and not one more than the last: a transaction that is rolled back takes its number with it, and the next
    one must not mean another catalog by the same number. The row is also what catalog writers queue on.
    """
    number = secrets.randbits(BITS)
    if not CatalogRevision.objects.filter(pk=1).update(number=number):
        CatalogRevision.objects.update_or_create(pk=1, defaults={"number": number})
    announce()


def number_now() -> int:
    """The catalog's number as this connection sees it; 0 before the first write."""
    return CatalogRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def hold_catalog() -> int:
    """Wait for other writers and keep them waiting until the transaction ends; the catalog's number then.

    Raises TransactionManagementError outside of a transaction.
    """
    held = CatalogRevision.objects.select_for_update().filter(pk=1).values_list("number", flat=True).first()
    if held is None:
        turn_revision()
    return held or 0
