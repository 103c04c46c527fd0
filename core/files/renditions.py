"""Smaller copies of a picture: which there are, what they are called, how they are made.

Sizes are steps of one ladder, the dialect's; each copy comes as AVIF, as WebP and in the picture's own kind. A copy's
name follows from the picture's and from what it is, so an address is written without asking storage or database, and
another focal point or another recipe is another name: what a browser has kept is never stale.

Pillow does it all: it reads and writes AVIF since 11.3, converts colours and crops around a point. What the Django
libraries would add was measured against that: easy-thumbnails, sorl-thumbnail and django-imagekit look each copy up,
in a table or in the storage, while a page is made; django-pictures does not, but crops at the centre alone and writes
another copy under the name of the last.
"""

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from typing import Any, NamedTuple, Protocol

from PIL import Image, ImageOps

from core import files
from core.files import kinds
from core.files.pictures import LARGEST_SIDE, encoded

# Pixels of the longer side; a square's side.
STEPS = (32, 64, 128, 256, 512, 1024, 2048, LARGEST_SIDE)
# Squares are tiles of lists; nothing shows a larger one.
LARGEST_SQUARE = 1024
# To be counted up when copies are made in another way: theirs are other names then.
RECIPE = "1"
ENCODINGS: dict[str, dict[str, object]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 80, "method": 4},
    "jpg": {"quality": 82},
    "png": {},
}


class Format(StrEnum):
    """The dialect's ThumbnailFormatEnum."""

    ORIGINAL = "ORIGINAL"
    AVIF = "AVIF"
    WEBP = "WEBP"


class Shape(StrEnum):
    """How much of the picture a copy shows."""

    WHOLE = "WHOLE"
    SQUARE = "SQUARE"


class Focus(NamedTuple):
    """Where what matters lies, in thousandths of the width and of the height."""

    x: int
    y: int


class Pixels(NamedTuple):
    width: int
    height: int

    def largest_step(self, shape: Shape) -> int:
        """The step that a copy as large as the picture stands on; none is larger than the picture."""
        side = max(self) if shape == Shape.WHOLE else min(*self, LARGEST_SQUARE)
        return STEPS[min(bisect_left(STEPS, side), len(STEPS) - 1)]


def step_of(size: int) -> int:
    """The step nearest to a wanted size, of two the larger."""
    return min(STEPS, key=lambda step: (abs(step - size), -step))


def signature(focus: Focus) -> str:
    """How all copies of a picture are made: those that stand were made so, or are to be made again."""
    return f"{RECIPE}:{focus.x},{focus.y}"


def name_of(original: str, pixels: Pixels, focus: Focus, *, step: int, kind: Format, shape: Shape) -> str:
    """The copy that answers a wanted step, by the picture's own name: `pictures/ab/abcdef…/1-512.avif`."""
    extension = kinds.extension_of(original) if kind == Format.ORIGINAL else kind.value.lower()
    step = min(step, pixels.largest_step(shape))
    turned = f"-square-{focus.x}-{focus.y}" if shape == Shape.SQUARE else ""
    return f"{files.folder_of(original)}{RECIPE}-{step}{turned}.{extension}"


class Sized(Protocol):
    """A picture as a row: a named tuple of its columns, or a model's instance."""

    @property
    def file(self) -> Any: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def focal_x(self) -> int: ...
    @property
    def focal_y(self) -> int: ...
    @property
    def rendered(self) -> str: ...


class Copy(NamedTuple):
    """What of a picture is wanted; a size of 0 or less means the picture as it is."""

    size: int
    kind: Format = Format.ORIGINAL
    shape: Shape = Shape.WHOLE

    def name_of(self, picture: Sized) -> str:
        """The file to show: the picture itself until all its copies stand."""
        focus, original = Focus(picture.focal_x, picture.focal_y), str(picture.file)
        if self.size <= 0 or picture.rendered != signature(focus):
            return original
        pixels, step = Pixels(picture.width, picture.height), step_of(self.size)
        return name_of(original, pixels, focus, step=step, kind=self.kind, shape=self.shape)


def all_names(original: str, pixels: Pixels, focus: Focus) -> dict[str, tuple[Shape, int]]:
    """Every copy of a picture by name: its shape and its step."""
    return {
        name_of(original, pixels, focus, step=step, kind=kind, shape=shape): (shape, step)
        for shape in Shape
        for step in STEPS
        for kind in Format
        if step <= pixels.largest_step(shape)
    }


class Made(NamedTuple):
    name: str
    content: bytes


def made(content: bytes, wanted: dict[str, tuple[Shape, int]], focus: Focus) -> Iterator[Made]:
    """The copies that are wanted, the smallest first, of a picture as it is kept."""
    with Image.open(BytesIO(content)) as original:
        original.load()
        sized: dict[tuple[Shape, int], Image.Image] = {}
        for name, (shape, step) in sorted(wanted.items(), key=lambda one: one[1][1]):
            if (shape, step) not in sized:
                sized = {(shape, step): _sized(original, shape, step, focus)}
            extension = kinds.extension_of(name)
            yield Made(name, encoded(sized[shape, step], extension, **ENCODINGS[extension]))


def _sized(original: Image.Image, shape: Shape, step: int, focus: Focus) -> Image.Image:
    if shape == Shape.SQUARE:
        side = min(step, *original.size)
        centre = (focus.x / 1000, focus.y / 1000)
        return ImageOps.fit(original, (side, side), Image.Resampling.LANCZOS, centering=centre)
    copy = original.copy()
    copy.thumbnail((step, step), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return copy
