"""Somebody at the pages."""

import pytest
from django.test import Client

from tongban.ground.people.models import Department

HTMX = {"HX-Request": "true"}


@pytest.fixture
def at_desk(person):
    """Return a maker of signed-in browsers, one for each role."""

    def sign_in(role, **where):
        client = Client()
        client.force_login(person(role, **where))
        return client

    return sign_in


@pytest.fixture
def desk(clerk):
    """Return the clerk's browser."""
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def elsewhere(db):
    return Department.objects.create(code="WX-XZSP", name="无锡市行政审批局", kind="bureau")


@pytest.fixture
def line(drafted):
    return drafted.budget.lines.get(name="专项邮寄费")


@pytest.fixture
def indicator(drafted):
    return drafted.indicators.get(name="每年免费邮寄办件的数量")
