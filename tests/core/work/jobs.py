"""Tasks for the tests of work: they leave a line for each thing they do in a file."""

import os
import time
from pathlib import Path

from core.models import Once
from core.work import task


def note(path: str, text: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{text}\n")


def notes(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


@task()
def say(path: str, text: str) -> None:
    note(path, text)


@task()
def take_long(path: str, seconds: float, name: str = "long") -> None:
    note(path, f"{name} began")
    time.sleep(seconds)
    note(path, f"{name} ended")


@task(max_attempts=3)
def fail(path: str) -> None:
    note(path, "tried")
    raise ValueError("no luck")


@task()
def fail_at_length() -> None:
    raise ValueError("đũa\x00" * 20_000)


@task(max_attempts=2)
def kill_the_worker(path: str) -> None:
    note(path, "tried")
    os.kill(os.getpid(), 9)


@task()
def write_row(key: str) -> None:
    Once.objects.create(actor="task", operation="write_row", key=key, payload_sha256="")


def no_task(path: str) -> None:
    note(path, "this is no task")
