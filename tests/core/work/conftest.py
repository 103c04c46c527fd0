"""A worker in this process for most tests, in processes of their own for what only those can show."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from core.work import periods
from core.work.worker import Worker
from tests.core.work import jobs

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def no_periodic_work(monkeypatch):
    """The project's own periodic tasks stay out of the way."""
    monkeypatch.setattr(periods, "_periodic", {})


@pytest.fixture
def drain():
    """Run everything due here and now; how many runs."""
    return Worker().drain


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "notes")


@pytest.fixture
def workers(transactional_db, tmp_path):
    """Start `manage.py work` on the test's database; whatever is left of them is killed at the end."""
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.core.work.settings"}
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        (tmp_path / "chophien.sqlite3").symlink_to(settings["NAME"])
    else:
        environment["TEST_DATABASE"] = settings["NAME"]
    started = []

    def start(lease: float = 60) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "work", "--lease", str(lease)]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True))
        assert "ready" in started[-1].stdout.readline()
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def until(happened, seconds=20):
    """Wait for it, and say so if it does not come."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def until_noted(path):
    return lambda *lines: until(lambda: set(lines) <= set(jobs.notes(path)))
