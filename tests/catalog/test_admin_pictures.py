"""Pictures on the officers' desk: sent through forms, refused beside the field, shown again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Picture, ProductMedia
from core.desk.conflicts import SEEN
from core.models import FieldChange
from core.work.worker import Worker
from tests import factories
from tests.pictures import drawn, upload, written


@pytest.fixture
def officer(client, db):
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    return client


def inline(product, *rows):
    """The product's own page as it is sent back, with these rows of pictures."""
    fields = {name: getattr(product, name) for name in TEXTS}
    fields |= {
        "programme": "ocop",
        "category": product.category_id,
        "tax_class": "standard",
        "fulfilment": product.fulfilment,
    }
    known = ProductMedia.objects.filter(product=product).count()
    for prefix in ("variants", "listings", "media"):
        fields |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    fields |= {"media-TOTAL_FORMS": len(rows), "media-INITIAL_FORMS": known}
    for number, row in enumerate(rows):
        fields |= {f"media-{number}-{name}": value for name, value in row.items()}
    return fields


def seen():
    """The last change that a form, opened now, has seen."""
    newest = FieldChange.objects.order_by("-pk").first()
    return {SEEN: newest.pk if newest else 0}


TEXTS = ("external_reference", "name_vi", "programme", "tax_class", "fulfilment")


def change_page(row):
    return reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk])


def test_an_officer_sends_a_picture_on_the_product_s_page(officer):
    product = factories.product()
    row = {"upload": upload(), "alt_vi": "Mật ong", "alt_en": "Honey"}
    answer = officer.post(change_page(product), inline(product, row) | seen())
    assert answer.status_code == 302, answer.context["errors"]
    made = ProductMedia.objects.get(product=product)
    assert (made.picture.alt_vi, made.picture.alt_en) == ("Mật ong", "Honey")
    page = officer.get(change_page(product)).content.decode()
    assert made.picture.file.name in page
    assert 'enctype="multipart/form-data"' in page


def test_pictures_are_sorted_changed_and_removed_on_the_product_s_page(officer):
    product = factories.product()
    one, two, three = (factories.media(product, alt_vi=name) for name in ("Một", "Hai", "Ba"))
    rows = [
        {"id": one.pk, "alt_vi": "Một", "place": 3},
        {"id": two.pk, "alt_vi": "Hai", "place": 2, "DELETE": "on"},
        {"id": three.pk, "alt_vi": "Ba mới", "place": 1},
    ]
    answer = officer.post(change_page(product), inline(product, *rows) | seen())
    assert answer.status_code == 302, answer.context["errors"]
    shown = ProductMedia.objects.filter(product=product).order_by("position")
    assert [media.picture.alt_vi for media in shown] == ["Ba mới", "Một"]


def test_a_file_that_is_refused_is_told_and_nothing_is_kept(officer):
    product = factories.product()
    row = {"upload": upload(b"<svg onload=alert(1)>", name="a.png"), "alt_vi": "Hình"}
    answer = officer.post(change_page(product), inline(product, row) | seen())
    assert answer.status_code == 200
    assert "Loại tệp này chưa nhận được" in answer.content.decode()
    assert not ProductMedia.objects.exists()
    assert not Picture.objects.exists()


def test_the_page_of_one_picture_says_where_what_matters_lies(officer):
    made = factories.media(alt_vi="Cũ")
    Worker().drain()
    page = officer.get(change_page(made)).content.decode()
    made.picture.refresh_from_db()
    assert "1-512.webp" in page
    sent = {"alt_vi": "Mới", "focal_x": 100, "focal_y": 900, "video_url": ""}
    answer = officer.post(change_page(made), sent | seen())
    assert answer.status_code == 302, answer.context["adminform"].errors
    made.picture.refresh_from_db()
    assert (made.picture.alt_vi, made.picture.focal_x, made.picture.focal_y) == ("Mới", 100, 900)


def test_another_file_is_refused_beside_its_field(officer):
    made = factories.media()
    before = made.picture_id
    small = upload(written(drawn(60, 60)))
    sent = {"alt_vi": "Ảnh", "focal_x": 500, "focal_y": 500, "upload": small}
    answer = officer.post(change_page(made), sent | seen())
    assert answer.status_code == 200
    assert "ít nhất 300 điểm ảnh" in str(answer.context["adminform"].form.errors["upload"])
    assert ProductMedia.objects.get(pk=made.pk).picture_id == before


def test_removing_one_on_its_page_calls_the_service(officer):
    made = factories.media()
    answer = officer.post(reverse("admin:catalog_productmedia_delete", args=[made.pk]), {"post": "yes"})
    assert answer.status_code == 302
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("make", "step", "column"),
    [
        (factories.category, "background-image", "background_image"),
        (factories.producer, "portrait", "portrait"),
        (factories.producer, "logo", "logo"),
    ],
)
def test_categories_and_makers_show_a_picture_and_cease_to(officer, make, step, column):
    row = make()
    base = change_page(row).removesuffix("change/")
    assert officer.get(f"{base}{step}/").status_code == 200
    refused = officer.post(f"{base}{step}/", {"upload": upload(b"GIF89a"), "alt_vi": "Ảnh"})
    assert "Loại tệp này chưa nhận được" in str(refused.context["form"].errors["upload"])
    answer = officer.post(f"{base}{step}/", {"upload": upload(), "alt_vi": "Ảnh"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert getattr(row, column).alt_vi == "Ảnh"
    assert officer.post(f"{base}no-{step}/", {"csrfmiddlewaretoken": "x"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, column) is None
    assert not Picture.objects.exists()


def test_officers_without_the_right_send_nothing(client, db):
    client.force_login(factories.user(is_staff=True))
    made = factories.media()
    assert client.post(change_page(made), {"alt_vi": "x"}).status_code == 403
    category = factories.category()
    base = change_page(category).removesuffix("change/")
    assert client.post(f"{base}background-image/", {"upload": upload(), "alt_vi": "x"}).status_code == 403


def test_the_page_of_a_product_costs_the_same_however_many_pictures_it_has(officer):
    product = factories.product()

    def statements():
        officer.get(change_page(product))
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(change_page(product)).status_code == 200
        return len(asked)

    factories.media(product)
    factories.media(product)
    few = statements()
    for _picture in range(3):
        factories.media(product)
    assert statements() == few
