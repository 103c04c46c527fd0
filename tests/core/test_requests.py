import pytest
from django.test import RequestFactory

from core.requests import Request


@pytest.mark.parametrize("broken", ["a*=nowhere''b%41", "charset*=a; charset*0=b", "a*=undefined''%41"])
def test_a_content_type_beyond_python_s_parser_is_none_at_all(broken):
    request = Request(RequestFactory()._base_environ(CONTENT_TYPE=f"application/json; {broken}"))
    assert (request.content_type, request.content_params) == ("", {})


def test_any_other_content_type_is_read():
    request = Request(RequestFactory()._base_environ(CONTENT_TYPE="application/json; charset=utf-8"))
    assert (request.content_type, request.content_params) == ("application/json", {"charset": "utf-8"})


def test_a_cookie_with_a_nul_is_dropped_and_the_others_stay():
    request = Request(RequestFactory()._base_environ(HTTP_COOKIE=r'sessionid="\000aaaaaaaa"; django_language=en'))
    assert request.COOKIES == {"django_language": "en"}
