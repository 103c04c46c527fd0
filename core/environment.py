"""Settings from the environment. A missing or malformed value raises with the variable's name."""

import os
import re
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# An origin and a path.
ADDRESS = re.compile(r"(https?://[^/]+)((?:/[\w.~%-]+)*)", re.ASCII)


def env(name: str, default: str | None = None) -> str:
    """The variable's text; without one, the default; without either, a refusal."""
    value = os.environ.get(name)
    if value is None:
        if default is None:
            raise ImproperlyConfigured(f"{name} is not set.")
        return default
    if not value.strip():
        raise ImproperlyConfigured(f"{name} is empty.")
    return value


def env_bool(name: str, *, default: bool) -> bool:
    """0 or 1; anything else is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def env_int(name: str, default: int, minimum: int = 0, maximum: int = 2**31 - 1) -> int:
    """A whole number within the bounds, both allowed."""
    value = os.environ.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 12 and minimum <= int(value) <= maximum):
        raise ImproperlyConfigured(f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}.")
    return int(value)


def env_list(name: str, default: list[str]) -> list[str]:
    """Comma-separated words; an empty one is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    words = [word.strip() for word in value.split(",")]
    if not all(words):
        raise ImproperlyConfigured(f"{name} has an empty item: {value!r}.")
    return words


def env_networks(name: str) -> list[str]:
    """Comma-separated IP addresses and networks, "127.0.0.1,10.0.0.0/8"; none without the variable."""
    words = env_list(name, [])
    for word in words:
        try:
            ip_network(word)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must hold IP addresses or networks: {error}.") from None
    return words


def env_path(name: str, default: Path) -> Path:
    """A path, made absolute from the working directory."""
    return Path(env(name, str(default))).resolve()


def env_origin(name: str, default: str | None = None) -> str:
    """An address people type, as `https://shop.example` or `http://127.0.0.1:8000`: no path, no final slash."""
    value = env(name, default)
    if not _is_origin(value):
        raise ImproperlyConfigured(f"{name} must look like https://shop.example, not {value!r}.")
    return value


def env_url(name: str, default: str) -> str:
    """An origin, perhaps with a path, as `https://s3.example/pictures`: no query, no final slash; or the default."""
    value = os.environ.get(name)
    if value is None:
        return default
    found = ADDRESS.fullmatch(value)
    if found is None or not _is_origin(found[1]):
        raise ImproperlyConfigured(f"{name} must look like https://s3.example/pictures, not {value!r}.")
    return value


def _is_origin(value: str) -> bool:
    """Whether it is scheme and host, perhaps a port, and nothing else."""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
    return sound and value == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
