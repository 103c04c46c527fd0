"""What the database refuses of marks, permits, labels and notices, whoever writes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog.models import ExpiryNotice, Mark, MarkLicence, Packaging, Permit, PermitWaiver, RequiredPermit
from core import clock
from tests import factories

DAY, NEXT = date(2026, 1, 5), date(2026, 1, 6)


@pytest.fixture(autouse=True)
def database(db):
    return None


def mark(**values):
    given = {"kind": "collective", "name_vi": "Khoai", "number": "1", "owner": "Hội", "registered_on": DAY}
    return Mark.objects.create(**{**given, "valid_to": DAY, "source": factories.source(), **values})


def permit(**values):
    given = {"kind": "facility", "number": "1", "issuer": "Chi cục", "issued_on": DAY, "status": "submitted"}
    if "producer" not in values and "product" not in values:
        given["producer"] = factories.producer()
    return Permit.objects.create(**{**given, "source": factories.source(), **values})


def refused(constraint, make, *rows, **values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(*rows, **values)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "medal"}, "mark_kind_known"),
        ({"number": ""}, "mark_numbered"),
        ({"owner": ""}, "mark_numbered"),
        ({"valid_to": date(2026, 1, 4)}, "mark_lasts_a_day"),
        ({"valid_to": None}, "mark_only_places_have_no_end"),
    ],
)
def test_what_no_mark_can_be(wrong, constraint):
    refused(constraint, mark, **wrong)
    assert mark(kind="geographical", valid_to=None).pk


def test_a_number_is_one_mark_of_its_kind():
    mark()
    refused("mark_once|mark.kind", mark)
    assert mark(kind="certification").pk


def test_a_maker_has_one_licence_of_a_mark_on_a_day():
    given = {"mark": mark(), "producer": factories.producer(), "source": factories.source()}
    MarkLicence.objects.create(valid_from=DAY, valid_to=NEXT, **given)
    assert MarkLicence.objects.create(valid_from=NEXT, **given).pk
    refused("dates overlap", MarkLicence.objects.create, valid_from=date(2026, 2, 1), **given)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "stamp"}, "permit_kind_known"),
        ({"status": "lost"}, "permit_status_known"),
        ({"kind": "self_declaration"}, "permit_of_its_subject"),
        ({"number": ""}, "permit_numbered"),
        ({"issuer": ""}, "permit_numbered"),
        ({"valid_to": date(2026, 1, 4)}, "permit_lasts_a_day"),
        ({"status": "withdrawn"}, "permit_withdrawn_on_a_day"),
        ({"withdrawn_on": DAY}, "permit_withdrawn_on_a_day"),
    ],
)
def test_what_no_permit_can_be(wrong, constraint):
    refused(constraint, permit, **wrong)


def test_a_facilitys_paper_names_its_maker():
    refused("permit_of_its_subject", permit, product=factories.product())


def test_a_paper_that_was_seen_is_nobody_elses():
    permit(status="confirmed")
    assert permit(status="submitted").pk
    refused("permit_once_per_paper|permit.kind", permit, status="confirmed")


def test_requirements_and_waivers_hold_one_at_a_time():
    rule = {"code": "attp", "name_vi": "Giấy", "kinds": ["facility"], "source": factories.source()}
    RequiredPermit.objects.create(valid_from=DAY, **rule)
    refused("dates overlap", RequiredPermit.objects.create, valid_from=NEXT, **rule)
    waiver = {"product": factories.product(), "source": factories.source()}
    PermitWaiver.objects.create(valid_from=DAY, **waiver)
    refused("dates overlap", PermitWaiver.objects.create, valid_from=NEXT, **waiver)


def test_a_label_is_judged_by_somebody_at_some_time():
    given = {"product": factories.product(), "submitted_at": clock.now()}
    refused("packaging_judged_by_somebody", Packaging.objects.create, version=1, status="approved", **given)
    refused("packaging_judged_by_somebody", Packaging.objects.create, version=1, judged_role="officer", **given)
    Packaging.objects.create(version=1, **given)
    refused("packaging_version_once|packaging.product", Packaging.objects.create, version=1, **given)


def test_an_end_is_noticed_once_in_each_band():
    given = {"paper": "permit", "object_id": 1, "last_day": DAY, "noticed_at": clock.now()}
    ExpiryNotice.objects.create(band=90, **given)
    assert ExpiryNotice.objects.create(band=60, **given).pk
    refused("expirynotice_once|expirynotice.paper", ExpiryNotice.objects.create, band=90, **given)
    refused("expirynotice_band_known", ExpiryNotice.objects.create, band=45, **given)
