"""What a file is, by its first bytes; neither its name nor what the sender says of it is looked at."""

import struct

JPEG, PNG, WEBP, AVIF, PDF = "JPEG", "PNG", "WEBP", "AVIF", "PDF"
HEADER_BYTES = 64
AVIF_BRANDS = frozenset({b"avif", b"avis"})


def kind_of(head: bytes) -> str | None:
    """The kind that these first HEADER_BYTES say, of those we take; None for any other."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in AVIF_BRANDS:
        return AVIF
    if head.startswith(b"%PDF-"):
        return PDF
    return None


def webp_size(head: bytes) -> tuple[int, int]:
    """Width and height of a WebP's canvas, read before a decoder makes room for it. Raises struct.error."""
    chunk = head[12:16]
    if chunk == b"VP8X":
        width, height = int.from_bytes(head[24:27], "little"), int.from_bytes(head[27:30], "little")
        return width + 1, height + 1
    if chunk == b"VP8L":
        (bits,) = struct.unpack("<I", head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF
