"""Pictures in the graph: where each of their copies is."""

from collections.abc import Hashable, Sequence
from enum import Enum
from typing import Any, NamedTuple

import graphene
from django.conf import settings
from django.http import HttpRequest

from catalog import models
from catalog.models.pictures import MediaType
from catalog.schema.translations import language_of
from core import files, graph
from core.files import renditions
from core.files.pictures import LARGEST_SIDE
from core.files.renditions import Copy, Format, Shape
from core.graph.answers import key_source
from core.graph.types import Image, LanguageCodeEnum

FORMATS = {
    Format.ORIGINAL: "The kind the picture itself is of: JPEG, PNG, WebP or AVIF.",
    Format.AVIF: "AVIF.",
    Format.WEBP: "WebP.",
}
SHAPES = {
    Shape.WHOLE: "Never cropped; `size` is the longer side.",
    Shape.SQUARE: f"Cropped around the focal point; `size` is the side, {renditions.LARGEST_SQUARE} at most.",
}
ThumbnailFormatEnum = graphene.Enum.from_enum(
    Format,
    name="ThumbnailFormatEnum",
    description=lambda value: FORMATS[value] if value else "How a copy of a picture is written.",
)
ThumbnailShapeEnum = graphene.Enum.from_enum(
    Shape,
    name="ThumbnailShapeEnum",
    description=lambda value: SHAPES[value] if value else "How much of a picture a copy shows.",
)
ProductMediaType = graphene.Enum.from_enum(
    MediaType,
    name="ProductMediaType",
    description=lambda value: str(value.label) if value else "What a product shows of itself.",
)
STEPS = ", ".join(map(str, renditions.STEPS))


def size_argument() -> graphene.Int:
    return graphene.Int(
        default_value=LARGEST_SIDE,
        description=f"Pixels; the nearest of {STEPS} is answered, never more than there are. 0: as it is, whole.",
    )


def format_argument() -> graphene.Argument:
    return graphene.Argument(ThumbnailFormatEnum, default_value=Format.ORIGINAL.value)


def shape_argument() -> graphene.Argument:
    return graphene.Argument(ThumbnailShapeEnum, default_value=Shape.WHOLE.value)


def language_argument() -> graphene.Argument:
    return graphene.Argument(LanguageCodeEnum, description="Language of `alt`; Vietnamese where it is not written.")


def picture_arguments() -> dict[str, Any]:
    """What a field that answers an Image is asked with."""
    return {
        "size": size_argument(),
        "format": format_argument(),
        "shape": shape_argument(),
        "language_code": language_argument(),
    }


@key_source
def origin(request: HttpRequest) -> Hashable:
    """Addresses of pictures begin with whatever address the shop was asked at."""
    return (request.scheme, request.META.get("HTTP_HOST"))


class ImageRow(NamedTuple):
    url: str
    alt: str


class FocalPointRow(NamedTuple):
    x: int
    y: int


def addresses(pictures: Sequence[Any], copy: Copy, info: graph.Info) -> list[str]:
    """Where that copy of each picture is. While its copies are being made, where the picture itself is."""
    return public_addresses([copy.name_of(picture) for picture in pictures], info)


def public_addresses(names: Sequence[str], info: graph.Info) -> list[str]:
    """Where files of the public storage are, with scheme and host."""
    storage, base = files.public_storage(), _base(info.request)
    return [f"{base}{url}" if url.startswith("/") else url for url in map(storage.url, names)]


def copy_of(size: int | None, format: Any, shape: Any = None) -> Copy:
    """What of a picture a field's arguments ask for; they may be null: then as it is, whole and in its own kind."""
    return Copy(size or 0, Format(_plain(format or Format.ORIGINAL)), Shape(_plain(shape or Shape.WHOLE)))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _base(request: HttpRequest | None) -> str:
    return settings.SHOP_URL if request is None else f"{request.scheme}://{request.get_host()}"


def alt_of(picture: Any, language_code: Enum | None) -> str:
    """What the picture shows, in a language if it is written in it."""
    language = "vi" if language_code is None else language_of(language_code)
    return getattr(picture, f"alt_{language}", None) or picture.alt_vi or ""


def images(
    pictures: Sequence[Any],
    info: graph.Info,
    *,
    size: int | None = None,
    format: Any = None,
    shape: Any = None,
    language_code: Enum | None = None,
) -> list[ImageRow | None]:
    """A copy of each picture as an Image, by a field's picture_arguments; null for no picture."""
    shown = [picture for picture in pictures if picture is not None]
    urls = iter(addresses(shown, copy_of(size, format, shape), info))
    return [None if picture is None else ImageRow(next(urls), alt_of(picture, language_code)) for picture in pictures]


class FocalPoint(graph.Object):
    """Where what matters lies in a picture."""

    public = True

    x = graphene.Int(required=True, description="Thousandths of the width, from the left.")
    y = graphene.Int(required=True, description="Thousandths of the height, from the top.")


class ProductMedia(graph.ModelObject):
    """A picture of a product, or a video elsewhere with a still picture of it."""

    alt = graphene.String(
        required=True, language_code=language_argument(), description="What it shows, for those who do not see it."
    )
    type = ProductMediaType(required=True)
    url = graphene.String(
        required=True,
        size=size_argument(),
        format=format_argument(),
        description="Where a copy of the picture is; of a video, where the video is.",
    )
    thumbnail = graphene.Field(
        Image, required=True, description="A copy of the picture; of a video, of its still.", **picture_arguments()
    )
    width = graphene.Int(required=True, description="Pixels of the picture itself.")
    height = graphene.Int(required=True, description="Pixels of the picture itself.")
    credit = graphene.String(required=True, description="Who took it, and by what right it is shown; may be empty.")
    focal_point = graphene.Field(FocalPoint, required=True)
    sort_order = graphene.Int(required=True, description="Its place; the lowest is the product's thumbnail.")

    class Meta:
        model = models.ProductMedia

    # Whoever finds a product shown finds its pictures; they are reached through it alone.
    public = True

    @staticmethod
    def load_alt(media: graph.Rows, info: graph.Info, language_code: Enum | None = None) -> list[str]:
        return [alt_of(one, language_code) for one in media]

    @staticmethod
    def load_url(media: graph.Rows, info: graph.Info, size: int | None = None, format: Any = None) -> list[str]:
        urls = addresses(media, copy_of(size, format), info)
        return [one.video_url or url for one, url in zip(media, urls, strict=True)]

    @staticmethod
    def load_thumbnail(media: graph.Rows, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
        return images(media, info, **copy)

    @staticmethod
    def load_focal_point(media: graph.Rows, info: graph.Info) -> list[FocalPointRow]:
        return [FocalPointRow(one.focal_x, one.focal_y) for one in media]

    @staticmethod
    def load_sort_order(media: graph.Rows, info: graph.Info) -> list[int]:
        return [one.position for one in media]
