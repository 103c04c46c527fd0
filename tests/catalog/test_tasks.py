"""What the catalog does by itself at midnight."""

from datetime import date

from catalog.tasks import lapse_certificates
from tests import factories


def test_certificates_lapse_at_night(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()
    made = factories.confirmed(issued_on=date(2024, 3, 12))
    clock("2027-03-13T00:00")
    lapse_certificates.call()
    made.refresh_from_db()
    assert made.status == "lapsed"
