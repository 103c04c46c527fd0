"""The content security policy that every answer carries."""

import re

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path

from core import csp

PAGE = Template('<script nonce="{{ csp_nonce }}"></script><style nonce="{{ csp_nonce }}"></style>')


def with_script(request):
    return HttpResponse(PAGE.render(Context(csp.nonce(request))))


def plain(request):
    return HttpResponse("no script")


urlpatterns = [path("script/", with_script), path("plain/", plain)]


@pytest.fixture
def pages(settings, client):
    settings.ROOT_URLCONF = __name__
    return client


def directives(response) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))


def test_an_inline_script_runs_by_the_nonce_of_its_own_page(pages):
    answers = [pages.get("/script/") for _ in range(2)]
    nonces = [re.findall(r'nonce="([^"]+)"', answer.content.decode()) for answer in answers]
    for answer, (script, style) in zip(answers, nonces, strict=True):
        assert script == style
        assert directives(answer)["script-src"] == f"'self' 'nonce-{script}'"
        assert directives(answer)["style-src"] == f"'self' 'nonce-{style}'"
    assert nonces[0] != nonces[1]


def test_a_page_without_inline_code_names_no_nonce(pages):
    assert directives(pages.get("/plain/"))["script-src"] == "'self'"


def test_nothing_unsafe_and_no_other_server_is_allowed(pages):
    policy = pages.get("/plain/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert directives(pages.get("/plain/"))["default-src"] == "'none'"
    assert directives(pages.get("/plain/"))["frame-ancestors"] == "'none'"
    assert directives(pages.get("/plain/"))["base-uri"] == "'none'"


def test_what_is_no_page_loads_nothing(client, db):
    for address in ("/graphql/?query={__typename}", "/graphql/?query=1"):
        policy = client.get(address)["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["/", "/en/", "/admin/login/", "/nothing-here/"])
def test_every_page_carries_it(client, db, address):
    assert "script-src" in client.get(address)["Content-Security-Policy"]


def test_the_context_processor_needs_the_middleware():
    with pytest.raises(AttributeError):
        csp.nonce(RequestFactory().get("/"))
