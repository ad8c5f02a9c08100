"""A city app: the administrator registers it and gives it a key; its client lists, files and follows on the running server."""

import re
import urllib.error
import urllib.request
from datetime import timedelta

import psycopg
import pytest
from django.utils.timezone import localdate

from tests.open311_client import Open311Client, Open311Fault, Reply

ENTERPRISE = "SELECT number FROM people_applicant WHERE kind = 'enterprise'"


def over_network(address):
    """Return how requests travel to a server."""

    def send(method, path, kind, body):
        request = urllib.request.Request(f"{address}{path}", body.encode() or None, method=method)  # noqa: S310
        if kind:
            request.add_header("Content-Type", kind)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return Reply(answer.status, answer.headers["Content-Type"], answer.read())
        except urllib.error.HTTPError as refusal:
            return Reply(refusal.code, refusal.headers["Content-Type"], refusal.read())

    return send


def key_for_an_app(page, number):
    """Register a system that acts for an applicant, and return the key that is shown once."""
    page.goto("/clients/new/")
    for name, said in (("name", "随手拍"), ("number", number), ("agreement", "委托〔2026〕1号")):
        page.fill(f"[name={name}]", said)
    page.check("input[name=scopes][value=hotline]")
    page.locator("main form").first.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"/clients/\d+/"))
    page.fill("input[name=expires_on]", str(localdate() + timedelta(days=30)))
    page.locator("form[action$='/keys/'] button[type=submit]").click()
    return page.input_value("#whole")


def test_an_app_lists_files_and_follows_in_both_forms(installation, signed_in):
    with psycopg.connect(installation.database) as database:
        (number,) = database.execute(ENTERPRISE).fetchone()
    key = key_for_an_app(signed_in("guanli"), number)

    for form in ("xml", "json"):
        client = Open311Client(over_network(installation.address), "/open311/v2", form)
        (endpoint,) = client.discovery()["endpoints"]
        assert endpoint["url"] == f"{installation.address}/open311/v2"
        code = next(each["service_code"] for each in client.services() if not each["metadata"])
        made = client.file(key, code, address_string="姑苏区山塘街", description="摊贩占道，行人难走")
        seen = client.request(made["service_request_id"])
        assert (seen["status"], seen["service_code"]) == ("open", code)
        assert made["service_request_id"] in {
            each["service_request_id"] for each in client.requests(status="open")
        }
        with pytest.raises(Open311Fault, match="403"):
            client.file("tb_00000000_wrong", code, address_string="姑苏区", description="摊贩占道")
        with pytest.raises(Open311Fault, match="404"):
            client.definition("999999")
