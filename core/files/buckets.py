"""Files in S3, or in whatever speaks as it does: one bucket that everyone may read, one that nobody may."""

from typing import Any

from botocore.config import Config
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from storages.backends.s3 import S3Storage

from core.files import address_of_paper, kinds

# A reader who was let in clicks at once; a link that leaks is soon worth nothing.
PAPER_LINK_S = 60
FOR_GOOD = "public, max-age=31536000, immutable"
CONNECT_WITHIN_S, ANSWER_WITHIN_S = 5, 30


class Bucket(S3Storage):
    """A bucket of ours. Names are made once, so nothing is looked up before a file is written."""

    def __init__(self, **options: Any) -> None:
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": options.pop("addressing_style")},
            connect_timeout=CONNECT_WITHIN_S,
            read_timeout=ANSWER_WITHIN_S,
            retries={"max_attempts": 3, "mode": "standard"},
        )
        super().__init__(client_config=config, file_overwrite=True, **options)

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """What S3 tells whoever reads the file."""
        return {"ContentType": kinds.content_type_of(name)}


class PictureBucket(Bucket):
    """Pictures; a browser asks the bucket for them, or whatever stands before it, and never us."""

    def __init__(self, **options: Any) -> None:
        super().__init__(querystring_auth=False, **options)

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        saved = {} if kinds.extension_of(name) in kinds.PICTURES else {"ContentDisposition": "attachment"}
        return super().get_object_parameters(name) | {"CacheControl": FOR_GOOD} | saved


class PaperBucket(Bucket):
    """Papers. `url` is an address that asks who is reading, and sends those who may to a link that soon ends."""

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        return super().get_object_parameters(name) | {"CacheControl": "private, no-store"}

    def url(self, name: str, *_: Any, **__: Any) -> str:
        """Where whoever may read it finds the file."""
        return address_of_paper(name)

    def handed_out(self, name: str) -> HttpResponseBase:
        """A link to the file for PAPER_LINK_S, to a reader who has been found to be allowed it.

        Raises FileNotFoundError.
        """
        if not self.exists(name):
            raise FileNotFoundError(name)
        attached = {"ResponseContentDisposition": f'attachment; filename="{name.rpartition("/")[2]}"'}
        return HttpResponseRedirect(super().url(name, parameters=attached, expire=PAPER_LINK_S))
