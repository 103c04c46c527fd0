"""STORAGES from the environment: files in the data directory, or in two buckets of S3."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from core.environment import env, env_url


def file_storages(data_dir: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES for files that people bring: pictures for everyone, papers for some.

    Without SHOP_S3_BUCKET they are folders of `data_dir`.
    """
    bucket = env("SHOP_S3_BUCKET", "")
    return buckets(bucket) if bucket else folders(data_dir)


def folders(data_dir: Path) -> dict[str, dict[str, Any]]:
    """Folders of this machine; that of the papers opens to nobody else on it."""
    return {
        "default": {"BACKEND": "core.files.local.PictureFiles", "OPTIONS": {"location": str(data_dir / "media")}},
        "private": {
            "BACKEND": "core.files.local.PaperFiles",
            "OPTIONS": {
                "location": str(data_dir / "private"),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
    }


def buckets(public: str) -> dict[str, dict[str, Any]]:
    """Two buckets of one account. Papers never lie in the one whose policy opens it to everyone."""
    private = env("SHOP_S3_PRIVATE_BUCKET")
    if private == public:
        raise ImproperlyConfigured("SHOP_S3_PRIVATE_BUCKET must be another bucket than SHOP_S3_BUCKET.")
    endpoint = env_url("SHOP_S3_ENDPOINT", "")
    account = {
        "access_key": env("SHOP_S3_KEY"),
        "secret_key": env("SHOP_S3_SECRET"),
        "region_name": env("SHOP_S3_REGION"),
        "endpoint_url": endpoint or None,
        # A server of one's own seldom has a name for each bucket.
        "addressing_style": "path" if endpoint else "virtual",
    }
    address = urlsplit(media_url())
    shown = {"custom_domain": f"{address.netloc}{address.path}", "url_protocol": f"{address.scheme}:"}
    return {
        "default": {
            "BACKEND": "core.files.buckets.PictureBucket",
            "OPTIONS": account | shown | {"bucket_name": public},
        },
        "private": {"BACKEND": "core.files.buckets.PaperBucket", "OPTIONS": account | {"bucket_name": private}},
    }


def media_url() -> str:
    """Where browsers find the public bucket; empty while pictures are files of ours."""
    bucket = env("SHOP_S3_BUCKET", "")
    if not bucket:
        return ""
    endpoint = env_url("SHOP_S3_ENDPOINT", "")
    usual = f"{endpoint}/{bucket}" if endpoint else f"https://{bucket}.s3.{env('SHOP_S3_REGION')}.amazonaws.com"
    return env_url("SHOP_S3_PUBLIC_URL", usual)


def media_origins() -> list[str]:
    """Scheme and host that pages may load pictures from, beside our own."""
    address = urlsplit(media_url())
    return [f"{address.scheme}://{address.netloc}"] if address.netloc else []
