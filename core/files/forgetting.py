"""Files go after the rows that named them, never before: one is deleted only when a look finds no row that names it.

Every name is made once (core.files.fresh_name) and no second row is ever given it, so what no row names today no row
will name tomorrow, but for one that is still being written: sweeping leaves files of the last day alone.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db.models import FileField

from core import clock, files
from core.files import folder_of
from core.work import task

logger = logging.getLogger("core.files")

# Longer than any transaction and any upload.
BEING_WRITTEN_FOR = timedelta(days=1)


def forget(storage: str, name: str) -> None:
    """Delete a file after this transaction, if no row names it by then. `storage` is files.PUBLIC or files.PRIVATE."""
    delete_unnamed.enqueue(storage=storage, name=name)


@task()
def delete_unnamed(storage: str, name: str) -> None:
    """Delete the file and what was made from it, unless a row names it; what is gone already is no error."""
    if any(field.model._default_manager.filter(**{field.name: name}).exists() for field in columns_of(storage)):
        return
    kept = storages[storage]
    for copy in list(names_below(kept, folder_of(name))):
        kept.delete(copy)
    with suppress(OSError):  # a folder that has just been written to
        kept.delete(folder_of(name).rstrip("/"))
    kept.delete(name)


def sweep(storage: str, folder: str = "") -> int:
    """Delete what no row names below a folder: files of transactions that were rolled back, copies made too late.

    How many. A file counts as named by a FileField only, so a folder whose files others name is not to be swept.
    """
    kept, before = storages[storage], clock.now() - BEING_WRITTEN_FOR
    columns = [field.model._default_manager.values_list(field.name, flat=True) for field in columns_of(storage)]
    named = {name for column in columns for name in column.iterator() if name}
    folders = {folder_of(name) for name in named}
    swept = 0
    for name in list(names_below(kept, folder)):
        within = f"{name.rpartition('/')[0]}/"
        if name not in named and within not in folders and kept.get_modified_time(name) < before:
            logger.warning("No row names %s in the %s storage: deleted.", name, storage)
            kept.delete(name)
            swept += 1
    return swept


def columns_of(storage: str) -> list[FileField]:
    """Every column of an installed package that names files of a storage."""
    chosen = {files.PUBLIC: files.public_storage, files.PRIVATE: files.private_storage}[storage]
    columns = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    # A column that names no storage has Django's default one, which is the public one.
    return [
        field
        for field in columns
        if isinstance(field, FileField) and field.deconstruct()[3].get("storage", files.public_storage) is chosen
    ]


def names_below(storage: Storage, folder: str) -> Iterator[str]:
    """Every file below a folder."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in names)
    for inner in folders:
        yield from names_below(storage, f"{folder}{inner}/")
