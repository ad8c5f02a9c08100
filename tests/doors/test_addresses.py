"""Every address of the house with what no database keeps: NUL in the path, in the query, in cookies, in forms."""

import re
from itertools import cycle
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.urls import get_resolver

from config import wsgi
from tests.guards.test_access import routes
from tongban.ground.people.roles import ROLES
from tongban.ground.people.tests import cast

PRODUCT = Path(__file__).resolve().parents[2] / "tongban"
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
SAMPLES = {"int": "1", "case": "CASE-2026-000001"}
ASKED = re.compile(r"(?:GET|POST)(?:\.get|\.getlist)?[\(\[]\s*\"(\w+)\"")
FIELD = re.compile(r"^    (\w+) = (?:forms|\w+)\.?\w*Field\(", re.MULTILINE)
READ_AND_WRITTEN = sorted(
    {
        name
        for path in PRODUCT.rglob("*.py")
        if not {"tests", "migrations", "models"} & set(path.parts)
        for pattern in (ASKED, FIELD)
        for name in pattern.findall(path.read_text("utf-8"))
    }
)
"""Names that views and forms of the house read."""
ROUTES = sorted({route for route, _view in routes(get_resolver().url_patterns)})


def address(route, text="x"):
    """Return an address of a route, with a text for each of its arguments that takes one."""
    return "/" + ARGUMENT.sub(lambda found: SAMPLES.get(found[1], text), route)


@pytest.fixture
def anybody(db):
    """Return who may open everything that roles open."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.staff("all", *ROLES, department=cast.finance_division()))
    return client


def test_nul_in_an_address_is_nowhere(anybody):
    wide = [route for route in ROUTES if ARGUMENT.search(route)]

    answers = {
        route: anybody.get(address(route, text), headers={"Authorization": "Bearer tb_x"}).status_code
        for route, text in zip(wide, cycle(("%00", "CASE%00", "a%00b")), strict=False)
        if "%00" in address(route, text)
    }

    assert len(answers) > 50
    assert set(answers.values()) == {404}


def test_nul_in_a_query_breaks_no_page(anybody):
    query = "&".join(f"{name}=%00a" for name in READ_AND_WRITTEN)

    broken = {
        route: status
        for route in ROUTES
        if (status := anybody.get(f"{address(route)}?{query}&%00=1&export=%00").status_code) == 500
    }

    assert len(READ_AND_WRITTEN) > 80
    assert broken == {}


def test_nul_in_a_form_breaks_no_page(anybody):
    typed = dict.fromkeys(READ_AND_WRITTEN, "\x00a")

    broken = {
        route: status
        for route in ROUTES
        if (status := anybody.post(address(route), typed).status_code) == 500
    }

    assert broken == {}


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "text_size", "messages"])
def test_nul_in_a_cookie_is_left_out(db, name):
    client = Client(raise_request_exception=False)

    answer = client.get("/sign-in/", HTTP_COOKIE=f'{name}="\\000abc"')

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x; charset=base64"])
@pytest.mark.parametrize("body", [b"", b"x", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"--x--"])
def test_a_form_that_cannot_be_read_is_refused(db, kind, body):
    client = Client(raise_request_exception=False)

    answer = client.generic("POST", "/sign-in/", body, kind)

    assert answer.status_code < 500


def test_a_content_type_that_cannot_be_read_counts_as_none(rf, monkeypatch):
    environ = rf.get("/healthz").environ | {"CONTENT_TYPE": "multipart/form-data; boundary*=utf-9''%ff"}
    monkeypatch.setattr(
        wsgi, "django_application", lambda environ, _start: [WSGIRequest(environ).content_type]
    )

    with pytest.raises(ValueError, match="RFC 2231"):
        WSGIRequest(dict(environ))

    assert wsgi.application(dict(environ), print) == [""]
