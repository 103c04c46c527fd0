"""The shop as an app on a phone."""

import json

import pytest
from django.contrib.staticfiles import finders

from shop.found.app import ICONS, MASKABLE, SHELL


def test_the_manifest_names_icons_that_are_there(client):
    described = json.loads(client.get("/manifest.webmanifest").content)
    assert described["start_url"] == described["scope"] == "/"
    assert [one["purpose"] for one in described["icons"]] == ["any", "any", "maskable"]
    assert all(finders.find(name) for name, _, _ in (*ICONS, MASKABLE))


@pytest.mark.parametrize("name", SHELL)
def test_every_file_of_the_shell_is_there(name):
    assert finders.find(name)


def test_the_worker_is_asked_for_anew_and_knows_both_languages(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    text = answer.content.decode()
    assert '"/ngoai-mang/"' in text
    assert '"/en/offline/"' in text
    assert '"/en/products/"' in text


def test_the_offline_page_is_not_listed(client, db):
    for path in ("/ngoai-mang/", "/en/offline/"):
        assert '<meta name="robots" content="noindex">' in client.get(path).content.decode()
