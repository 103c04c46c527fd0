"""A form may send so much and no more, and is told so."""

from io import BytesIO

import pytest
from django.test import RequestFactory

from core.files import intake
from core.files.intake import FormLimit
from tests.pictures import upload

HEADERS = {"CONTENT_TYPE": "multipart/form-data; boundary=b"}


class Body(BytesIO):
    """One that tells how much of it was read."""

    def read(self, *size):
        held = super().read(*size)
        Body.taken += len(held)
        return held


@pytest.fixture
def sent(db, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_FORM_BYTES", 1000)
    monkeypatch.setattr(intake, "THROWN_AWAY_BYTES", 3000)
    Body.taken = 0

    def send(size, **headers):
        request = RequestFactory().post("/", **(HEADERS | headers))
        request = type(request)({**request.environ, "wsgi.input": Body(b"x" * size), "CONTENT_LENGTH": str(size)})
        request.csp_nonce = "what the policy's own middleware gives"
        return FormLimit(lambda _request: "passed on")(request)

    return send


def test_a_form_of_the_size_that_is_let_through_is_not_looked_at(sent):
    assert sent(1000) == "passed on"
    assert Body.taken == 0


def test_a_larger_one_is_read_to_its_end_so_that_the_page_is_seen(sent):
    answer = sent(3000)
    assert answer.status_code == 413
    assert "Tệp lớn quá" in answer.content.decode()
    assert Body.taken == 3000


def test_a_vast_one_is_answered_at_once(sent):
    assert sent(3001).status_code == 413
    assert Body.taken == 0


def test_what_is_no_form_with_files_has_bounds_of_its_own(sent):
    assert sent(5000, CONTENT_TYPE="application/json") == "passed on"


def test_a_length_that_is_no_number_is_none(db, monkeypatch):
    request = RequestFactory().post("/", **HEADERS)
    for stated in ("", "-1", "1e9", "９９９９９９９９９"):
        request.META["CONTENT_LENGTH"] = stated
        assert FormLimit(lambda _request: "passed on")(request) == "passed on"


def test_the_shop_has_the_limit(client, db, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_FORM_BYTES", 1000)
    for address, told in (("/", "Tệp lớn quá"), ("/en/", "The file is too large")):
        answer = client.post(address, {"file": upload()})
        assert answer.status_code == 413
        assert told in answer.content.decode()
