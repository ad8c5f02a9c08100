"""The demo's office with its items, and its bundles on top."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import create_officers, create_staff
from tongban.ground.people.models import User
from tongban.offer.bundles import demo_story
from tongban.offer.bundles.models import BundleVersion

AT = datetime(2022, 9, 1, 1, 0, tzinfo=UTC)
DAY = date(2022, 9, 1)


@pytest.fixture(autouse=True)
def _in_chinese():
    with override("zh-hans"):
        yield


def settle():
    """Load people, items and bundles."""
    people = create_staff()
    load_catalogue(people)
    create_officers()
    demo_story.load(people, {}, at=AT)


@pytest.fixture
def office(once):
    once(settle)


@pytest.fixture
def person(office):
    return lambda name: User.objects.get(username=name)


@pytest.fixture
def bundle(office):
    """Return how a published bundle is found by a part of its name."""
    return lambda name: BundleVersion.objects.get(status="published", name__contains=name)
