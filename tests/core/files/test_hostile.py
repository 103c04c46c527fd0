"""Files made to deceive or to exhaust: each is refused by its name, or nothing of it but pixels is left."""

import os
import struct
import subprocess
import sys
import threading
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from core.files import pictures
from core.files.refusals import PictureTooManyPixels, UploadDamaged, UploadKindRefused, UploadRefused
from tests.pictures import drawn, opened, upload, written

KINDS = ["JPEG", "PNG", "WEBP", "AVIF"]
SCRIPT = b"<script>alert(document.domain)</script>"
ARCHIVE = b"PK\x03\x04" + b"evil.class" + b"PK\x05\x06" + b"\0" * 18


def judged(content):
    return pictures.judged(upload(content), field="upload", least_side=100)


def with_marks_everywhere(kind):
    """A picture that carries a script in every place its kind has for words."""
    words = SCRIPT.decode()
    exif = Image.Exif()
    exif[0x010E] = exif[0x8298] = words
    told = {"exif": exif.tobytes(), "icc_profile": SCRIPT * 10, "xmp": SCRIPT}
    if kind == "PNG":
        held = PngImagePlugin.PngInfo()
        held.add_text("Comment", words)
        held.add_itxt("XML:com.adobe.xmp", words)
        return written(drawn(), kind, pnginfo=held, exif=told["exif"], icc_profile=told["icc_profile"])
    if kind == "JPEG":
        told["comment"] = SCRIPT
    return written(drawn(), kind, **told)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_picture_is_kept_wherever_it_stands(kind):
    content = with_marks_everywhere(kind)
    assert SCRIPT in content
    kept = judged(content)
    assert b"script" not in kept.content
    assert opened(kept.content).size == (400, 300)


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_behind_a_picture_is_not_kept(kind):
    for tail in (ARCHIVE, SCRIPT, b"<?php system($_GET['c']); ?>", b"%PDF-1.7 %%EOF"):
        try:
            kept = judged(written(drawn(), kind) + tail)
        except UploadDamaged:  # a decoder that minds
            continue
        assert tail not in kept.content


def png(width, height, body=b"", *extra):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + b"".join(chunk(*one) for one in extra)
        + chunk(b"IDAT", body or zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


def webp(width, height):
    flags = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"VP8X" + struct.pack("<I", 10) + flags + written(drawn(), "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def jpeg(width, height):
    content = written(drawn())
    place = content.index(b"\xff\xc0") + 5
    return content[:place] + struct.pack(">HH", height, width) + content[place + 4 :]


def avif(width, height):
    content = written(drawn(), "AVIF")
    place = content.index(b"ispe") + 8
    return content[:place] + struct.pack(">II", width, height) + content[place + 8 :]


@pytest.mark.parametrize("make", [png, webp, jpeg, avif])
@pytest.mark.parametrize(("width", "height"), [(16_000, 16_000), (65_535, 65_535), (60_000, 900)])
def test_a_small_file_that_claims_a_vast_picture_is_refused(make, width, height):
    if make is webp:  # its header says no more
        width, height = min(width, 1 << 14), 1 << 14
    with pytest.raises((PictureTooManyPixels, UploadDamaged)) as refusal:
        judged(make(width, height))
    if make in (png, webp, jpeg):
        assert isinstance(refusal.value, PictureTooManyPixels)


def packed_words(kind, before):
    """A PNG of 100 kilobytes with a text, or a profile, that unpacks to a hundred megabytes."""
    words = before + zlib.compress(b"x" * 100_000_000, 9)
    return png(400, 300, zlib.compress(b"\0" * 1201 * 300), (kind, words))


BOMBS = r"""
import resource
from tests.core.files import test_hostile as hostile

for kind in hostile.KINDS:  # each decoder is loaded before it is measured
    hostile.judged(hostile.written(hostile.drawn(), kind))
bombs = [hostile.png(60_000, 60_000), hostile.webp(1 << 14, 1 << 14), hostile.jpeg(60_000, 60_000)]
bombs += [hostile.avif(60_000, 60_000), hostile.avif(16_000, 16_000)]
bombs += [hostile.packed_words(b"zTXt", b"Comment\0\0"), hostile.packed_words(b"iCCP", b"icc\0\0")]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for bomb in bombs:
    try:
        hostile.judged(bomb)
    except hostile.UploadRefused:
        continue
    raise SystemExit("kept")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_refusing_bombs_takes_no_memory():
    """In a process of its own, since the most a process ever had is what can be asked."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": os.environ["PATH"]}
    script = f"import django; django.setup()\n{BOMBS}"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    # Each of them would have taken from 100 to 14,000.
    assert int(ran.stdout) < 40


def test_one_picture_is_decoded_at_a_time(monkeypatch):
    """Four who send the largest picture at once take the memory of one."""
    inside, most, real = [], [], pictures._cleaned

    def watched(image):
        inside.append(image)
        most.append(len(inside))
        try:
            return real(image)
        finally:
            inside.pop()

    monkeypatch.setattr(pictures, "_cleaned", watched)
    content = written(drawn(3000, 2000))
    threads = [threading.Thread(target=judged, args=[content]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


BEGINNINGS = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"\0\0\0\x18ftypavif"]
WHOLE = {kind: written(drawn(120, 110), kind) for kind in KINDS}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), st.data())
def test_whatever_is_broken_about_a_picture_it_is_refused_by_name_or_is_one(kind, data):
    content = bytearray(WHOLE[kind])
    for _change in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        what = data.draw(st.sampled_from(["byte", "cut", "insert", "end"]))
        if what == "byte":
            content[place] = data.draw(st.integers(0, 255))
        elif what == "cut":
            del content[place : place + data.draw(st.integers(1, 60))]
        elif what == "insert":
            content[place:place] = data.draw(st.binary(min_size=1, max_size=30))
        else:
            del content[max(place, 12) :]
        if not content:
            return
    try:
        kept = judged(bytes(content))
    except UploadRefused:
        return
    image = opened(kept.content)
    assert image.size == (kept.width, kept.height)
    assert image.mode in ("RGB", "RGBA")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"\0\0\0\x18ftypavif"]),
    st.binary(max_size=400),
)
def test_a_beginning_alone_makes_no_picture(beginning, rest):
    with pytest.raises(UploadRefused) as refusal:
        judged(beginning + rest)
    assert not isinstance(refusal.value, UploadKindRefused)


@given(st.binary(min_size=1, max_size=64))
def test_bytes_that_begin_as_nothing_we_know_are_of_no_kind(content):
    if pictures.sniffing.kind_of(content) is None:
        with pytest.raises(UploadKindRefused):
            judged(content)
