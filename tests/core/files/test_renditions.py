"""Which copies a picture has, what they are called, and what they show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files import kinds, renditions, serving
from core.files.renditions import STEPS, Focus, Format, Pixels, Shape
from tests.pictures import drawn, opened, written

CENTRE = Focus(500, 500)
PICTURE = "pictures/ab/abcd-0123.jpg"

sides = st.integers(1, 4096)
permille = st.integers(0, 1000)


def named(pixels, step, kind=Format.AVIF, shape=Shape.WHOLE, focus=CENTRE):
    return renditions.name_of(PICTURE, pixels, focus, step=step, kind=kind, shape=shape)


@given(st.integers(-(2**31), 2**31))
def test_no_step_is_nearer_than_the_one_that_is_answered(size):
    step = renditions.step_of(size)
    assert step in STEPS
    assert all(abs(step - size) <= abs(other - size) for other in STEPS)


def test_between_two_steps_the_larger_is_answered():
    assert [renditions.step_of(size) for size in (47, 48, 49, 72, 96, 3072)] == [32, 64, 64, 64, 128, 4096]


@given(sides, sides, permille, permille, st.sampled_from(Format), st.sampled_from(Shape), st.sampled_from(STEPS))
def test_every_address_that_can_be_asked_for_is_of_a_copy_that_is_made(width, height, x, y, kind, shape, step):
    pixels, focus = Pixels(width, height), Focus(x, y)
    name = named(pixels, step, kind, shape, focus)
    assert name in renditions.all_names(PICTURE, pixels, focus)
    # And our own server would look it up.
    assert serving.NAME.fullmatch(name)
    assert kinds.extension_of(name) in kinds.PICTURES


def test_a_small_picture_has_no_copies_larger_than_itself():
    assert named(Pixels(400, 300), 4096) == named(Pixels(400, 300), 512)
    assert named(Pixels(400, 300), 256) != named(Pixels(400, 300), 512)
    names = renditions.all_names(PICTURE, Pixels(400, 300), CENTRE)
    assert {step for _shape, step in names.values()} == {32, 64, 128, 256, 512}


def test_another_focal_point_is_another_square_and_the_same_whole():
    pixels, moved = Pixels(400, 300), Focus(1, 999)
    assert named(pixels, 64, shape=Shape.SQUARE) != named(pixels, 64, shape=Shape.SQUARE, focus=moved)
    assert named(pixels, 64) == named(pixels, 64, focus=moved)
    assert renditions.signature(CENTRE) != renditions.signature(moved)


def test_another_recipe_is_another_name(monkeypatch):
    before, signed = named(Pixels(9, 9), 64), renditions.signature(CENTRE)
    monkeypatch.setattr(renditions, "RECIPE", "2")
    assert named(Pixels(9, 9), 64) != before
    assert renditions.signature(CENTRE) != signed


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 400), (1400, 20), (33, 33)])
def test_copies_keep_the_picture_s_shape_and_never_grow(width, height):
    pixels = Pixels(width, height)
    wanted = renditions.all_names(PICTURE, pixels, CENTRE)
    copies = {
        copy.name: opened(copy.content) for copy in renditions.made(written(drawn(width, height)), wanted, CENTRE)
    }
    assert copies.keys() == wanted.keys()
    for name, (shape, step) in wanted.items():
        image = copies[name]
        assert image.format == {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}[kinds.extension_of(name)]
        if shape == Shape.SQUARE:
            assert image.size == (min(step, width, height),) * 2
        else:
            assert max(image.size) == min(step, max(width, height))
            assert abs(image.width * height - image.height * width) <= max(width, height)


@pytest.mark.parametrize(
    ("focus", "colour"), [(Focus(0, 0), (220, 30, 30)), (Focus(1000, 1000), (30, 30, 220)), (CENTRE, (128, 128, 128))]
)
def test_a_square_shows_what_lies_around_the_focal_point(focus, colour):
    wanted = {"square.png": (Shape.SQUARE, 32)}
    [copy] = renditions.made(written(drawn(2000, 400), "PNG"), wanted, focus)
    image = opened(copy.content)
    corner = (3, 3) if focus == Focus(0, 0) else (28, 28)
    if focus == CENTRE:
        corner = (28, 3)
    assert max(abs(one - other) for one, other in zip(image.getpixel(corner), colour, strict=True)) < 10


def test_what_shows_through_a_png_stands_on_white_as_a_jpeg():
    picture = drawn(mode="RGBA")
    picture.putalpha(0)
    [copy] = renditions.made(written(picture, "PNG"), {"a.jpg": (Shape.WHOLE, 64)}, CENTRE)
    assert min(opened(copy.content).getpixel((30, 20))) > 250
