"""A database for each size, made by seed.py and kept for as long as what made it stays the same.

On SQLite a directory under data/; with DATABASE_URL a database of the same server, named after the one the URL names.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
HOST = "shop.example"


class Database:
    """Where the products of one size live."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.url = os.environ.get("DATABASE_URL", "")
        # On PostgreSQL it holds what else a server keeps in DATA_DIR, and clearing it leaves SQLite's alone.
        self.directory = ROOT / "data" / "benchmarks" / f"{self.engine.lower()}-{size}"
        if self.url:
            parts = urlsplit(self.url)
            self.name = f"{parts.path[1:]}_bench_{size}"
            self.own_url = parts._replace(path=f"/{self.name}").geturl()

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.url else "SQLite"

    @property
    def environment(self) -> dict[str, str]:
        """Production, behind a proxy that ends TLS, on this database."""
        given = {name: value for name, value in os.environ.items() if not name.startswith("SHOP_")}
        given |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DATA_DIR": str(self.directory),
            "SHOP_SECRET_KEY": "b" * 50,
            "SHOP_URL": f"https://{HOST}",
            "SHOP_PROXIES": "127.0.0.1",
        }
        return given | {"DATABASE_URL": self.own_url} if self.url else given

    def seeded(self) -> bool:
        """Make the database unless the very same one is there; whether it had to be made."""
        if self._stamp() == wanted():
            return False
        self._clear()
        subprocess.run([sys.executable, "-m", "benchmarks.seed", str(self.size)], env=self.environment, check=True)
        self._put_stamp()
        return True

    def backends(self) -> list[int]:
        """Processes of PostgreSQL that serve this database from this machine; none for SQLite, which is no process."""
        if not self.url:
            return []
        with psycopg.connect(self.url) as connection:
            asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
            pids = [pid for (pid,) in connection.execute(asked, [self.name])]
        return [pid for pid in pids if "postgres" in _command(pid)]

    def _clear(self) -> None:
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(self.name)))
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))

    def _stamp(self) -> str:
        if not self.url:
            stamp = self.directory / "stamp"
            return stamp.read_text() if stamp.exists() else ""
        with psycopg.connect(self.url) as connection:
            asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
            found = connection.execute(asked, [self.name]).fetchone()
        return (found[0] or "") if found else ""

    def _put_stamp(self) -> None:
        if not self.url:
            (self.directory / "stamp").write_text(wanted())
            return
        with psycopg.connect(self.url, autocommit=True) as connection:
            comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
            connection.execute(comment.format(sql.Identifier(self.name), sql.Literal(wanted())))


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text()
    except OSError:
        return ""


def _sources() -> Iterator[Path]:
    """What decides the rows of a seeded database."""
    yield from (ROOT / "benchmarks" / name for name in ("seed.py", "names.py", "places.py", "stars.py"))
    yield from sorted(ROOT.glob("*/migrations/*.py"))
    yield from sorted(ROOT.glob("catalog/services/**/*.py"))


def wanted() -> str:
    digest = hashlib.sha256()
    for source in _sources():
        digest.update(source.read_bytes())
    return digest.hexdigest()
