"""Pictures: keeping one, pointing at it, saying what it shows, and forgetting those that nothing points at."""

from datetime import timedelta
from typing import NamedTuple

from django.core.files.base import File
from django.db import models, transaction

from catalog.media_errors import AltRequired, FocalPointInvalid, MediaOrderOutdated
from catalog.models import Picture
from catalog.models.pictures import HIGHEST_PERMILLE
from catalog.services.renditions import render_picture, renew_copies
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from core import clock, files, history
from core.files import forgetting, pictures
from core.transitions import Actor

# Pixels of either side, so that a tile of a list is sharp on a phone.
LEAST_SIDE = 300
LEAST_SIDE_OF_A_LOGO = 96
# A picture whose owner is still being saved is not forgotten under it.
BEING_SAVED_FOR = timedelta(days=1)


class Stored(NamedTuple):
    """A picture whose file stands and whose row is yet to be made; pixels and bytes."""

    name: str
    width: int
    height: int
    size: int


def stored(upload: File[bytes], *, least_side: int = LEAST_SIDE) -> Stored:
    """Judge an upload and keep its file.

    Slow: called before the transaction of whoever saves it; a file that no row then names is swept away. Raises what
    core.files.pictures.judged does, of the field `upload`.
    """
    kept = pictures.judged(upload, field="upload", least_side=least_side)
    return Stored(files.keep_picture(kept.content, kept.extension), kept.width, kept.height, len(kept.content))


def saved(new: Stored, told: dict[str, str]) -> Picture:
    """Make the picture's row, inside the transaction that points at it, and have its copies made after."""
    pixels = {"width": new.width, "height": new.height, "size": new.size}
    picture, _ = put(Picture, {"file": new.name}, told | pixels, stamps={"created_at": clock.now()})
    render_picture.enqueue(picture_id=picture.pk)
    return picture


def telling(*, alt_vi: str, alt_en: str, credit: str) -> dict[str, str]:
    """What is said of a picture, as its columns. Raises AltRequired."""
    if not alt_vi.strip():
        raise AltRequired
    return {"alt_vi": alt_vi.strip(), "alt_en": alt_en.strip(), "credit": credit.strip()}


def set_picture(
    *,
    owner: models.Model,
    column: str,
    upload: File[bytes],
    by: Actor,
    alt_vi: str,
    alt_en: str = "",
    credit: str = "",
    least_side: int = LEAST_SIDE,
) -> Picture:
    """Let the owner's column (a category's `background_image`, a producer's `logo`) show an upload instead of what it
    showed. For those who may change the owner. Raises AltRequired, ActorRequired, and what `stored` does.
    """
    by.required()
    told = telling(alt_vi=alt_vi, alt_en=alt_en, credit=credit)
    new = stored(upload, least_side=least_side)
    with transaction.atomic(), history.acting(by):
        before = _shown(owner, column)
        after = saved(new, told)
        put(type(owner), {"pk": owner.pk}, {column: after})
        if before is not None:
            forget_picture(before)
    return after


@transaction.atomic
def clear_picture(*, owner: models.Model, column: str, by: Actor) -> bool:
    """Let the owner's column show nothing; whether it showed something. Raises ActorRequired."""
    by.required()
    before = _shown(owner, column)
    if before is None:
        return False
    with history.acting(by):
        put(type(owner), {"pk": owner.pk}, {column: None})
        forget_picture(before)
    return True


@transaction.atomic
def set_focal_point(*, picture: Picture, x_permille: int, y_permille: int, by: Actor) -> Picture:
    """Say where what matters lies, in thousandths of the width from the left and of the height from the top.

    Raises FocalPointInvalid, ActorRequired, and MediaOrderOutdated if the picture was removed meanwhile.
    """
    by.required()
    for field, value in (("x_permille", x_permille), ("y_permille", y_permille)):
        if not 0 <= value <= HIGHEST_PERMILLE:
            raise FocalPointInvalid(field)
    if not Picture.objects.select_for_update().filter(pk=picture.pk).exists():
        raise MediaOrderOutdated
    with history.acting(by):
        row, changed = put(Picture, {"pk": picture.pk}, {"focal_x": x_permille, "focal_y": y_permille})
    if changed:
        renew_copies(row)
    return row


def forget_picture(picture_id: int) -> None:
    """Delete a picture that nothing points at any more, inside the transaction that let go of it, and its file after.

    Raises ProtectedError if something does; the database has the last word on that.
    """
    picture = Picture.objects.get(pk=picture_id)
    name = picture.file.name or ""
    history.removed(picture)
    picture.delete()
    forgetting.forget(files.PUBLIC, name)


def forget_pictures() -> int:
    """Forget every picture that nothing points at, as of products that were deleted. How many."""
    pointing = [
        relation.related_model._default_manager.filter(**{relation.field.name: models.OuterRef("pk")})
        for relation in Picture._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    ]
    unshown = Picture.objects.filter(
        *(~models.Exists(one) for one in pointing), created_at__lt=clock.now() - BEING_SAVED_FOR
    )
    keys = list(unshown.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            turn_revision()
            forget_picture(key)
    return len(keys)


def _shown(owner: models.Model, column: str) -> int | None:
    """The picture an owner's column points at, the owner locked until the transaction ends."""
    field = owner._meta.get_field(column)
    if field.related_model is not Picture:
        raise TypeError(f"{owner._meta.label}.{column} shows no picture.")
    locked = type(owner)._default_manager.select_for_update().filter(pk=owner.pk)
    shown: int | None = locked.values_list(f"{column}_id", flat=True).get()
    return shown
