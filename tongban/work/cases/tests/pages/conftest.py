"""Officers at their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from tongban.ground.matters.changes import last_number
from tongban.ground.people.models import Applicant
from tongban.work.cases.actions import intake
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, upload


@pytest.fixture
def at(house):
    """Return a maker: the browser of one officer."""

    def sit(name):
        client = Client()
        client.force_login(getattr(house, name))
        return client

    return sit


@pytest.fixture
def file_more(house, material):
    """Return a maker of further filed cases of other applicants."""

    def file(count):
        for number in range(count):
            owner = Applicant.objects.create(
                kind="person", name=f"甲{number}", number_type="passport", number=f"E{number:08}"
            )
            handed = {
                material(name).pk: [upload()] for name in ("租赁合同", "平面图", "营业执照", "健康证明")
            }
            intake.take_in(
                house.version, owner, by=house.li, at=MONDAY, answers=ANSWERS, form=FORM, handed=handed
            )

    return file


@pytest.fixture
def do():
    """Return how an officer sends an act's form, having seen all that is there."""

    def send(client, case, code, *, seen=None, **said):
        address = reverse("cases:act", args=[case.reference, code])
        said["seen"] = last_number(case.reference) if seen is None else seen
        return client.post(address, said)

    return send


def page_of(case):
    return reverse("cases:case", args=[case.reference])


def text_of(answer):
    return answer.content.decode()
