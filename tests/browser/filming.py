"""Pictures of codes as a camera would film them: files that Chromium plays in place of one."""

from pathlib import Path

import segno
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 480
FRAMES = 12
# EAN-13 (GS1 General Specifications, 5.2): each digit's bars on the left by parity, on the right, and who has which.
LEFT_ODD = [
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
]
PARITIES = ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"]


def of_qr(text: str) -> Image.Image:
    """A QR on white, a little askew as hands hold it."""
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=4)]
    code = Image.new("L", (len(rows), len(rows)), 255)
    code.putdata([0 if dark else 255 for row in rows for dark in row])
    return _held(code.resize((len(rows) * 7, len(rows) * 7), Image.Resampling.NEAREST))


def of_ean13(digits: str) -> Image.Image:
    """The bars of a number of 13 digits."""
    code = Image.new("L", (113 * 4, 220), 255)
    pen = ImageDraw.Draw(code)
    for place, bar in enumerate(_bars(digits)):
        if bar == "1":
            pen.rectangle((36 + place * 4, 10, 36 + place * 4 + 3, 210), fill=0)
    return _held(code)


def film(picture: Image.Image, path: Path) -> Path:
    """Write it as a film of a second (YUV4MPEG2, 4:2:0)."""
    grey = picture.convert("L")
    still = b"FRAME\n" + grey.tobytes() + bytes([128]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F12:1 Ip A1:1 C420jpeg\n".encode() + still * FRAMES)
    return path


def _held(code: Image.Image) -> Image.Image:
    frame = Image.new("L", (WIDTH, HEIGHT), 190)
    turned = code.rotate(3, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    frame.paste(turned, ((WIDTH - turned.width) // 2, (HEIGHT - turned.height) // 2))
    return frame


def _bars(digits: str) -> str:
    left = "".join(
        LEFT_ODD[int(digit)] if parity == "O" else _mirrored(LEFT_ODD[int(digit)])
        for digit, parity in zip(digits[1:7], PARITIES[int(digits[0])], strict=True)
    )
    right = "".join(_inverted(LEFT_ODD[int(digit)]) for digit in digits[7:])
    return f"101{left}01010{right}101"


def _inverted(bars: str) -> str:
    return bars.translate(str.maketrans("01", "10"))


def _mirrored(bars: str) -> str:
    return _inverted(bars)[::-1]
