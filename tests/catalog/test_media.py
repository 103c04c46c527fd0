"""What a product shows: added, changed, sorted, removed; and its files, which go after the rows that named them."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog import services
from catalog.media_errors import (
    AltRequired,
    FocalPointInvalid,
    MediaOrderOutdated,
    MediaTooMany,
    VariantForeign,
    VideoAddressInvalid,
)
from catalog.models import CatalogRevision, Picture, ProductMedia
from catalog.services import media as media_services
from core import files, history
from core.errors import ActorRequired
from core.files.refusals import UploadKindRefused
from core.transitions import Actor
from core.work.worker import Worker
from tests import factories
from tests.pictures import drawn, upload, written

NOBODY = Actor(None, "buyer")


@pytest.fixture
def product(db):
    return factories.product()


def stands(name) -> bool:
    return files.public_storage().exists(str(name))


def places(product):
    return list(ProductMedia.objects.filter(product=product).order_by("position").values_list("pk", flat=True))


def revision():
    return CatalogRevision.objects.get().number


def test_pictures_stand_in_the_order_they_came(product):
    first = factories.media(product, alt_vi=" Mật ong ", alt_en="Honey", credit="Ảnh: Lan")
    second = factories.media(product)
    assert places(product) == [first.pk, second.pk]
    picture = first.picture
    assert (picture.alt_vi, picture.alt_en, picture.credit) == ("Mật ong", "Honey", "Ảnh: Lan")
    assert (picture.width, picture.height, picture.focal_x, picture.focal_y) == (400, 300, 500, 500)
    assert picture.size == files.public_storage().size(picture.file.name)


def test_a_file_is_never_named_by_its_sender(product):
    made = factories.media(product, upload=upload(name="../../etc/<b>.jpg"))
    folder, two, name = made.picture.file.name.split("/")
    assert (folder, two) == ("pictures", name[:2])
    assert name.endswith(".jpg")


def test_the_same_picture_twice_is_two_files(product):
    one, other = (factories.media(product).picture.file.name for _ in range(2))
    assert one != other
    assert one.split("-")[0] == other.split("-")[0]


def test_each_refusal_changes_nothing(product):
    elsewhere = factories.variant()
    before = revision()
    for refusal, given in (
        (AltRequired, {"alt_vi": "  "}),
        (VariantForeign, {"variant": elsewhere}),
        (VideoAddressInvalid, {"video_url": "http://video.example/1"}),
        (VideoAddressInvalid, {"video_url": "javascript:alert(1)"}),
        (VideoAddressInvalid, {"video_url": f"https://video.example/{'a' * 500}"}),
        (UploadKindRefused, {"upload": upload(b"<svg/>", name="a.svg")}),
        (ActorRequired, {"by": NOBODY}),
    ):
        with pytest.raises(refusal):
            factories.media(product, **given)
    assert not Picture.objects.exists()
    assert revision() == before


def test_a_product_shows_only_so_much(product, monkeypatch):
    monkeypatch.setattr(media_services, "MOST_MEDIA", 2)
    factories.media(product)
    factories.media(product)
    with pytest.raises(MediaTooMany):
        factories.media(product)
    assert len(places(product)) == 2


def test_a_video_is_elsewhere_and_has_a_still(product):
    made = factories.media(product, video_url="https://video.example/1")
    assert (made.type, made.video_url) == ("VIDEO", "https://video.example/1")
    assert stands(made.picture.file.name)


def test_what_is_said_of_a_picture_may_change_by_itself(product):
    variant = factories.variant(product)
    made = factories.media(product, alt_vi="Cũ", alt_en="Old")
    services.change_media(media=made, alt_vi="Mới", variant=variant, by=factories.OFFICER)
    made.refresh_from_db()
    assert (made.picture.alt_vi, made.picture.alt_en, made.variant) == ("Mới", "Old", variant)
    before = revision()
    services.change_media(media=made, alt_vi="Mới", by=factories.OFFICER)
    assert revision() == before
    with pytest.raises(AltRequired):
        services.change_media(media=made, alt_vi="", by=factories.OFFICER)


def test_what_is_not_said_stays_as_another_has_just_put_it(product):
    """Both have the row as it was; the second says nothing of the words and must not take back the first's."""
    made = factories.media(product, alt_vi="Cũ")
    mine, theirs = (ProductMedia.objects.select_related("picture", "variant").get(pk=made.pk) for _ in range(2))
    variant = factories.variant(product)
    services.change_media(media=theirs, alt_vi="Mới", video_url="https://video.example/1", by=factories.OFFICER)
    services.change_media(media=mine, variant=variant, by=factories.OFFICER)
    made.refresh_from_db()
    assert (made.picture.alt_vi, made.video_url, made.type, made.variant) == (
        "Mới",
        "https://video.example/1",
        "VIDEO",
        variant,
    )


