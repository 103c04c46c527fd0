"""What is true of files wherever they are kept: every test runs on folders, and on a server of S3 over HTTP."""

import http.client
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile

from core import clock as core_clock
from core import files
from core import tasks as core_tasks
from core.files import forgetting
from tests import factories

pytestmark = pytest.mark.usefixtures("kept_in")

PICTURE, PAPER = b"\xff\xd8\xff a picture", b"%PDF-1.7 a paper"


@pytest.fixture
def reader(client, db, monkeypatch):
    """Somebody whom the folder `permits` lets read it."""
    monkeypatch.setattr(files, "_readers", {"permits": lambda viewer, name: viewer.is_staff})
    client.force_login(factories.user(is_staff=True))
    return client


def fetched(client, url):
    """Status, headers and body of what a browser gets there: from us, or over HTTP from whom we send it to."""
    parts = urlsplit(url)
    if not parts.netloc:
        answer = client.get(url)
        if answer.status_code == 302:
            return fetched(client, answer["Location"])
        body = answer.getvalue() if answer.streaming else answer.content
        return answer.status_code, {name.lower(): value for name, value in answer.items()}, body
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    held = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return held


def test_a_picture_is_found_by_everyone_for_good(client):
    name = files.keep_picture(PICTURE, "jpg")
    url = files.public_storage().url(name)
    status, headers, body = fetched(client, url)
    assert (status, body) == (200, PICTURE)
    assert headers["content-type"] == "image/jpeg"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    # Its address says nothing that ends.
    assert urlsplit(url).query == ""


def test_a_public_file_that_is_no_picture_is_saved_and_not_shown(client):
    name = files.public_storage().save(files.fresh_name("attributes", PAPER, "pdf"), ContentFile(PAPER))
    status, headers, body = fetched(client, files.public_storage().url(name))
    assert (status, body) == (200, PAPER)
    assert headers["content-type"] == "application/pdf"
    assert headers["content-disposition"].startswith("attachment")


def test_a_paper_is_found_by_its_readers_and_not_kept_by_their_browsers(reader):
    name = files.keep_paper("permits", PAPER, "pdf")
    status, headers, body = fetched(reader, files.address_of_paper(name))
    assert (status, body) == (200, PAPER)
    assert headers["content-type"] == "application/pdf"
    assert headers["cache-control"] == "private, no-store"
    assert headers["content-disposition"].startswith("attachment")


def test_a_paper_is_found_by_nobody_else(client, reader, kept_in):
    name = files.keep_paper("permits", PAPER, "pdf")
    client.logout()
    assert fetched(client, files.address_of_paper(name))[0] == 404
    assert fetched(client, files.private_storage().url(name))[0] == 404
    if kept_in == "buckets":
        pictures, papers = files.public_storage(), files.private_storage()
        assert fetched(client, f"{papers.endpoint_url}/{papers.bucket_name}/{name}")[0] == 403
        assert fetched(client, pictures.url(name))[0] == 404
    else:
        assert fetched(client, f"/media/{name}")[0] == 404


def test_a_paper_that_is_gone_is_not_found(reader):
    name = files.keep_paper("permits", PAPER, "pdf")
    files.private_storage().delete(name)
    assert fetched(reader, files.address_of_paper(name))[0] == 404


def test_a_link_to_a_paper_soon_ends_and_is_signed(reader, kept_in):
    name = files.keep_paper("permits", PAPER, "pdf")
    answer = reader.get(files.address_of_paper(name))
    if kept_in == "folders":
        assert answer.status_code == 200
        return
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert fetched(reader, answer["Location"])[0] == 200
    assert asked["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert asked["X-Amz-Expires"] == ["60"]
    assert answer["Cache-Control"] == "private, no-store"


def test_papers_lie_apart_from_pictures():
    name = files.keep_paper("permits", PAPER, "pdf")
    assert not files.public_storage().exists(name)
    assert files.private_storage().exists(name)


def test_the_same_bytes_twice_are_two_files():
    one, other = files.keep_picture(PICTURE, "jpg"), files.keep_picture(PICTURE, "jpg")
    assert one != other
    files.public_storage().delete(one)
    with files.public_storage().open(other) as kept:
        assert kept.read() == PICTURE


def test_a_file_goes_with_what_was_made_from_it_and_leaves_its_neighbours(db):
    storage = files.public_storage()
    gone, stays = files.keep_picture(PICTURE, "jpg"), files.keep_picture(PICTURE, "jpg")
    copies = [storage.save(f"{files.folder_of(name)}1-64.webp", ContentFile(b"copy")) for name in (gone, stays)]
    assert sorted(forgetting.names_below(storage, "")) == sorted([gone, stays, *copies])
    forgetting.delete_unnamed.call(storage=files.PUBLIC, name=gone)
    assert sorted(forgetting.names_below(storage, "")) == sorted([stays, copies[1]])
    # Once more does no harm.
    forgetting.delete_unnamed.call(storage=files.PUBLIC, name=gone)


def test_a_file_that_a_row_names_stays(db):
    name = factories.media().picture.file.name
    forgetting.delete_unnamed.call(storage=files.PUBLIC, name=name)
    assert files.public_storage().exists(name)


def test_sweeping_takes_what_no_row_names_once_it_is_a_day_old(db):
    storage = files.public_storage()
    named = factories.media().picture.file.name
    copy = storage.save(f"{files.folder_of(named)}1-64.webp", ContentFile(b"copy"))
    lost = files.keep_picture(PICTURE, "jpg")
    late = storage.save("pictures/ab/abcd/1-64.webp", ContentFile(b"copy"))
    elsewhere = storage.save("attributes/ab/abcd.pdf", ContentFile(PAPER))
    paper = files.keep_paper("permits", PAPER, "pdf")
    core_tasks.sweep_files.call()
    assert all(storage.exists(name) for name in (named, copy, lost, late, elsewhere))
    with core_clock.frozen(datetime.now(core_clock.VIETNAM) + timedelta(days=1, minutes=1)):
        core_tasks.sweep_files.call()
    assert [storage.exists(name) for name in (named, copy, elsewhere)] == [True, True, True]
    assert [storage.exists(name) for name in (lost, late)] == [False, False]
    assert not files.private_storage().exists(paper)
