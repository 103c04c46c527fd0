"""The smaller copies of pictures, made by the worker after the picture was committed.

Until all of them stand, the picture itself is shown in their place: no page and no request ever waits for one.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from catalog.models import Picture
from catalog.services.revision import turn_revision
from core import clock, files
from core.files import forgetting, renditions
from core.files.renditions import Focus, Pixels
from core.work import task

# A page that was opened before the focal point was moved may still ask for the squares of then.
OLD_COPIES_KEPT_FOR = timedelta(days=1)


@task()
def render_picture(picture_id: int) -> None:
    """Make the copies that are missing; what a run before this one made is not made again."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return
    focus, name = _focus(picture), picture.file.name or ""
    if picture.rendered == renditions.signature(focus):
        return
    storage = files.public_storage()
    wanted = {name: how for name, how in _wanted(picture).items() if not storage.exists(name)}
    if wanted:
        with storage.open(name) as original:
            content = original.read()
        for copy in renditions.made(content, wanted, focus):
            storage.save(copy.name, ContentFile(copy.content))
    if not _note(picture, focus) and not Picture.objects.filter(pk=picture_id).exists():
        # Removed meanwhile: what removed it may have looked before the last copy was made.
        forgetting.forget(files.PUBLIC, name)


@task()
def drop_old_copies(picture_id: int) -> None:
    """Delete the copies that no address leads to any more."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        wanted = set(_wanted(picture))
        for name in forgetting.names_below(files.public_storage(), files.folder_of(picture.file.name or "")):
            if name not in wanted:
                files.public_storage().delete(name)


def renew_copies(picture: Picture) -> None:
    """After its focal point has moved: have copies made, and those that are of no use then dropped a day later."""
    render_picture.enqueue(picture_id=picture.pk)
    drop_old_copies.using(run_after=clock.now() + OLD_COPIES_KEPT_FOR).enqueue(picture_id=picture.pk)


def render_waiting() -> int:
    """Ask for the copies of every picture that lacks them, as all do after a change of recipe. How many."""
    waiting = [
        picture.pk
        for picture in Picture.objects.only("focal_x", "focal_y", "rendered").iterator()
        if picture.rendered != renditions.signature(_focus(picture))
    ]
    for key in waiting:
        render_picture.enqueue(picture_id=key)
    return len(waiting)


def _focus(picture: Picture) -> Focus:
    return Focus(picture.focal_x, picture.focal_y)


def _wanted(picture: Picture) -> dict[str, tuple[renditions.Shape, int]]:
    pixels = Pixels(picture.width, picture.height)
    return renditions.all_names(picture.file.name or "", pixels, _focus(picture))


@transaction.atomic
def _note(picture: Picture, focus: Focus) -> bool:
    """Say that all copies stand; False if the picture is gone or its focal point has moved since."""
    unmoved = Picture.objects.filter(pk=picture.pk, focal_x=focus.x, focal_y=focus.y)
    noted = bool(unmoved.update(rendered=renditions.signature(focus)))
    if noted:
        turn_revision()
    return noted
