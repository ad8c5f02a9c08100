"""The archive package on the page of its case."""

import pytest
from django.urls import reverse

from tongban.work.cases.actions import decisions, results
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import page_of, text_of

pytestmark = pytest.mark.django_db


def test_it_is_downloaded_by_whom_it_concerns(at, house, issued):
    results.deliver(issued, by=house.he, at=day(9, 12))
    case = fresh(decisions.archive(fresh(issued), by=house.he, at=day(9, 20)))
    address = reverse("cases:package", args=[case.reference])

    assert address in text_of(at("he").get(page_of(case)))
    assert at("he").post(address)["Content-Type"] == "application/zip"
    assert address not in text_of(at("li").get(page_of(case)))
    assert at("li").post(address).status_code == 403
