"""A stream that is opened anew gets what is newer than the last event it had, and all of it where that is not known."""

import asyncio

import pytest

from tongban.ground.exchange.live_topics import BEAT, Topic


def told(topic, event=""):
    """Return what a stream is told first, and the number of its last event."""

    async def first():
        return await anext(topic.follow(event))

    text = asyncio.run(first()).decode()
    kinds = [line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")]
    return kinds, text.rpartition("id: ")[2].strip()


@pytest.fixture
def topic():
    topic = Topic()
    topic.publish({"calls": ["A001"], "waiting": 3})
    return topic


def test_a_new_stream_begins_with_the_whole_state(topic):
    assert told(topic)[0] == ["calls", "waiting"]


def test_a_stream_that_was_cut_is_given_only_what_is_newer(topic):
    _kinds, last = told(topic)
    topic.publish({"calls": ["A002"], "waiting": 3})

    kinds, newest = told(topic, last)

    assert kinds == ["calls"]
    assert told(topic, newest) == ([], BEAT.decode().strip())


@pytest.mark.parametrize("event", ["", "x", "00000000-1", "-", "\x00-9", "9" * 400])
def test_an_event_of_another_server_or_of_nobody_gives_the_whole_state(topic, event):
    assert told(topic, event)[0] == ["calls", "waiting"]


def test_a_number_that_was_not_reached_yet_hides_nothing_later(topic):
    event = f"{topic.mark}-999"
    topic.publish({"calls": ["A002"], "waiting": 3})

    assert topic.version_of(event) == topic.version
