"""A picture is judged by its content, and nothing of it is kept but what it shows."""

import pytest
from PIL import Image, ImageCms

from core.files import pictures
from core.files.refusals import (
    PictureAnimated,
    PictureTooManyPixels,
    PictureTooSmall,
    UploadDamaged,
    UploadEmpty,
    UploadKindRefused,
    UploadTooLarge,
)
from tests.pictures import drawn, opened, upload, written

KINDS = ["JPEG", "PNG", "WEBP", "AVIF"]


def judged(content: bytes, least_side: int = 100, **named) -> pictures.Kept:
    return pictures.judged(upload(content, **named), field="upload", least_side=least_side)


def is_red(pixel) -> bool:
    return pixel[0] > 180 and max(pixel[1:3]) < 90


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_is_taken_is_kept_as_what_it_is(kind):
    kept = judged(written(drawn(), kind), name="../../evil.php", content_type="text/html")
    assert kept[1:] == (pictures.EXTENSIONS[kind], 400, 300)
    image = opened(kept.content)
    assert (image.format, image.size, image.mode) == (kind, (400, 300), "RGB")
    assert is_red(image.getpixel((50, 50)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_the_camera_says_is_obeyed_and_then_gone(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the scene is at the right
    exif[0x010F] = "Máy ảnh của Lan"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    kept = judged(written(drawn(), kind, exif=exif.tobytes()))
    assert (kept.width, kept.height) == (300, 400)
    image = opened(kept.content)
    assert image.size == (300, 400)
    assert is_red(image.getpixel((250, 50)))
    assert dict(image.getexif()) == {}
    assert b"Lan" not in kept.content


def test_colours_are_told_in_srgb_and_the_profile_is_left_out():
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = judged(written(drawn(), "PNG", icc_profile=linear))
    assert "icc_profile" not in opened(kept.content).info
    # One that does not fit the picture is left aside.
    kept = judged(written(drawn(), "PNG", icc_profile=swapped.tobytes()))
    assert is_red(opened(kept.content).getpixel((50, 50)))
    kept = judged(written(drawn(), "PNG", icc_profile=b"no profile"))
    assert is_red(opened(kept.content).getpixel((50, 50)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "I;16"])
def test_every_way_of_writing_pixels_becomes_one_a_browser_shows(mode):
    if mode == "CMYK":
        content = written(drawn(mode="CMYK"), "JPEG")
    elif mode == "I;16":
        content = written(Image.new("I;16", (400, 300), 40_000), "PNG")
    elif mode == "PA":
        content = written(drawn(mode="P"), "PNG", transparency=0)
    else:
        content = written(drawn(mode=mode), "PNG")
    image = opened(judged(content).content)
    assert image.mode in ("RGB", "RGBA")
    if mode == "I;16":
        assert image.getpixel((5, 5)) == (156, 156, 156)


def test_what_shows_through_goes_on_showing_through():
    half = drawn(mode="RGBA")
    half.putalpha(100)
    for kind in ("PNG", "WEBP", "AVIF"):
        image = opened(judged(written(half, kind)).content)
        assert image.mode == "RGBA"
        assert abs(image.getpixel((200, 200))[3] - 100) <= 2


def test_a_large_picture_is_kept_no_larger_than_any_screen_shows_it():
    kept = judged(written(drawn(5000, 1000)))
    assert (kept.width, kept.height) == (4096, 819)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg/>',
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 100,
        b"BM" + b"\0" * 100,
        b"II*\0" + b"\0" * 100,
        b"%PDF-1.7\n" + b"\0" * 100,
        b"%!PS-Adobe-3.0\n",
        b"PK\x03\x04" + b"\0" * 100,
        b"\0\0\0\x18ftypheic" + b"\0" * 100,
        b"RIFF\0\0\0\0WAVE" + b"\0" * 100,
        b" \xff\xd8\xff" + b"\0" * 100,
        b"\x7fELF" + b"\0" * 100,
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content):
    with pytest.raises(UploadKindRefused) as refusal:
        judged(content, name="anh.png", content_type="image/png")
    assert refusal.value.as_data()["field"] == "upload"
    assert "JPEG, PNG, WebP, AVIF" in refusal.value.message


def test_sizes_are_bounded_on_both_sides(monkeypatch):
    with pytest.raises(UploadEmpty):
        judged(b"")
    with pytest.raises(PictureTooSmall):
        judged(written(drawn(400, 99)))
    monkeypatch.setattr(pictures, "LARGEST_BYTES", 1000)
    with pytest.raises(UploadTooLarge) as refusal:
        judged(written(drawn()))
    assert "1000" in refusal.value.message


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused(kind):
    frames = [drawn(), drawn().rotate(180)]
    content = written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(PictureAnimated):
        judged(content)


def test_of_a_camera_s_several_pictures_the_first_is_kept():
    content = written(drawn(), "MPO", save_all=True, append_images=[drawn(160, 120)])
    kept = judged(content)
    assert kept[1:] == ("jpg", 400, 300)
    assert opened(kept.content).format == "JPEG"


def test_more_pixels_than_are_taken_are_refused_before_they_are_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_PIXELS", 100_000)
    monkeypatch.setattr(pictures, "_cleaned", lambda image: pytest.fail("decoded"))
    for kind in KINDS:
        with pytest.raises(PictureTooManyPixels):
            judged(written(drawn(), kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_ends_too_soon_is_refused(kind):
    whole = written(Image.effect_noise((400, 300), 60).convert("RGB"), kind)
    for share in (0.02, 0.3, 0.6, 0.9):
        with pytest.raises(UploadDamaged):
            judged(whole[: int(len(whole) * share)])
