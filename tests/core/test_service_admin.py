"""Pages that write: by services, under the officer's name, with what is refused shown in the form."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission

from catalog import services
from catalog.models import Source
from catalog.models.sources import Confidence
from core.desk.reading import ReadOnlyAdmin
from core.desk.writing import ServiceAdmin
from core.errors import DomainError
from core.models import FieldChange
from tests import factories

LIST, ADD = "/admin/catalog/source/", "/admin/catalog/source/add/"


@pytest.fixture
def officer(client, db):
    """A client of an officer who may do everything with sources."""
    user = factories.user("officer@vidu.example", is_staff=True, last_name="Phạm", first_name="Quản")
    user.user_permissions.set(Permission.objects.filter(codename__endswith="_source"))
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def source(db):
    return factories.source(document="Quyết định 12/QĐ-UBND", note="chưa thấy bản gốc")


def page_of(row) -> str:
    return f"{LIST}{row.pk}/change/"


def form_of(officer, row) -> dict[str, str]:
    """What the form would send if nothing were changed."""
    found = dict(
        re.findall(r'name="(_seen|published_on)"[^>]*value="([^"]*)"', officer.get(page_of(row)).content.decode())
    )
    return {"published_on": "", **found}


def test_every_page_of_the_desk_only_shows_or_writes_by_services():
    for model, page in admin.site._registry.items():
        assert isinstance(page, ReadOnlyAdmin | ServiceAdmin), model._meta.label
        if isinstance(page, ServiceAdmin):
            assert type(page).keep is not ServiceAdmin.keep, model._meta.label
            assert type(page).save_model is ServiceAdmin.save_model, model._meta.label


def test_a_new_row_is_written_by_the_service_under_the_officers_name(officer):
    given = {"document": "Thông báo 7", "confidence": "sure", "note": "", "published_on": "2026-03-01", "_seen": "0"}
    assert officer.post(ADD, given).status_code == 302
    made = Source.objects.get()
    change = FieldChange.objects.get(kind="catalog.source", object_id=made.pk)
    assert (change.event, change.actor_id, change.actor_role) == ("created", officer.user.pk, "officer")


def test_a_row_that_is_there_is_not_changed_by_adding_it_again(officer, source):
    given = {
        "document": source.document,
        "confidence": source.confidence,
        "note": source.note,
        "is_demonstration": "on",
    }
    answer = officer.post(ADD, given)
    assert answer.status_code == 200
    source.refresh_from_db()
    assert not source.is_demonstration


def test_a_change_shows_in_the_rows_history_with_who_and_what(officer, source):
    sent = form_of(officer, source) | {"published_on": "2026-03-01"}
    assert officer.post(page_of(source), sent).status_code == 302
    shown = officer.get(page_of(source)).content.decode()
    assert "Phạm Quản" in shown
    assert "Ngày của văn bản" in shown
    assert "2026-03-01" in officer.get(f"{LIST}{source.pk}/history/").content.decode()


def test_what_says_which_row_it_is_stays_as_it_was(officer, source):
    officer.post(page_of(source), form_of(officer, source) | {"document": "Khác"})
    assert Source.objects.get().document == source.document


def test_a_refusal_stands_beside_its_field_and_nothing_is_written(officer, source, monkeypatch):
    class Refused(DomainError):
        def __init__(self):
            super().__init__("Ngày này chưa tới.", field="published_on")

    def keep(self, values, known):
        services.put_source(
            document="viết dở", confidence=Confidence.SURE, note="", published_on=None, is_demonstration=False
        )
        raise Refused

    monkeypatch.setattr(type(admin.site._registry[Source]), "keep", keep)
    answer = officer.post(page_of(source), form_of(officer, source) | {"published_on": "2026-03-01"})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors == {"published_on": ["Ngày này chưa tới."]}
    assert list(Source.objects.all()) == [source]
    assert answer.context["adminform"].form["published_on"].value() == "2026-03-01"


def test_what_the_database_refuses_is_told_in_words(officer, source, monkeypatch):
    def keep(self, values, known):
        return Source.objects.create(document="x", confidence="nothing")

    monkeypatch.setattr(type(admin.site._registry[Source]), "keep", keep)
    answer = officer.post(page_of(source), form_of(officer, source))
    assert "source_confidence_known" in str(answer.context["adminform"].form.non_field_errors())
    assert list(Source.objects.all()) == [source]


def test_who_changed_it_meanwhile_is_told_and_nothing_is_overwritten(officer, source):
    sent = form_of(officer, source) | {"published_on": "2026-03-01"}
    services.put_source(document=source.document, confidence=Confidence.SURE, note=source.note, is_demonstration=True)
    answer = officer.post(page_of(source), sent)
    told = str(answer.context["adminform"].form.non_field_errors())
    assert "Minh họa: không → có (hệ thống)" in told
    assert Source.objects.get().published_on is None
    # Told once, the officer may go on: the form now carries what it has seen.
    again = re.search(r'name="_seen" value="(\d+)"', answer.content.decode())[1]
    assert officer.post(page_of(source), sent | {"_seen": again, "is_demonstration": "on"}).status_code == 302
    assert Source.objects.get().published_on is not None


def test_a_form_that_is_shown_again_has_seen_no_more_than_before(officer, source):
    sent = form_of(officer, source)
    wrong = officer.post(page_of(source), sent | {"published_on": "không phải ngày"})
    assert wrong.context["seen"] == int(sent["_seen"])
    services.put_source(document=source.document, confidence=Confidence.SURE, note=source.note, is_demonstration=True)
    assert "Minh họa" in str(officer.post(page_of(source), sent).context["adminform"].form.non_field_errors())


def test_rows_without_a_service_to_take_them_away_stay(officer, source):
    assert officer.post(f"{LIST}{source.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in officer.get(LIST).content.decode()


@pytest.mark.parametrize("words", ["quyet dinh", "QUYẾT ĐỊNH ubnd", "thay goc"])
def test_search_needs_no_accents_and_finds_every_word(officer, source, words):
    factories.source(document="Thông báo 7")
    found = officer.get(LIST, {"q": words}).context["cl"].queryset
    assert list(found) == [source]