def test_what_was_removed_meanwhile_is_told(product):
    made = factories.media(product)
    picture = made.picture
    services.remove_media(media=ProductMedia.objects.get(pk=made.pk), by=factories.OFFICER)
    with pytest.raises(MediaOrderOutdated):
        services.change_media(media=made, alt_vi="Mới", by=factories.OFFICER)
    with pytest.raises(MediaOrderOutdated):
        services.set_focal_point(picture=picture, x_permille=1, y_permille=1, by=factories.OFFICER)
    assert not Picture.objects.exists()


def test_another_picture_in_its_place_takes_over_what_was_said(product):
    made = factories.media(product, alt_vi="Mật ong")
    old = made.picture.file.name
    changed = services.change_media(media=made, upload=upload(written(drawn(500, 500), "PNG")), by=factories.OFFICER)
    assert (changed.pk, changed.picture.alt_vi, changed.picture.width) == (made.pk, "Mật ong", 500)
    assert stands(old)
    Worker().drain()
    assert not stands(old)
    assert stands(changed.picture.file.name)


def test_the_first_of_the_order_is_first(product):
    one, two, three = (factories.media(product).pk for _ in range(3))
    services.order_media(product=product, media_ids=[three, one, two], by=factories.OFFICER)
    assert places(product) == [three, one, two]
    before = revision()
    services.order_media(product=product, media_ids=[three, one, two], by=factories.OFFICER)
    assert revision() == before


def test_an_order_of_other_media_than_there_are_is_refused(product):
    one, two = (factories.media(product).pk for _ in range(2))
    foreign = factories.media().pk
    for order in ([one], [one, two, foreign], [one, one], [two, foreign], []):
        with pytest.raises(MediaOrderOutdated):
            services.order_media(product=product, media_ids=order, by=factories.OFFICER)
    assert places(product) == [one, two]


def test_what_is_removed_takes_its_file_and_its_copies_along(product):
    made, kept = factories.media(product), factories.media(product)
    Worker().drain()
    name = made.picture.file.name
    _, copies = files.public_storage().listdir(files.folder_of(name))
    assert copies
    assert services.remove_media(media=made, by=factories.OFFICER)
    assert stands(name)
    Worker().drain()
    assert not stands(name)
    assert not stands(files.folder_of(name) + copies[0])
    assert places(product) == [kept.pk]
    assert stands(kept.picture.file.name)
    assert not services.remove_media(media=made, by=factories.OFFICER)


def test_a_removal_that_is_rolled_back_loses_no_file(product):
    made = factories.media(product)
    with transaction.atomic():
        services.remove_media(media=made, by=factories.OFFICER)
        transaction.set_rollback(True)
    Worker().drain()
    assert stands(made.picture.file.name)


def test_a_focal_point_lies_within_the_picture(product):
    picture = factories.media(product).picture
    services.set_focal_point(picture=picture, x_permille=0, y_permille=1000, by=factories.OFFICER)
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (0, 1000)
    for x, y, field in ((-1, 0, "x_permille"), (1001, 0, "x_permille"), (0, 1001, "y_permille")):
        with pytest.raises(FocalPointInvalid) as refusal:
            services.set_focal_point(picture=picture, x_permille=x, y_permille=y, by=factories.OFFICER)
        assert refusal.value.field == field


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"focal_x": 1001}, "picture_focal_point_within"),
        ({"focal_y": 1001}, "picture_focal_point_within"),
        ({"width": 0}, "picture_has_pixels"),
        ({"file": ""}, "picture_has_a_file"),
    ],
)
def test_the_database_keeps_the_rules_of_pictures(product, values, rule):
    picture = factories.media(product).picture
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**values)


