"""Pages compressed as the browser reads them, and blurred where they hold somebody's secrets."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from core.compression import CompressionMiddleware, encoding_of

PAGE = b"<p>Khoai deo</p>" * 100


def request(accepted="", **cookies):
    made = RequestFactory().get("/", headers={"Accept-Encoding": accepted} if accepted else {})
    made.COOKIES.update(cookies)
    return made


def answered(asked, response=None):
    return CompressionMiddleware(lambda _request: response or HttpResponse(PAGE))(asked)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", ""),
        ("deflate", ""),
        ("", ""),
        ("x-br, brgzip", ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_reads(accepted, encoding):
    assert encoding_of(request(accepted)) == encoding


def test_a_page_comes_out_as_it_went_in():
    shown = answered(request("br"))
    assert brotli.decompress(shown.content) == PAGE
    assert shown["Content-Length"] == str(len(shown.content))
    assert "Accept-Encoding" in shown["Vary"]
    assert gzip.decompress(answered(request("gzip")).content) == PAGE
    assert answered(request()).content == PAGE


def test_a_page_of_somebody_signed_in_has_no_length_of_its_own():
    lengths = {len(answered(request("gzip, br", sessionid="x")).content) for _ in range(20)}
    assert len(lengths) > 1
    assert answered(request("gzip, br", sessionid="x"))["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"short"),
        HttpResponse(PAGE, content_type="image/webp"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
        StreamingHttpResponse([PAGE]),
    ],
)
def test_what_gains_nothing_is_left_alone(response):
    before = dict(response.headers)
    assert dict(answered(request("br"), response).headers) == before
