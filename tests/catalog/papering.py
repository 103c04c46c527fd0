"""Marks for tests, made by the services that keep them whole; permits are in tests/factories.py."""

from datetime import date
from itertools import count

from catalog import services
from catalog.models import Mark, Producer, Product
from catalog.models.marks import MarkKind
from tests import factories

_numbers = count(1)


def mark(*products: Product, kind: MarkKind = MarkKind.COLLECTIVE, **values) -> Mark:
    """A collective mark that covers these products from 2024 through 2033, of an owner who makes nothing."""
    number = next(_numbers)
    given = {
        "number": f"4-{number:06}",
        "name_vi": f"Nhãn hiệu {number}",
        "owner": "Hội Nông dân xã",
        "registered_on": date(2024, 1, 5),
        "valid_to": date(2033, 12, 31),
        "products": products,
        "source": values.pop("source", None) or factories.source(),
        "by": factories.OFFICER,
        **values,
    }
    return services.put_mark(kind=kind, **given)[0]


def lent(of: Mark, to: Producer, valid_from: date = date(2025, 1, 1), **values) -> None:
    """A licence of the mark to a maker."""
    given = {"source": factories.source(), "by": factories.OFFICER, **values}
    services.license_mark(mark=of, producer=to, valid_from=valid_from, **given)
