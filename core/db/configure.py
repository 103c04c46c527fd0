"""DATABASES from the environment: SQLite in the data directory, or the PostgreSQL that DATABASE_URL names."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from core.environment import env, env_int

# What a DATABASE_URL may say after its question mark: libpq's own names, nothing that changes how the shop works.
URL_OPTIONS = frozenset({"application_name", "connect_timeout", "host", "sslcert", "sslkey", "sslmode", "sslrootcert"})
STATEMENT_TIMEOUT_MS = 10_000
LOCK_WAIT_S = 20


def databases(data_dir: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Without DATABASE_URL the whole shop is one file, `data_dir`/chophien.sqlite3."""
    url = env("DATABASE_URL", "")
    return {"default": postgresql(url) if url else sqlite(data_dir / "chophien.sqlite3")}


def sqlite(path: Path) -> dict[str, Any]:
    """One file; `core.db.sqlite` tunes it. Its connections stay open: opening one costs more than most queries."""
    return {
        "ENGINE": "core.db.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": LOCK_WAIT_S},
        # A file of this process's own, so that a test's threads are real connections and two test runs never meet.
        "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"chophien-test-{os.getpid()}.sqlite3")},
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL through psycopg's pool, each statement bounded by SHOP_STATEMENT_TIMEOUT_MS (0: unbounded).

    The pool holds at most SHOP_DATABASE_POOL connections a process and tests one before handing it out, at most once a
    second. A process that serves holds one more, which listens for what the others write.
    """
    parts = _split(url)
    timeout_ms = env_int("SHOP_STATEMENT_TIMEOUT_MS", STATEMENT_TIMEOUT_MS)
    options: dict[str, Any] = dict(_options(parts))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "core.db.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "STATEMENT_TIMEOUT_MS": timeout_ms,
        "OPTIONS": {
            **options,
            "options": f"-c statement_timeout={timeout_ms}",
            "pool": {"min_size": 1, "max_size": env_int("SHOP_DATABASE_POOL", 16, minimum=1), "timeout": LOCK_WAIT_S},
        },
    }


def _split(url: str) -> SplitResult:
    """The parts of a well-formed address; the refusals never repeat it, since it holds a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # urllib judges the port only when asked for it
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL is malformed: its host or port cannot be read.") from error
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
    if url != url.strip() or any(character.isspace() for character in url):
        raise ImproperlyConfigured("DATABASE_URL holds white space.")
    if parts.fragment:
        raise ImproperlyConfigured("DATABASE_URL holds '#': write it as %23 in a password.")
    if not parts.path[1:] or "/" in parts.path[1:]:
        raise ImproperlyConfigured("DATABASE_URL must end in the name of one database: postgresql://user@host/name.")
    return parts


def _options(parts: SplitResult) -> dict[str, str]:
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL is malformed after its question mark.") from error
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ImproperlyConfigured("DATABASE_URL gives an option twice.")
    if unknown := sorted(found.keys() - URL_OPTIONS):
        raise ImproperlyConfigured(f"DATABASE_URL has an unknown option: {', '.join(unknown)}.")
    return found
