"""The administrator sees what happens by itself, what failed, and does one at once."""

import pytest
from django.test import Client

from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import describe
from tongban.ground.matters import duties, queries
from tongban.ground.matters import runs as running
from tongban.ground.matters.duties import Duty
from tongban.ground.matters.models import DutyRun
from tongban.ground.matters.tests.test_duties import HOUR, NOON
from tongban.ground.matters.views import duties as duty_views
from tongban.ground.people.models import Assignment, User

pytestmark = pytest.mark.django_db


def visit(role):
    user = User.objects.create_user(role, display_name=role)
    Assignment.objects.create(user=user, role=role, since=NOON.date())
    client = Client()
    client.force_login(user)
    return client


def text_of(answer):
    return answer.content.decode()


def fails(*, at):
    raise OSError(28, "No space left on device")


@pytest.fixture
def sealing_fails(monkeypatch):
    duty = Duty("ledger.seal", duties.duties()["ledger.seal"].label, HOUR, fails)
    for module in (running, queries, duty_views):
        monkeypatch.setattr(module, "duties", lambda: {duty.name: duty})
    running.run_due(at=NOON)
    return duty


def test_every_duty_is_listed_before_its_first_run():
    page = text_of(visit("system_administrator").get("/duties/"))

    assert "台账封存" in page
    assert "视为受理" in page
    assert "尚未办理" in page


def test_a_failure_is_shown_on_the_page_and_on_the_desk(sealing_fails):
    client = visit("system_administrator")

    assert "No space left on device" in text_of(client.get("/duties/"))
    assert 'href="/duties/"' in text_of(client.get("/", follow=True)).split("tile-alarm")[1]


def test_a_duty_is_done_at_once_and_the_ledger_says_who_asked():
    visit("system_administrator").post("/duties/run/", {"duty": "kit.throttle"})

    assert DutyRun.objects.get().outcome == "done"
    entry = Entry.objects.get(subject="DUTY-kit.throttle")
    assert (entry.by_name, describe(entry)) == ("system_administrator", ("手动办理", "", "完成"))


def test_a_duty_that_fails_by_hand_is_told_and_no_traceback_is_shown(sealing_fails):
    answer = visit("system_administrator").post("/duties/run/", {"duty": "ledger.seal"}, follow=True)

    assert "台账封存：未成功" in text_of(answer)
    assert "Traceback" not in text_of(answer)


def test_nobody_else_sees_or_does_them():
    client = visit("window_clerk")

    assert client.get("/duties/").status_code == 403
    assert client.post("/duties/run/", {"duty": "ledger.seal"}).status_code == 403
    assert visit("system_administrator").post("/duties/run/", {"duty": "nothing"}).status_code == 404
