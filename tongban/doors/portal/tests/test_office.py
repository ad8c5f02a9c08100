"""What the public reads of the office: notices while they hold, one table of fees, where to ask."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.office.values import value_of
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def keeper(client):
    client.force_login(cast.staff("dating", "hall_head"))
    return client


def said_in(*rows):
    return {f"{name}_{number}": said for number, row in enumerate(rows) for name, said in row.items()}


def test_a_notice_is_read_from_its_first_day_to_its_last(keeper):
    today = localdate()
    days = {
        "now": (today, today),
        "over": (today - timedelta(2), today - timedelta(1)),
        "later": (today + timedelta(1), ""),
    }
    rows = [
        {"title": f"通告{name}", "text": "大厅周六开放", "since": str(since), "until": str(until)}
        for name, (since, until) in days.items()
    ]

    saved = keeper.post(reverse("settings:edit", args=["public.notices"]), said_in(*rows))
    keeper.logout()
    first, page = text_of(keeper.get("/")), text_of(keeper.get(reverse("office")))

    assert saved.status_code == 302
    for text in (first, page):
        assert "通告now" in text
        assert "通告over" not in text
        assert "通告later" not in text


def test_the_head_of_the_hall_sets_what_the_public_reads_and_nothing_else(keeper):
    fees = {"name": "证照工本费", "standard": "10元/本", "basis": "苏价费〔2020〕1号", "unit": "市行政审批局"}

    keeper.post(reverse("settings:edit", args=["public.fees"]), said_in(fees))
    refused = keeper.post(reverse("settings:edit", args=["bureau.name"]), {"value": "别的"})

    assert refused.status_code == 403
    assert value_of("public.fees") == [fees]
    assert "苏价费〔2020〕1号" in text_of(keeper.get(reverse("office")))


def test_a_row_that_lacks_a_cell_is_named_and_nothing_typed_is_lost(keeper):
    answer = keeper.post(
        reverse("settings:edit", args=["public.fees"]), said_in({"name": "", "standard": "10元/本"})
    )

    assert answer.status_code == 422
    assert "第 1 行缺" in text_of(answer)
    assert "10元/本" in text_of(answer)
