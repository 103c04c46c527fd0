"""The kinds of file we keep. A name's extension is ours, so it says what the file holds."""

CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "pdf": "application/pdf",
}
PICTURES = frozenset({"jpg", "png", "webp", "avif"})


def extension_of(name: str) -> str:
    """What follows the last dot; empty without one."""
    return name.rpartition("/")[2].rpartition(".")[2] if "." in name.rpartition("/")[2] else ""


def content_type_of(name: str) -> str:
    """The media type of a kept file. Raises KeyError for a kind we never keep."""
    return CONTENT_TYPES[extension_of(name)]
