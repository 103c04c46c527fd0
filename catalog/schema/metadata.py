"""Who may keep metadata on what of the catalog."""

from collections.abc import Callable
from typing import TypeVar

from django.db import models

from catalog.services.revision import turn_revision
from core.schema import ObjectWithMetadata, carrying
from core.viewer import Viewer

KindT = TypeVar("KindT", bound=type)


def officers_write(model: type[models.Model]) -> Callable[[KindT], KindT]:
    """Class decorator of an ObjectWithMetadata: those who may change the model write metadata on its rows."""
    permission = f"catalog.change_{model._meta.model_name}"

    def may_write(viewer: Viewer, key: int) -> bool:
        return viewer.has_perm(permission)

    return carrying(model, may_write=may_write, written=turn_revision)


__all__ = ["ObjectWithMetadata", "officers_write"]
