"""Pictures in the graph: which copy an address leads to, in whose words, and at what cost."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from core import files, graph
from core.work.worker import Worker
from tests import factories
from tests.pictures import drawn, opened, upload, written

SHOWN = """
query Shown($slug: String!, $size: Int, $format: ThumbnailFormatEnum, $shape: ThumbnailShapeEnum,
            $language: LanguageCodeEnum) {
  product(slug: $slug, channel: "vn") {
    media { id alt(languageCode: $language) type url(size: $size, format: $format) width height credit sortOrder
            focalPoint { x y } thumbnail(size: $size, format: $format, shape: $shape) { url } }
    thumbnail(size: $size, format: $format, shape: $shape, languageCode: $language) { url alt }
  }
}
"""
ONE = '{ product(slug: "%s", channel: "vn") { thumbnail(size: 64, format: AVIF) { url } } }'
OF_VARIANTS = 'query ($slug: String!) { product(slug: $slug, channel: "vn") { variants { media { alt } } } }'
LIST = (
    '{ products(first: 100, channel: "vn") { edges { node { name thumbnail(size: 256, format: WEBP) { url alt } } } } }'
)


@pytest.fixture
def product(db):
    return factories.listed()


def rendered(product, width=400, height=300, **values):
    made = factories.media(product, upload=upload(written(drawn(width, height))), **values)
    Worker().drain()
    return made


def name_of(url):
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}" == settings.SHOP_URL
    assert parts.path.startswith("/media/")
    return parts.path.removeprefix("/media/")


def shown(graphql, product, **asked):
    return graphql(SHOWN, slug=product.slug, **asked)["product"]


def picture_at(url):
    with files.public_storage().open(name_of(url)) as file:
        return opened(file.read())


def test_a_product_without_pictures_has_none(graphql, product):
    assert shown(graphql, product) == {"media": [], "thumbnail": None}


def test_media_are_told_in_their_order(graphql, product):
    first = factories.media(product, alt_vi="Mật ong", alt_en="Honey", credit="Ảnh: Lan")
    second = factories.media(product, video_url="https://video.example/1")
    answer = shown(graphql, product, language="EN")
    assert [one["id"] for one in answer["media"]] == [
        graph.global_id("ProductMedia", one.pk) for one in (first, second)
    ]
    one, other = answer["media"]
    assert (one["type"], one["alt"], one["credit"], one["sortOrder"]) == ("IMAGE", "Honey", "Ảnh: Lan", 0)
    assert (one["width"], one["height"], one["focalPoint"]) == (400, 300, {"x": 500, "y": 500})
    assert (other["type"], other["url"]) == ("VIDEO", "https://video.example/1")
    assert name_of(other["thumbnail"]["url"]) == second.picture.file.name
    # Nobody wrote it in English.
    assert other["alt"] == "Một tấm ảnh"
    assert answer["thumbnail"]["alt"] == "Honey"


def test_while_copies_are_made_the_picture_itself_is_shown(graphql, product):
    made = factories.media(product)
    for asked in ({}, {"size": 64, "format": "WEBP"}, {"size": 64, "shape": "SQUARE"}):
        answer = shown(graphql, product, **asked)
        assert name_of(answer["thumbnail"]["url"]) == made.picture.file.name
        assert name_of(answer["media"][0]["url"]) == made.picture.file.name


@pytest.mark.parametrize(
    ("size", "format", "written_as", "pixels"),
    [
        (72, "WEBP", "WEBP", (64, 48)),
        (128, "AVIF", "AVIF", (128, 96)),
        (200, "ORIGINAL", "JPEG", (256, 192)),
        (2048, "WEBP", "WEBP", (400, 300)),
        (1, "AVIF", "AVIF", (32, 24)),
        (2147483647, "AVIF", "AVIF", (400, 300)),
    ],
)
def test_the_nearest_size_is_answered_and_never_more_than_there_is(graphql, product, size, format, written_as, pixels):
    rendered(product)
    answer = shown(graphql, product, size=size, format=format)
    for url in (answer["thumbnail"]["url"], answer["media"][0]["url"]):
        image = picture_at(url)
        assert (image.format, image.size) == (written_as, pixels)


def test_no_size_and_less_than_one_pixel_mean_the_picture_itself(graphql, product):
    made = rendered(product)
    for size in (0, -5, None):
        assert name_of(shown(graphql, product, size=size)["thumbnail"]["url"]) == made.picture.file.name


def test_a_square_is_cut_around_the_focal_point(graphql, product):
    made = rendered(product, 800, 400)
    middle = shown(graphql, product, size=256, shape="SQUARE")["thumbnail"]["url"]
    services.set_focal_point(picture=made.picture, x_permille=0, y_permille=0, by=factories.OFFICER)
    # Its squares of before are not shown as those of now.
    assert name_of(shown(graphql, product, size=256, shape="SQUARE")["thumbnail"]["url"]) == made.picture.file.name
    Worker().drain()
    left = shown(graphql, product, size=256, shape="SQUARE")["thumbnail"]["url"]
    assert left != middle
    assert picture_at(left).size == picture_at(middle).size == (256, 256)
    red, grey = (220, 30, 30), (128, 128, 128)
    for url, colour in ((left, red), (middle, grey)):
        seen = picture_at(url).getpixel((220, 20))
        assert max(abs(one - other) for one, other in zip(seen, colour, strict=True)) < 12
    # A page that is still open finds what it asked for.
    assert files.public_storage().exists(name_of(middle))


def test_a_variant_has_the_pictures_that_show_it(graphql, product):
    small = product.variants.get()
    factories.media(product)
    factories.media(product, variant=small, alt_vi="Gói nhỏ")
    answer = graphql(OF_VARIANTS, slug=product.slug)
    assert [one["alt"] for one in answer["product"]["variants"][0]["media"]] == ["Gói nhỏ"]


def test_categories_and_producers_show_their_pictures(graphql, db):
    producer = factories.producer()
    product = factories.listed(producer=producer)
    category = product.category
    document = """query ($slug: String!) { product(slug: $slug, channel: "vn") {
      category { backgroundImage(size: 64) { url alt } }
      producer { logo(size: 64, format: AVIF) { url alt } portrait { url } }
    } }"""
    before = graphql(document, slug=product.slug)["product"]
    assert before == {"category": {"backgroundImage": None}, "producer": {"logo": None, "portrait": None}}
    told = {"upload": upload(), "by": factories.OFFICER}
    services.set_picture(owner=category, column="background_image", alt_vi="Vườn", **told)
    services.set_picture(owner=producer, column="logo", alt_vi="Biểu trưng", **told)
    Worker().drain()
    after = graphql(document, slug=product.slug)["product"]
    assert after["category"]["backgroundImage"]["alt"] == "Vườn"
    assert picture_at(after["category"]["backgroundImage"]["url"]).size == (64, 48)
    assert picture_at(after["producer"]["logo"]["url"]).format == "AVIF"
    assert after["producer"]["portrait"] is None


def test_a_page_of_24_costs_the_statements_of_one(db):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            answer = graph.execute(LIST)
        assert not answer.errors
        return len(captured), answer.data["products"]["edges"]

    category = factories.category(parent=factories.category())
    first = factories.listed(category=category)
    factories.media(first)
    graph.execute(LIST)
    one, _ = statements()
    for _number in range(23):
        factories.media(factories.listed(category=category))
    graph.execute(LIST)
    many, edges = statements()
    assert len(edges) == 24
    assert all(edge["node"]["thumbnail"]["url"] for edge in edges)
    assert one == many


def test_a_kept_answer_ends_when_copies_stand(client, product):
    def ask():
        answer = client.get("/graphql/", {"query": ONE % product.slug})
        return answer.json()["data"]["product"]["thumbnail"]["url"]

    made = factories.media(product)
    before = ask()
    assert before == f"http://testserver/media/{made.picture.file.name}"
    Worker().drain()
    after = ask()
    assert after.endswith("1-64.avif")
    assert client.get(urlsplit(after).path)["Content-Type"] == "image/avif"


def test_a_kept_answer_is_not_given_at_another_address(client, product, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    factories.media(product)
    document = ONE % product.slug
    for host in ("a.example", "b.example", "a.example"):
        answer = client.get("/graphql/", {"query": document}, headers={"Host": host})
        assert answer.json()["data"]["product"]["thumbnail"]["url"].startswith(f"http://{host}/media/")


SHOWN_PARTS = "media { url focalPoint { x y } thumbnail { url alt } } variants { media { id } } thumbnail { url }"
PARTS = 'query ($slug: String!) { product(slug: $slug, channel: "vn") { ' + SHOWN_PARTS + " } }"


def test_whoever_sees_a_product_sees_its_pictures_and_nobody_else_does(graphql, readers, maker):
    shown, hidden = factories.listed(producer=maker), factories.product(producer=maker)
    for product in (shown, hidden):
        factories.media(product)
    answers = {name: graphql(PARTS, viewer, slug=shown.slug)["product"] for name, viewer in readers.items()}
    assert set(answers) == {"nobody", "buyer", "member", "other", "officer"}
    assert all(answer == answers["nobody"] and len(answer["media"]) == 1 for answer in answers.values())
    # Not even its own maker, by this way.
    assert all(graphql(PARTS, viewer, slug=hidden.slug)["product"] is None for viewer in readers.values())


def test_what_24_products_show_of_themselves_costs_what_one_shows(db):
    document = '{ products(first: 100, channel: "vn") { edges { node { ' + SHOWN_PARTS + " } } } }"
    category = factories.category(parent=factories.category())

    def statements():
        graph.execute(document)
        with CaptureQueriesContext(connection) as captured:
            answer = graph.execute(document)
        assert not answer.errors
        return len(captured), answer.data["products"]["edges"]

    factories.media(factories.listed(category=category))
    one, _ = statements()
    for _number in range(23):
        product = factories.listed(category=category)
        for _picture in range(2):
            factories.media(product, variant=product.variants.get())
    many, edges = statements()
    assert [len(edge["node"]["media"]) for edge in edges].count(2) == 23
    assert one == many
