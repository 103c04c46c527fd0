"""Files that officers send in: kept, shown, written as they were shown, forgotten."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from catalog.errors import ImportSettled, PreviewStale
from catalog.exchange.faults import FileRefused
from catalog.exchange.previews import apply_preview, forget_previews, preview
from catalog.models import SheetImport, VariantPrice
from core import clock as core_clock
from core.errors import ActorRequired
from core.models import Transition
from core.transitions import Actor
from tests import factories
from tests.catalog.exchange.sheets import csv

PRICES = csv("sku,channel,price,source", "M-1,vn,52000,Bảng giá")


def sent(content=PRICES, **values):
    given = {"kind": "prices", "file_name": "gia.csv", "content": content, "by": factories.OFFICER, **values}
    return preview(**given)


@pytest.fixture
def size(db):
    made = factories.variant(sku="M-1")
    factories.price(made, 50_000)
    return made


def amount():
    return VariantPrice.objects.get().price_minor


def test_a_preview_writes_nothing_but_itself(size):
    sheet = sent()
    assert amount() == 50_000
    assert sheet.report["counts"] == {"change": 1}
    assert Transition.objects.filter(kind="catalog.sheetimport").get().to_state == "previewed"


def test_what_was_shown_is_written_once_and_the_bytes_are_forgotten(size):
    sheet = sent()
    assert apply_preview(sheet=sheet, by=factories.OFFICER).applied
    assert amount() == 52_000
    sheet.refresh_from_db()
    assert (sheet.state, bytes(sheet.content)) == ("applied", b"")
    with pytest.raises(ImportSettled):
        apply_preview(sheet=sheet, by=factories.OFFICER)


def test_a_stale_preview_is_refused_and_shown_anew(size):
    sheet = sent()
    factories.price(size, 51_000)
    with pytest.raises(PreviewStale) as stale:
        apply_preview(sheet=sheet, by=factories.OFFICER)
    assert stale.value.rows == [2]
    assert amount() == 51_000
    sheet.refresh_from_db()
    assert sheet.report["rows"][0]["changes"][0] == {"column": "Giá", "before": "51000", "after": "52000"}
    assert apply_preview(sheet=sheet, by=factories.OFFICER).applied
    assert amount() == 52_000


def test_a_preview_with_a_refused_row_writes_nothing(size):
    sheet = sent(PRICES + b"\r\nM-2,vn,1,A")
    outcome = apply_preview(sheet=sheet, by=factories.OFFICER)
    assert (outcome.applied, outcome.refused) == (False, 1)
    assert amount() == 50_000
    sheet.refresh_from_db()
    assert sheet.state == "previewed"


def test_of_two_officers_who_write_one_preview_one_is_told(transactional_db, at_once):
    factories.price(factories.variant(sku="M-1"), 50_000)
    sheet = sent()
    mine, theirs = SheetImport.objects.get(pk=sheet.pk), SheetImport.objects.get(pk=sheet.pk)
    results = at_once(*(lambda one=one: apply_preview(sheet=one, by=factories.OFFICER) for one in (mine, theirs)))
    assert sorted(type(one).__name__ for one in results) in (["Outcome", "PreviewStale"], ["ImportSettled", "Outcome"])
    assert amount() == 52_000
    assert Transition.objects.filter(kind="catalog.sheetimport", to_state="applied").count() == 1


def test_nobody_in_particular_sends_no_file(size):
    with pytest.raises(ActorRequired):
        sent(by=Actor(None, "officer"))


def test_a_file_that_is_no_sheet_is_not_kept(size):
    with pytest.raises(FileRefused):
        sent(b"%PDF-1.7")
    assert not SheetImport.objects.exists()


def test_a_file_nobody_writes_is_forgotten_after_a_week(size):
    sheet = sent()
    assert forget_previews() == 0
    with core_clock.frozen(core_clock.now() + timedelta(days=8)):
        assert forget_previews() == 1
    assert not SheetImport.objects.filter(pk=sheet.pk).exists()


def test_an_officer_sees_and_sends_only_what_their_rights_reach(size, client):
    user = factories.user(is_staff=True)
    for name in ("view_sheetimport", "view_variantprice"):
        user.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(user)
    sheet = sent()
    base = "/admin/catalog/sheetimport/"
    assert client.get(base).status_code == 200
    assert client.get(f"{base}{sheet.pk}/change/").status_code == 200
    assert client.post(f"{base}{sheet.pk}/change/").status_code == 403
    assert client.get(f"{base}send/").status_code == 403
    assert client.get(f"{base}export/prices.csv").status_code == 200
    assert client.get(f"{base}export/producers.csv").status_code == 403
    assert client.get(f"{base}export/prices.pdf").status_code == 404
    assert amount() == 50_000
    client.logout()
    assert client.get(f"{base}export/prices.csv").status_code == 302
