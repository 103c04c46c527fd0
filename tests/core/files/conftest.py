"""The two places files are kept at: folders, and a server that speaks S3 over HTTP."""

import json
import logging
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from core.files.configure import file_storages

ACCOUNT = {"SHOP_S3_KEY": "AKIATEST", "SHOP_S3_SECRET": "secret", "SHOP_S3_REGION": "ap-southeast-1"}


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of a server of S3, in a thread of its own, on a port of its own."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folders", "buckets"])
def kept_in(request, settings, monkeypatch, tmp_path) -> str:
    """Each test runs twice: with files in folders, and with files in buckets."""
    if request.param == "buckets":
        _make_buckets(request.getfixturevalue("s3"), monkeypatch)
    settings.STORAGES = settings.STORAGES | file_storages(tmp_path)
    return request.param


def _make_buckets(endpoint, monkeypatch) -> None:
    """A public and a private bucket, new for each test, and the settings that lead to them."""
    import boto3  # its import takes a second, which tests without buckets need not wait

    number = secrets.token_hex(8)
    names = {"SHOP_S3_BUCKET": f"pictures-{number}", "SHOP_S3_PRIVATE_BUCKET": f"papers-{number}"}
    for name, value in {**ACCOUNT, **names, "SHOP_S3_ENDPOINT": endpoint}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=ACCOUNT["SHOP_S3_REGION"],
        aws_access_key_id=ACCOUNT["SHOP_S3_KEY"],
        aws_secret_access_key=ACCOUNT["SHOP_S3_SECRET"],
    )
    for name in names.values():
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": ACCOUNT["SHOP_S3_REGION"]})
    client.put_bucket_policy(
        Bucket=names["SHOP_S3_BUCKET"], Policy=json.dumps(open_to_everyone(names["SHOP_S3_BUCKET"]))
    )


def open_to_everyone(bucket) -> dict[str, Any]:
    """The policy of the bucket of pictures, as .env.example asks for it."""
    may_read = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    return {"Version": "2012-10-17", "Statement": [may_read]}
