"""Who is handed which file, and with what headers."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory

from core import files
from core.files import serving
from tests import factories

CONTENT = b"\x89PNG as far as these tests look"


@pytest.fixture
def picture():
    return files.public_storage().save(files.fresh_name("pictures", CONTENT, "png"), ContentFile(CONTENT))


@pytest.fixture
def paper(monkeypatch):
    monkeypatch.setattr(files, "_readers", {"permits": lambda viewer, name: viewer.is_staff})
    return files.keep_paper("permits", b"%PDF-1.7", "pdf")


def test_a_picture_is_kept_by_browsers_for_good_and_never_sniffed(client, picture):
    answer = client.get(f"/media/{picture}")
    assert answer.getvalue() == CONTENT
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Length"] == str(len(CONTENT))
    assert "Set-Cookie" not in answer


def test_a_picture_the_browser_has_is_not_sent_again(client, picture):
    etag = client.get(f"/media/{picture}")["ETag"]
    again = client.get(f"/media/{picture}", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize(
    "name",
    [
        "../chophien.sqlite3",
        "pictures/../../private/permits/a.png",
        "pictures/..%2f..%2fsecret.png",
        "pictures//a.png",
        "/etc/passwd",
        "pictures/.hidden.png",
        "pictures/a\x00.png",
        "pictures/A.png",
        "pictures/ａ.png",
        "pictures/a.png\n",
        "pictures/a.svg",
        "pictures/a.html",
        "pictures/a",
        "a.png/",
        "",
    ],
)
def test_a_name_that_is_not_ours_is_not_looked_up(name, monkeypatch):
    class Untouched(type(files.public_storage())):
        def _open(self, name, mode="rb"):
            raise AssertionError(name)

        def exists(self, name):
            raise AssertionError(name)

    monkeypatch.setattr(serving, "public_storage", Untouched)
    monkeypatch.setattr(serving, "private_storage", Untouched)
    for view in (serving.picture, serving.paper):
        with pytest.raises(serving.Http404):
            view(RequestFactory().get("/"), name=name)


def test_a_picture_that_is_not_there_is_not_found(client, db):
    assert client.get("/media/pictures/ab/abcd.png").status_code == 404
    assert (
        client.get("/media/pictures/ab/abcd.png", headers={"If-None-Match": '"pictures/ab/abcd.png"'}).status_code
        == 404
    )


def test_files_are_only_read(client, picture):
    for call in (client.post, client.put, client.delete):
        assert call(f"/media/{picture}").status_code == 405


def test_a_paper_is_handed_to_whom_its_folder_lets_read_it(client, db, paper):
    client.force_login(factories.user(is_staff=True))
    answer = client.get(files.address_of_paper(paper))
    assert answer.getvalue() == b"%PDF-1.7"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_paper_is_not_there_for_anybody_else(client, db, paper):
    assert client.get(files.address_of_paper(paper)).status_code == 404
    client.force_login(factories.user())
    assert client.get(files.address_of_paper(paper)).status_code == 404


def test_a_folder_whose_readers_nobody_named_is_read_by_nobody(client, db):
    secret = files.keep_paper("letters", b"%PDF-1.7", "pdf")
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    assert client.get(files.address_of_paper(secret)).status_code == 404


def test_a_paper_is_not_a_picture_and_a_picture_not_a_paper(client, db, paper, picture):
    assert client.get(f"/media/{paper}").status_code == 404
    client.force_login(factories.user(is_staff=True))
    assert client.get(f"/papers/{picture}").status_code == 404


def test_papers_are_readable_by_the_shops_own_user_alone(paper):
    path = Path(files.private_storage().path(paper))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
