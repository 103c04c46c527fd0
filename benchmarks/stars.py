"""Stars of the generated products: of a hundred, 43 have three, 15 four and 2 five. One decision in six has lapsed."""

from collections.abc import Sequence
from datetime import date, timedelta

from catalog.models import Certificate, Product, Source, StarPeriod
from catalog.models.certificates import CertificateEvent, CertificateStatus, CertifierLevel, DayPrecision
from catalog.validity import ONE_DAY

FIRST_DAY = date(2023, 6, 1)
DAYS = 1150


def stars_of(number: int) -> int | None:
    """The stars of product number n."""
    place = number % 100
    return next((stars for stars, below in ((5, 2), (4, 17), (3, 60)) if place < below), None)


def decide(products: Sequence[tuple[int, Product]], source: Source) -> None:
    """A decision for each numbered product that has stars, and the days on which it gives them."""
    decided = [(number, product, stars) for number, product in products if (stars := stars_of(number))]
    certificates = Certificate.objects.bulk_create(
        _decision(number, product, stars, source) for number, product, stars in decided
    )
    StarPeriod.objects.bulk_create(
        StarPeriod(
            certificate=certificate,
            product=certificate.product,
            stars=certificate.stars,
            valid_from=certificate.issued_on,
            valid_to=certificate.valid_to + ONE_DAY,
        )
        for certificate in certificates
        if certificate.issued_on and certificate.valid_to
    )


def _decision(number: int, product: Product, stars: int, source: Source) -> Certificate:
    issued_on = FIRST_DAY + timedelta(days=number * 37 % DAYS)
    # The 28th has no month without it.
    issued_on = issued_on.replace(day=min(issued_on.day, 28))
    return Certificate(
        product=product,
        stars=stars,
        issuer=CertifierLevel.CENTRE if stars == 5 else CertifierLevel.PROVINCE,
        decision_number=f"{number}/QĐ-ĐO",
        issued_on=issued_on,
        issued_precision=DayPrecision.DAY,
        valid_to=issued_on.replace(year=issued_on.year + 3),
        status=CertificateStatus.CONFIRMED,
        event=CertificateEvent.NEW,
        source=source,
    )