@pytest.mark.parametrize(
    "values", [{"type": "VIDEO"}, {"video_url": "https://a"}, {"type": "VIDEO", "video_url": "ftp://a"}]
)
def test_the_database_keeps_videos_and_pictures_apart(product, values):
    made = factories.media(product)
    with pytest.raises(IntegrityError, match="productmedia_video_has_an_address"), transaction.atomic():
        ProductMedia.objects.filter(pk=made.pk).update(**values)


def test_the_database_lets_no_two_stand_at_one_place(product):
    _one, two = factories.media(product), factories.media(product)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductMedia.objects.filter(pk=two.pk).update(position=0)


def test_categories_and_producers_show_one_picture_each(db):
    category, producer = factories.category(), factories.producer()
    told = {"alt_vi": "Đồi chè", "by": factories.OFFICER}
    for owner, column in ((category, "background_image"), (producer, "portrait"), (producer, "logo")):
        first = services.set_picture(owner=owner, column=column, upload=upload(), **told)
        second = services.set_picture(owner=owner, column=column, upload=upload(), **told)
        owner.refresh_from_db()
        assert getattr(owner, column) == second
        Worker().drain()
        assert not stands(first.file.name)
        assert services.clear_picture(owner=owner, column=column, by=factories.OFFICER)
        assert not services.clear_picture(owner=owner, column=column, by=factories.OFFICER)
        Worker().drain()
        assert not stands(second.file.name)
    assert not Picture.objects.exists()


def test_only_a_column_of_pictures_shows_one(db):
    with pytest.raises(TypeError):
        services.clear_picture(owner=factories.producer(), column="area", by=factories.OFFICER)


def test_a_picture_that_is_shown_cannot_be_forgotten(product):
    made = factories.media(product)
    with pytest.raises(ProtectedError):
        made.picture.delete()
    assert services.forget_pictures() == 0


def test_pictures_of_a_product_that_was_deleted_are_forgotten_a_day_later(product, clock):
    clock("2026-11-24T09:00")
    name = factories.media(product).picture.file.name
    kept = factories.media()
    product.delete()
    assert services.forget_pictures() == 0
    clock("2026-11-25T09:01")
    assert services.forget_pictures() == 1
    Worker().drain()
    assert not stands(name)
    assert stands(kept.picture.file.name)


def test_it_is_on_record_who_did_what(product):
    one, two = factories.media(product, alt_vi="Cũ"), factories.media(product)
    services.change_media(media=one, alt_vi="Mới", by=factories.OFFICER)
    services.set_focal_point(picture=one.picture, x_permille=1, y_permille=500, by=factories.OFFICER)
    services.order_media(product=product, media_ids=[two.pk, one.pk], by=factories.OFFICER)
    services.remove_media(media=two, by=factories.OFFICER)
    kept = history.of({Picture: [one.picture_id, two.picture_id], ProductMedia: [one.pk, two.pk]}).order_by("id")
    told = [(line.kind.rpartition(".")[2], line.event, line.field, line.old, line.new) for line in kept]
    assert [line for line in told if line[1] == "changed"] == [
        # Words about people are not kept.
        ("picture", "changed", "alt_vi", None, None),
        ("picture", "changed", "focal_x", 500, 1),
        ("productmedia", "changed", "position", 1, 0),
        ("productmedia", "changed", "position", 0, 1),
    ]
    assert [line[:2] for line in told if line[1] == "removed"] == [("productmedia", "removed"), ("picture", "removed")]
    assert {(line.actor_id, line.actor_role) for line in kept} == {tuple(factories.OFFICER)}
