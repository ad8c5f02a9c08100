"""A reader with an account, a room of its own that says who sees what, and simulated channels."""

from datetime import UTC, datetime

import pytest

from tongban.ground.exchange.messages import notices
from tongban.ground.exchange.messages.notices import Notices, Readers
from tongban.ground.exchange.messages.notify import Notification, notify
from tongban.ground.people.models import Applicant
from tongban.ground.people.tests import cast

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
PORTS = "tongban.ground.exchange.messages.ports"
HIDDEN: set[str] = set()


@pytest.fixture(autouse=True)
def simulated(settings):
    ports = {"sms": "SimulatedSms", "email": "SimulatedEmail", "webhook": "SimulatedChat"}
    settings.MESSAGE_PORTS = {channel: f"{PORTS}.{port}" for channel, port in ports.items()}


@pytest.fixture
def hidden(monkeypatch):
    """Return the subjects of the room “shed” that nobody may see."""
    subjects: set[str] = set()
    readers = Readers(
        find=lambda subject: None,
        audiences={},
        names=(),
        words=lambda matter, entry: {},
        link=lambda matter, reader: "/",
        visible=lambda reader, asked: set(asked) - subjects,
    )
    shed = Notices("shed", "")
    monkeypatch.setattr(Notices, "readers", readers)
    monkeypatch.setattr(notices, "rooms", lambda: {"shed": shed})
    return subjects


@pytest.fixture
def officer(db):
    return cast.staff("wang", "reviewer", department=cast.bureau())


@pytest.fixture
def citizen(db):
    user = cast.staff("zhang", "applicant")
    Applicant.objects.create(
        kind="person",
        name="张小红",
        number_type="citizen",
        number="320503199001011226",
        phone="13800000001",
        account=user,
    )
    return user


WORDS = dict.fromkeys(("label", "reason"), "测试") | {"count": "2", "at": "2026-03-02 12:00"}


@pytest.fixture
def told(db):
    """Return a maker of messages: of the system unless another text is named."""
    count = iter(range(1000))

    def make(reader, text="duty_failed", words=None, **about):
        news = Notification(text, lambda: WORDS | (words or {}), key=f"test:{next(count)}", at=NOON, **about)
        return notify([reader], news)

    return make
