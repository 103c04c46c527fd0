"""Judging a picture by its content, and making of it the one that is kept.

What is kept is encoded anew from the pixels: upright, in sRGB, at most LARGEST_SIDE, with nothing of the sender's file
but what it shows. No place where it was taken, no comment, no second file hidden in or behind it survives that.
JPEG, PNG, WebP and AVIF are taken. SVG is a programme and is refused; so are moving pictures, GIF and everything else.
"""

import struct
import threading
import zlib
from io import BytesIO
from typing import NamedTuple

from django.core.files.base import File
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from core.files import sniffing
from core.files.refusals import (
    PictureAnimated,
    PictureTooManyPixels,
    PictureTooSmall,
    UploadDamaged,
    UploadEmpty,
    UploadKindRefused,
    UploadTooLarge,
)

TAKEN = "JPEG, PNG, WebP, AVIF"
LARGEST_BYTES = 15 * 1024 * 1024
# A phone's largest pictures have 50 million; decoded, each takes four bytes.
LARGEST_PIXELS = 50_000_000
# Of what is kept; no copy is larger (core.files.renditions).
LARGEST_SIDE = 4096

EXTENSIONS = {sniffing.JPEG: "jpg", sniffing.PNG: "png", sniffing.WEBP: "webp", sniffing.AVIF: "avif"}
# How each kind is written, nearly without loss: smaller copies are made from it.
ENCODINGS: dict[str, dict[str, object]] = {
    "jpg": {"format": "JPEG", "quality": 92, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": False, "compress_level": 6},
    "webp": {"format": "WEBP", "quality": 92, "method": 4},
    "avif": {"format": "AVIF", "quality": 88, "speed": 8},
}
# What Pillow's decoders raise over a file that is not whole.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
)
# Decoded, the largest takes some hundred megabytes: a process holds one of them.
_ONE_AT_A_TIME = threading.Lock()
SRGB = ImageCms.createProfile("sRGB")


class Kept(NamedTuple):
    """A picture as it is kept; pixels of its width and height."""

    content: bytes
    extension: str
    width: int
    height: int


def judged(upload: File[bytes], *, field: str, least_side: int) -> Kept:
    """What is kept of an upload. `least_side` is in pixels; `field` is the input to blame.

    Slow: to be called outside a transaction. Raises UploadEmpty, UploadTooLarge, UploadKindRefused,
    PictureTooManyPixels, PictureTooSmall, PictureAnimated, UploadDamaged.
    """
    content = read(upload, field=field, most=LARGEST_BYTES)
    kind = sniffing.kind_of(content[: sniffing.HEADER_BYTES])
    if kind not in EXTENSIONS:
        raise UploadKindRefused(field, TAKEN)
    _refuse_vast(kind, content, field)
    try:
        with _ONE_AT_A_TIME, Image.open(BytesIO(content), formats=[kind]) as image:
            _refuse_size(image, field, least_side)
            # A JPEG of several (MPO) holds smaller copies or a depth map beside the picture, and does not move.
            if getattr(image, "is_animated", False) and image.format != "MPO":
                raise PictureAnimated(field)
            clean = _cleaned(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooManyPixels(field, LARGEST_PIXELS // 1_000_000) from None
    except (UnidentifiedImageError, *BROKEN):
        raise UploadDamaged(field) from None
    extension = EXTENSIONS[kind]
    return Kept(encoded(clean, extension), extension, *clean.size)


def read(upload: File[bytes], *, field: str, most: int) -> bytes:
    """The whole upload. Raises UploadEmpty, UploadTooLarge."""
    upload.seek(0)
    content: bytes = upload.read(most + 1)
    if not content:
        raise UploadEmpty(field)
    if len(content) > most:
        raise UploadTooLarge(field, most)
    return content


def encoded(image: Image.Image, extension: str, **encoding: object) -> bytes:
    """The picture's bytes, written as that kind is."""
    written = BytesIO()
    if extension == "jpg" and image.mode != "RGB":
        image = on_white(image)
    image.save(written, **(ENCODINGS[extension] | encoding))  # type: ignore[arg-type]
    return written.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    """Without transparency, as it looks on paper."""
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _refuse_vast(kind: str, content: bytes, field: str) -> None:
    """WebP's decoder makes room for the whole canvas as it is opened, so its header is read before."""
    if kind != sniffing.WEBP:
        return
    try:
        width, height = sniffing.webp_size(content[: sniffing.HEADER_BYTES])
    except struct.error:
        raise UploadDamaged(field) from None
    if width * height > LARGEST_PIXELS:
        raise PictureTooManyPixels(field, LARGEST_PIXELS // 1_000_000)


def _refuse_size(image: Image.Image, field: str, least_side: int) -> None:
    if image.width * image.height > LARGEST_PIXELS:
        raise PictureTooManyPixels(field, LARGEST_PIXELS // 1_000_000)
    if min(image.size) < least_side:
        raise PictureTooSmall(field, least_side)


def _cleaned(image: Image.Image) -> Image.Image:
    """The pixels alone: upright, RGB or RGBA of sRGB, at most LARGEST_SIDE."""
    # Made small first, so that what follows copies little; a palette's colours cannot be mixed before that.
    if image.mode in ("RGB", "RGBA", "L", "CMYK"):
        _shrink(image)
    image.load()
    profile = image.info.get("icc_profile")
    seen = _in_srgb(_of_eight_bits(_upright(image)), profile)
    _shrink(seen)
    clean = Image.new(seen.mode, seen.size)
    clean.paste(seen)
    return clean


def _shrink(image: Image.Image) -> None:
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera says; one whose note of it cannot be read stays as it is."""
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        return image


def _of_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "F":
        return image.convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB, or RGBA where something shows through; the colours its profile means, as far as that can be read."""
    has_alpha = image.has_transparency_data
    mode = "RGBA" if has_alpha else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, meant, SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, *BROKEN):
            converted = None
        if converted is not None:
            image = converted
    image = image.convert(mode)
    if has_alpha and image.getchannel("A").getextrema()[0] == 255:
        image = image.convert("RGB")
    return image
