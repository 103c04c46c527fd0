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
