"""A citizen whose system holds a key with every scope, and a caller that speaks as it."""

import json
from datetime import date, timedelta
from itertools import count

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tongban.doors.api import actions
from tongban.doors.api.scopes import SCOPES
from tongban.ground.people.tests import cast as people
from tongban.offer.catalogue.actions.search_index import index_anew
from tongban.work.cases.tests.cast import ANSWERS, FORM, upload
from tongban.work.cases.tests.conftest import files_elsewhere, house, material  # noqa: F401
from tongban.work.hall.actions import places
from tongban.work.hall.actions.slots import lay_out
from tongban.work.hotline.models import Area

NUMBERS = count(1)
LONG_AGO = date(2020, 1, 1)


class Caller:
    """A system that calls the API with its key."""

    def __init__(self, whole):
        self.whole, self.browser = whole, Browser(raise_request_exception=False)

    def __call__(self, method, path, body=None, once=None, **more):
        headers = {"Authorization": f"Bearer {self.whole}"} if self.whole else {}
        if method == "POST":
            headers["Idempotency-Key"] = once or f"act-{next(NUMBERS)}"
        data = "" if body is None else json.dumps(body)
        kind = "application/json"
        return self.browser.generic(method, f"/api/v1{path}", data, kind, headers=headers, **more)

    def get(self, path):
        return self("GET", path)

    def post(self, path, body=None, once=None):
        return self("POST", path, body, once)

    def patch(self, path, body):
        return self("PATCH", path, body)

    def hand_in(self, path, file, once=None):
        headers = {"Authorization": f"Bearer {self.whole}", "Idempotency-Key": once or f"act-{next(NUMBERS)}"}
        return self.browser.post(f"/api/v1{path}", {"file": file}, headers=headers)


def admit(house, applicant, name="小桥人家业务系统", scopes=tuple(SCOPES), **more):  # noqa: F811
    """Register a system and return it with a caller that holds a key of a year."""
    at = timezone.now()
    client = actions.register(
        name, applicant, agreement="授权书〔2022〕1号", scopes=scopes, by=house.admin, at=at, **more
    )
    return client, caller_of(house, client)


def caller_of(house, client):  # noqa: F811
    day = timezone.localdate() + timedelta(days=365)
    return Caller(actions.issue_key(client, expires_on=day, by=house.admin, at=timezone.now())[1])


@pytest.fixture
def system(house):  # noqa: F811
    return admit(house, house.zhang, per_minute=6000)[0]


@pytest.fixture
def call(house, system):  # noqa: F811
    index_anew()
    return caller_of(house, system)


@pytest.fixture
def draft(house, call):  # noqa: F811
    """Return the number of a draft that is complete: it only has to be filed."""
    given = {"item": house.item.code, "applicant": house.zhang.pk, "answers": ANSWERS, "form": FORM}
    begun = call.post("/cases", given).json()
    address = f"/cases/{begun['reference']}/materials"
    by_name = {row["name"]: row["id"] for row in begun["materials"]}
    for name in ("租赁合同", "平面图", "营业执照"):
        call.hand_in(f"{address}/{by_name[name]}/files", upload(f"{name}.pdf"))
    call.post(f"{address}/{by_name['健康证明']}/way", {"way": "promise"})
    return begun["reference"]


@pytest.fixture
def filed(call, draft):
    call.post(f"/cases/{draft}/filing")
    return draft


@pytest.fixture
def hall(house):  # noqa: F811
    """A hall that never closes, with a line for the item and one place in each hour."""
    at = timezone.now()
    head = people.staff("hallhead", "hall_head", department=house.places["food"])
    by = {"by": head, "at": at}
    area = Area.objects.create(code="320505", name="虎丘区")
    said = {"code": "C01", "name": "市政务服务中心", "kind": "centre", "address": "示例路1号", "area": area}
    place = places.open_place({**said, "unit": house.places["food"], "since": LONG_AGO}, **by)
    places.set_week(place, LONG_AGO, ["00:00-24:00"] * 9, **by)
    group = places.open_group(place, {"name": "食品", "prefix": "A", "since": LONG_AGO}, **by)
    places.offer(group, [house.item], LONG_AGO, **by)
    plan = {"since": LONG_AGO, "minutes": 60, "capacity": 1, "kept": 0}
    places.plan_slots(group, plan, **by)
    lay_out(place, at=at)
    return place
