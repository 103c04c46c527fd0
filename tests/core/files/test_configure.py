"""Where files are kept follows from the environment, and half a configuration stops the process."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages

from core.csp import with_pictures_of
from core.files.configure import file_storages, media_origins

SET = {
    "SHOP_S3_BUCKET": "pictures",
    "SHOP_S3_PRIVATE_BUCKET": "papers",
    "SHOP_S3_KEY": "key",
    "SHOP_S3_SECRET": "secret",
    "SHOP_S3_REGION": "ap-southeast-1",
}


@pytest.fixture
def environment(monkeypatch):
    def put(**values):
        for name, value in {**SET, **values}.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    return put


def test_without_a_bucket_files_are_kept_in_folders_that_are_not_each_other_s(tmp_path):
    storages = file_storages(tmp_path)
    places = [storages[name]["OPTIONS"]["location"] for name in ("default", "private")]
    assert places == [str(tmp_path / "media"), str(tmp_path / "private")]
    assert media_origins() == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, "https://pictures.s3.ap-southeast-1.amazonaws.com/"),
        ({"SHOP_S3_ENDPOINT": "http://127.0.0.1:9000"}, "http://127.0.0.1:9000/pictures/"),
        (
            {"SHOP_S3_ENDPOINT": "https://s3.example", "SHOP_S3_PUBLIC_URL": "https://cdn.example"},
            "https://cdn.example/",
        ),
        ({"SHOP_S3_PUBLIC_URL": "https://cdn.example/of/pictures"}, "https://cdn.example/of/pictures/"),
    ],
)
def test_browsers_find_the_pictures_where_the_settings_say_and_pages_let_them(environment, settings, given, shown):

    environment(**given)
    settings.STORAGES = settings.STORAGES | file_storages(settings.DATA_DIR)
    assert storages["default"].url("pictures/ab/c.jpg") == f"{shown}pictures/ab/c.jpg"
    [origin] = media_origins()
    assert shown.startswith(f"{origin}/")
    assert origin in with_pictures_of(media_origins())["img-src"]
    assert origin not in with_pictures_of([])["img-src"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SHOP_S3_PRIVATE_BUCKET", None),
        ("SHOP_S3_PRIVATE_BUCKET", "pictures"),
        ("SHOP_S3_KEY", None),
        ("SHOP_S3_SECRET", ""),
        ("SHOP_S3_REGION", None),
        ("SHOP_S3_BUCKET", ""),
        ("SHOP_S3_ENDPOINT", "s3.example"),
        ("SHOP_S3_ENDPOINT", "https://s3.example/"),
        ("SHOP_S3_ENDPOINT", "ftp://s3.example"),
        ("SHOP_S3_ENDPOINT", "https://key:secret@s3.example"),
        ("SHOP_S3_PUBLIC_URL", "https://cdn.example/a?b=c"),
        ("SHOP_S3_PUBLIC_URL", "https://cdn.example/a//b"),
        ("SHOP_S3_PUBLIC_URL", "https://cdn.example:port"),
        ("SHOP_S3_PUBLIC_URL", ""),
    ],
)
def test_a_missing_or_malformed_value_is_named(environment, tmp_path, name, value):
    environment(**{name: value})
    with pytest.raises(ImproperlyConfigured, match=name):
        file_storages(tmp_path)
