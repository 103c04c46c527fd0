"""Several at one product's pictures, or at one picture, on real connections."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog import services
from catalog.media_errors import MediaOrderOutdated, MediaTooMany
from catalog.models import Category, Picture, ProductMedia
from catalog.services import media as media_services
from core import files
from core.work.worker import Worker
from tests import factories

# Rounds of what may go one way or the other.
ROUNDS = 6


def stands(name):
    return files.public_storage().exists(name)


def places(product):
    return list(ProductMedia.objects.filter(product=product).order_by("position").values_list("position", flat=True))


def test_all_who_add_at_once_get_places_of_their_own(at_once):
    product = factories.product()
    results = at_once(*[lambda: factories.media(product)] * 4)
    assert [type(one).__name__ for one in results] == ["ProductMedia"] * 4
    assert places(product) == [0, 1, 2, 3]


def test_as_many_are_shown_as_may_be_however_many_come_at_once(at_once, monkeypatch):
    monkeypatch.setattr(media_services, "MOST_MEDIA", 2)
    product = factories.product()
    results = at_once(*[lambda: factories.media(product)] * 8)
    assert sorted(type(one).__name__ for one in results) == ["MediaTooMany"] * 6 + ["ProductMedia"] * 2
    assert places(product) == [0, 1]
    assert isinstance(next(one for one in results if isinstance(one, Exception)), MediaTooMany)


def test_control_those_who_all_look_before_any_writes_are_too_many(at_once):
    """The negative control: the same eight, each of whom counts, waits for the others, and adds."""
    product = factories.product()
    pictures = [factories.media().picture for _ in range(8)]
    ProductMedia.objects.all().delete()
    together = threading.Barrier(8, timeout=20)

    def add(number):
        room = ProductMedia.objects.filter(product=product).count() < 2
        together.wait()
        if room:
            ProductMedia.objects.create(product=product, picture=pictures[number], position=number)

    at_once(*(partial(add, number) for number in range(8)))
    assert len(places(product)) == 8


def test_of_two_who_remove_the_same_one_has_removed_it(at_once):
    made = factories.media()
    results = at_once(*[lambda: services.remove_media(media=made, by=factories.OFFICER)] * 2)
    assert sorted(results) == [False, True]
    Worker().drain()
    assert not stands(made.picture.file.name)


def test_who_sorts_while_another_adds_or_removes_sorts_all_or_is_told(at_once):
    product = factories.product()
    first, second = (factories.media(product) for _ in range(2))
    order = [second.pk, first.pk]
    results = at_once(
        lambda: services.order_media(product=product, media_ids=order, by=factories.OFFICER),
        lambda: factories.media(product),
        lambda: services.remove_media(media=first, by=factories.OFFICER),
    )
    assert results[0] is None or isinstance(results[0], MediaOrderOutdated)
    assert not isinstance(results[1], Exception)
    assert results[2] is True
    held = places(product)
    assert len(held) == len(set(held)) == 2


@pytest.mark.parametrize("round", range(ROUNDS))
def test_a_file_stands_for_as_long_as_a_row_names_it(at_once, round):
    """One takes the picture off the product while another, who has seen it there, hangs it behind a category."""
    media, category = factories.media(), factories.category()
    picture, name = media.picture, media.picture.file.name

    def hang():
        with transaction.atomic():
            Category.objects.filter(pk=category.pk).update(background_image=picture)

    removed, hung = at_once(lambda: services.remove_media(media=media, by=factories.OFFICER), hang)
    Worker().drain()
    named = Picture.objects.filter(pk=picture.pk).exists()
    assert stands(name) == named
    if named:
        # The removal was refused whole: the product shows it still.
        assert isinstance(removed, IntegrityError | ProtectedError)
        assert ProductMedia.objects.filter(pk=media.pk).exists()
        assert Category.objects.get(pk=category.pk).background_image_id == picture.pk
    else:
        assert removed is True
        assert isinstance(hung, IntegrityError)


def test_control_a_file_deleted_before_the_commit_is_lost(transactional_db):
    """The control of the test above: what the service must not do, and what becomes of it."""
    media, category = factories.media(), factories.category()
    name = media.picture.file.name
    Category.objects.filter(pk=category.pk).update(background_image=media.picture)
    files.public_storage().delete(name)
    with pytest.raises(ProtectedError):
        services.remove_media(media=media, by=factories.OFFICER)
    assert Picture.objects.filter(file=name).exists()
    assert not stands(name)
