"""GeoReport v2, operation by operation: what it refuses is told in its form, and what it costs."""

# ruff: noqa: F811 - fixtures are named again by whoever asks for them

import pytest
from django.utils import timezone

from tests.doors.test_open311 import FORMS, client, fault, key, office, raw  # noqa: F401 - fixtures
from tongban.work.hotline.actions import catalogue

pytestmark = pytest.mark.django_db
OPERATIONS = {
    "discovery": "GET",
    "services": "GET",
    "services/010100": "GET",
    "requests": "GET POST",
    "requests/HOT-2026-000001": "GET",
    "tokens/nothing": "GET",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_refuses_other_methods_cities_and_floods_in_its_form(
    office, operation, form, settings
):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "open311": "2/m"}
    path = f"{operation}.{form}"

    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - set(OPERATIONS[operation].split()):
        reply = raw(path, "", method=method)
        assert (reply.status, bool(fault(reply))) == (405, True), method
    elsewhere = [raw(f"{path}?jurisdiction_id=sfgov.org") for _ in range(3)]
    assert [each.status for each in elsewhere] == [404, 404, 429]
    assert all(map(fault, elsewhere))


def test_filing_takes_few_statements(office, key, django_assert_num_queries):
    """Key, count, registers; savepoint, number, entry, letter, all rows at once, and the end of the savepoint."""
    told = {
        "api_key": key,
        "service_code": "010100",
        "address_string": "姑苏区山塘街",
        "description": "早市摊贩占道",
    }
    raw("requests.json", told)

    with django_assert_num_queries(9):
        assert raw("requests.json", told).status == 201


def test_a_class_renamed_a_moment_ago_is_listed_under_its_new_name(office):
    client("json").services()
    catalogue.rename_class(office.trader, "流动摊贩", by=office.head, at=timezone.now())

    assert "流动摊贩" in {each["service_name"] for each in client("json").services()}
