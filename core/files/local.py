"""Files in folders of this machine, which our own server hands out."""

from django.core.files.storage import FileSystemStorage
from django.http import FileResponse
from django.http.response import HttpResponseBase

from core.files import address_of_paper
from core.files.kinds import content_type_of


class PictureFiles(FileSystemStorage):
    """Pictures, under MEDIA_URL."""


class PaperFiles(FileSystemStorage):
    """Papers. `url` is an address that asks who is reading; nothing else leads to the file."""

    def url(self, name: str | None) -> str:
        """Where whoever may read it finds the file."""
        return address_of_paper(name or "")

    def handed_out(self, name: str) -> HttpResponseBase:
        """The file itself, to a reader who has been found to be allowed it. Raises FileNotFoundError."""
        return FileResponse(
            self.open(name), as_attachment=True, filename=name.rpartition("/")[2], content_type=content_type_of(name)
        )
