"""Likes and viewers: counted once, without loss, whoever writes them and however often."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections

from tongban.ground.ledger.models import Entry
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.actions.likes import GivenLike, keep_likes, keep_visitors, note_presence
from tongban.work.programme.like_queue import LikeQueue, NotKept
from tongban.work.programme.models import Like, LikeBatch
from tongban.work.programme.queries import counts
from tongban.work.programme.queries.visitors import new_cookie, visitor_of
from tongban.work.programme.tests import cast
from tongban.work.programme.tests.cast import BEGINS, MONDAY, accepted

SECOND = timedelta(seconds=1)


@pytest.fixture
def question(programme, editor):
    return accepted(programme, editor)


def test_a_visitor_likes_a_question_once_however_often_it_is_sent(question):
    visitor = uuid4()
    like = GivenLike(question.pk, visitor)

    taken = [
        keep_likes([like, like], at=MONDAY),
        keep_likes([like, GivenLike(question.pk, uuid4())], at=MONDAY),
    ]

    assert taken == [{question.pk}, {question.pk}]
    assert counts.likes_of(question.programme) == {question.pk: 2}
    assert list(LikeBatch.objects.values_list("count", flat=True)) == [1, 1]


def test_what_may_not_be_liked_keeps_no_like_from_being_kept(programme, question, editor, host):
    waiting = questions.ask(programme, "？", asked_by="", phone="", at=MONDAY)
    visitor = uuid4()

    taken = keep_likes([GivenLike(key, visitor) for key in (waiting.pk, 0, question.pk)], at=MONDAY)

    assert taken == {question.pk}
    assert Like.objects.get().question == question


def test_the_total_is_recorded_at_the_end_and_nothing_is_added_afterwards(programme, question, host):
    keep_likes([GivenLike(question.pk, uuid4()) for _ in range(3)], at=MONDAY)
    programmes.start(programme, by=host, at=BEGINS)
    keep_visitors([(programme.reference, visitor_of(new_cookie())) for _ in range(4)])
    for second, present in ((0, 2), (1, 4), (6, 1)):
        note_presence("live:1", {programme.reference: present}, at=BEGINS + second * SECOND)
    note_presence("live:2", {programme.reference: 3}, at=BEGINS + SECOND)

    found = programmes.end(programme, by=host, at=BEGINS + 60 * SECOND)
    late = keep_likes([GivenLike(question.pk, uuid4())], at=BEGINS + 61 * SECOND)

    assert (found.likes, found.viewers_peak, found.viewers_total, late) == (3, 7, 4, set())
    payload = Entry.objects.filter(subject=programme.reference).latest("number").payload
    assert payload == {"likes": 3, "viewers_peak": 7, "viewers_total": 4}


def test_a_live_server_that_is_silent_counts_for_ten_seconds(programme, host):
    programmes.start(programme, by=host, at=BEGINS)
    note_presence("live:1", {programme.reference: 5}, at=BEGINS)

    assert counts.viewers_of(programme, at=BEGINS + 9 * SECOND) == 5
    assert counts.viewers_of(programme, at=BEGINS + 11 * SECOND) == 0


def test_a_cookie_that_the_house_did_not_sign_is_nobody():
    cookie = new_cookie()

    assert isinstance(visitor_of(cookie), UUID)
    assert visitor_of(cookie) == visitor_of(cookie) != visitor_of(new_cookie())
    assert visitor_of(f"{cookie}x") is visitor_of("") is visitor_of("a:b") is None


def gathered(write, likes):
    """Put likes into a queue at once; return what each was told."""

    async def put_all():
        queue = LikeQueue(write, ThreadPoolExecutor(1))
        running = asyncio.ensure_future(queue.run())
        told = await asyncio.gather(*(queue.put(like) for like in likes), return_exceptions=True)
        running.cancel()
        return told

    return asyncio.run(put_all())


def test_likes_are_confirmed_after_their_batch_is_kept():
    batches = []

    def write(batch):
        batches.append(len(batch))
        return {1}

    told = gathered(write, [GivenLike(question, uuid4()) for question in (1, 2, 1)])

    assert told == [True, False, True]
    assert batches == [3]


def test_a_batch_that_fails_confirms_nothing_and_the_next_goes_on():
    def write(batch):
        if any(like.question == 13 for like in batch):
            raise DatabaseError
        return {1}

    assert isinstance(gathered(write, [GivenLike(13, uuid4())])[0], NotKept)
    assert gathered(write, [GivenLike(1, uuid4())]) == [True]


@pytest.mark.django_db(transaction=True)
def test_two_servers_that_write_the_same_likes_at_once_count_each_once():
    question = accepted(cast.announced(editor := cast.editor(), cast.office()), editor)
    likes = [GivenLike(question.pk, uuid4()) for _ in range(200)]
    halves = (likes[:150], list(reversed(likes[50:])))

    def write(batch):
        for start in range(0, len(batch), 25):
            keep_likes(batch[start : start + 25], at=MONDAY)
        connections.close_all()

    servers = [Thread(target=partial(write, batch)) for batch in halves]
    for server in servers:
        server.start()
    for server in servers:
        server.join()

    assert counts.likes_of(question.programme) == {question.pk: 200}
    assert Like.objects.count() == 200
