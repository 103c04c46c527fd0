"""The worker makes copies after the commit; a run that was lost is carried on, and nothing made in vain stays."""

import pytest
from django.db import transaction

from catalog import services
from catalog.models import CatalogRevision, Picture, ProductMedia
from catalog.services import renditions as making
from core import files
from core.files import forgetting, renditions
from core.files.renditions import Focus, Pixels
from core.models import Task, TaskState
from core.work.worker import Worker
from tests import factories


def wanted(picture):
    focus = Focus(picture.focal_x, picture.focal_y)
    return set(renditions.all_names(picture.file.name, Pixels(picture.width, picture.height), focus))


def standing(picture):
    return set(forgetting.names_below(files.public_storage(), files.folder_of(picture.file.name)))


def state(picture):
    return Picture.objects.values_list("rendered", flat=True).get(pk=picture.pk)


@pytest.fixture
def picture(db):
    return factories.media().picture


def test_copies_are_made_by_the_worker_and_turn_the_revision(picture):
    assert (standing(picture), state(picture)) == (set(), "")
    before = CatalogRevision.objects.get().number
    Worker().drain()
    assert standing(picture) == wanted(picture)
    assert state(picture) == renditions.signature(Focus(500, 500))
    assert CatalogRevision.objects.get().number != before


def test_an_upload_that_is_rolled_back_asks_for_nothing(db):
    product = factories.product()
    with transaction.atomic():
        factories.media(product)
        transaction.set_rollback(True)
    assert not Task.objects.filter(name__contains="render_picture").exists()


def test_a_lost_run_is_carried_on_and_a_second_one_does_nothing(picture, monkeypatch):
    made, real = [], renditions.made

    def killed_after_three(*given):
        for copy in real(*given):
            if len(made) == 3:
                raise SystemExit
            made.append(copy.name)
            yield copy

    monkeypatch.setattr(renditions, "made", killed_after_three)
    with pytest.raises(SystemExit):
        making.render_picture.call(picture_id=picture.pk)
    assert state(picture) == ""
    assert standing(picture) == set(made)

    again = []
    monkeypatch.setattr(renditions, "made", lambda *given: again.extend(given[1]) or real(*given))
    making.render_picture.call(picture_id=picture.pk)
    assert set(again) == wanted(picture) - set(made)
    assert standing(picture) == wanted(picture)

    again.clear()
    making.render_picture.call(picture_id=picture.pk)
    assert again == []


def test_a_picture_removed_while_its_copies_are_made_leaves_none(picture, monkeypatch):
    media = ProductMedia.objects.get(picture=picture)
    real = renditions.made

    def removed_meanwhile(*given):
        services.remove_media(media=media, by=factories.OFFICER)
        # The worker of another process deletes the file now.
        forgetting.delete_unnamed.call(storage=files.PUBLIC, name=picture.file.name)
        yield from real(*given)

    monkeypatch.setattr(renditions, "made", removed_meanwhile)
    making.render_picture.call(picture_id=picture.pk)
    assert standing(picture)
    Worker().drain()
    assert standing(picture) == set()
    assert not files.public_storage().exists(picture.file.name)


def test_a_focal_point_moved_while_copies_are_made_is_not_taken_for_done(picture, monkeypatch):
    real = renditions.made

    def moved_meanwhile(*given):
        services.set_focal_point(picture=picture, x_permille=1, y_permille=2, by=factories.OFFICER)
        yield from real(*given)

    monkeypatch.setattr(renditions, "made", moved_meanwhile)
    making.render_picture.call(picture_id=picture.pk)
    assert state(picture) == ""
    monkeypatch.setattr(renditions, "made", real)
    Worker().drain()
    assert state(picture) == renditions.signature(Focus(1, 2))


def test_squares_around_another_point_are_dropped_a_day_later(picture, clock):
    clock("2026-11-24T09:00")
    Worker().drain()
    old = standing(picture)
    services.set_focal_point(picture=picture, x_permille=0, y_permille=0, by=factories.OFFICER)
    Worker().drain()
    picture.refresh_from_db()
    assert standing(picture) == old | wanted(picture)
    clock("2026-11-30T09:00")
    Worker().drain()
    assert standing(picture) == wanted(picture)


def test_pictures_without_copies_are_found_and_those_of_another_recipe(picture, monkeypatch):
    assert services.render_waiting() == 1
    Worker().drain()
    assert services.render_waiting() == 0
    monkeypatch.setattr(renditions, "RECIPE", "2")
    assert services.render_waiting() == 1
    Worker().drain()
    assert state(picture) == "2:500,500"
    assert wanted(picture) <= standing(picture)


def test_a_file_that_has_gone_missing_is_tried_again_and_then_an_officer_s_matter(picture):
    files.public_storage().delete(picture.file.name)
    Worker().drain()
    # The worker's own periodic work may have asked for it once more.
    task = Task.objects.filter(name__endswith=".render_picture").order_by("pk")[0]
    assert (task.state, task.attempts) == (TaskState.READY, 1)
    assert "FileNotFoundError" in task.last_error
