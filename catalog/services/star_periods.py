"""The days on which a product shows the stars of which certificate, worked out from its certificates alone.

A decision gives its stars from its own day until it ends, is withdrawn, or a newer decision takes its place, in
whatever order they were entered.
"""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from catalog.models import Certificate, Product, StarPeriod
from catalog.models.certificates import CertificateEvent, CertificateStatus
from catalog.services.revision import turn_revision
from catalog.services.shelves import renew_shelves
from catalog.services.upsert import put
from catalog.validity import ONE_DAY
from core import clock, transitions
from core.transitions import Actor


class Span(NamedTuple):
    certificate: Certificate
    begins: date
    # First day without the star.
    ends: date
    is_replaced: bool


def locked(product_id: int) -> dict[int, Certificate]:
    """The product's certificates by key; until the transaction ends nobody else changes them or adds one.

    The product is what writers queue on: a lock on the certificates would not see one that was added meanwhile.
    """
    Product.objects.select_for_update().get(pk=product_id)
    return {one.pk: one for one in Certificate.objects.filter(product_id=product_id)}


def counting(certificates: Iterable[Certificate]) -> list[tuple[date, Certificate]]:
    """Those a decision proves for at least a day, by its day, oldest first."""
    proven = [
        (one.issued_on, one)
        for one in certificates
        if one.issued_on and one.valid_to and (one.withdrawn_on is None or one.withdrawn_on > one.issued_on)
    ]
    return sorted(proven, key=lambda pair: (pair[0], pair[1].pk))


def settle(certificates: Collection[Certificate], by: Actor, corrected: Certificate | None = None) -> None:
    """Make periods, states and events of one product's locked certificates what they should be today.

    What a decision was to the product is worked out anew for one that was corrected, and for the one after it.
    """
    turn_revision()
    spans = list(_spans(counting(certificates)))
    for span in spans:
        _move(span, by)
    _tell_events([one for _, one in counting(certificates)], corrected)
    _write(certificates, spans)


def _tell_events(counted: list[Certificate], corrected: Certificate | None) -> None:
    for before, one in pairwise([None, *counted]):
        anew = corrected is not None and corrected in (before, one)
        if one is None or not (one.event == CertificateEvent.NEW or anew):
            continue
        event = CertificateEvent.NEW
        if before is not None:
            event = CertificateEvent.UPGRADED if one.stars > before.stars else CertificateEvent.RE_RATED
        put(Certificate, {"pk": one.pk}, {"event": event.value})
        one.event = event.value


def _spans(counted: list[tuple[date, Certificate]]) -> Iterable[Span]:
    following: list[date | None] = [day for day, _ in counted]
    for (day, one), newer in zip(counted, [*following[1:], None][: len(counted)], strict=True):
        # `counting` takes only those with an end.
        end = (one.valid_to or day) + ONE_DAY
        is_replaced = newer is not None and newer < end
        stops = [end, *([newer] if newer else []), *([one.withdrawn_on] if one.withdrawn_on else [])]
        yield Span(one, day, min(stops), is_replaced)


def _move(span: Span, by: Actor) -> None:
    """Tell a certificate's state by its days; a withdrawn one stays so."""
    one = span.certificate
    if one.status == CertificateStatus.WITHDRAWN:
        return
    after = CertificateStatus.CONFIRMED
    if span.is_replaced:
        after = CertificateStatus.REPLACED
    elif span.ends <= clock.today():
        after = CertificateStatus.LAPSED
    if one.status != after:
        before, one.status = one.status, after.value
        put(Certificate, {"pk": one.pk}, {"status": after.value})
        transitions.record(one, before=before, after=after.value, actor_id=by.id, actor_role=by.role)


def _write(certificates: Collection[Certificate], spans: list[Span]) -> None:
    """Write the periods that differ, and what shelves tell of them.

    Those in the way go first, since the database refuses two on one day.
    """
    wanted = {(span.certificate.pk, span.certificate.stars, span.begins, span.ends) for span in spans}
    held = StarPeriod.objects.filter(certificate__in=[one.pk for one in certificates])
    kept = set(held.values_list("certificate_id", "stars", "valid_from", "valid_to"))
    if kept == wanted:
        return
    held.filter(certificate__in=[key for key, *_ in kept - wanted]).delete()
    StarPeriod.objects.bulk_create(
        StarPeriod(
            certificate=span.certificate,
            product_id=span.certificate.product_id,
            stars=span.certificate.stars,
            valid_from=span.begins,
            valid_to=span.ends,
        )
        for span in spans
        if (span.certificate.pk, span.certificate.stars, span.begins, span.ends) not in kept
    )
    renew_shelves({one.product_id for one in certificates})
