"""Pictures to send, drawn when they are asked for."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def drawn(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Red in the upper left quarter, blue in the lower right, grey elsewhere."""
    image = Image.new("RGB", (width, height), (128, 128, 128))
    image.paste((220, 30, 30), (0, 0, width // 2, height // 2))
    image.paste((30, 30, 220), (width // 2, height // 2, width, height))
    return image.convert(mode)


def written(image: Image.Image, kind: str = "JPEG", **encoding) -> bytes:
    """The image's bytes."""
    held = BytesIO()
    image.save(held, kind, **encoding)
    return held.getvalue()


def upload(content: bytes | None = None, name: str = "anh.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    """A form's file; a drawn JPEG unless it is given bytes."""
    return SimpleUploadedFile(name, written(drawn()) if content is None else content, content_type)


def opened(content: bytes) -> Image.Image:
    """Decoded."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
