"""Programmes on the live server: a stream of what changes for each reader, and likes in batches.

Two threads, each with one connection to the database, write and read for all streams together.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.timezone import now

from tongban.ground.exchange.live_requests import LiveRequest
from tongban.ground.exchange.live_topics import Topic
from tongban.ground.exchange.live_watch import mark_stale, with_connection
from tongban.work.programme.actions import likes
from tongban.work.programme.actions.likes import GivenLike
from tongban.work.programme.like_queue import LikeQueue, NotKept
from tongban.work.programme.models import ProgrammeStatus
from tongban.work.programme.queries.counts import SLOT_SECONDS
from tongban.work.programme.queries.live import TOPIC, live_state
from tongban.work.programme.queries.programmes import is_public
from tongban.work.programme.queries.visitors import COOKIE, visitor_of

LOG = logging.getLogger(__name__)
TICK_SECONDS = 1.0
BEAT_TICKS = 15
MOST_STREAMS = 5_000
MOST_STREAMS_OF_A_VISITOR = 4
BUSY_SECONDS = 30
MOST_DIGITS = 18


class LiveProgramme:
    """A programme that somebody follows: its topic, and how many streams each visitor has open."""

    def __init__(self) -> None:
        self.topic = Topic()
        self.streams: Counter[UUID] = Counter()
        self.is_stale, self.is_live = True, False
        self.told_present = 0
        self.arrived: set[UUID] = set()


class ProgrammeService:
    """The live service of programmes."""

    name = TOPIC

    def __init__(self) -> None:
        self.watched: dict[str, LiveProgramme] = {}
        self.writer = ThreadPoolExecutor(1, "programme-writer")
        self.reader = ThreadPoolExecutor(1, "programme-reader")
        self.likes: LikeQueue | None = None

    async def run(self, server: str) -> None:
        """Gather likes and, once a second, tell what has changed."""
        self.likes = LikeQueue(partial(with_connection, _keep), self.writer)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.likes.run())
            tasks.create_task(self._tick(server))

    def changed(self, reference: str) -> None:
        """Read a programme anew at the next tick."""
        mark_stale(self.watched, reference)

    async def answer(self, request: LiveRequest) -> None:
        """Answer with the stream of a programme, or take a like."""
        visitor = visitor_of(request.cookie(COOKIE))
        if visitor is None or not request.is_from_our_page:
            await request.reply(403)
            return
        match (request.method, *request.parts):
            case ("GET", _, reference):
                await self._stream(request, reference, visitor)
            case ("POST", _, _, "likes", question) if question.isdecimal() and len(question) < MOST_DIGITS:
                await self._like(request, GivenLike(int(question), visitor))
            case _:
                await request.reply(404)

    async def _like(self, request: LiveRequest, like: GivenLike) -> None:
        try:
            if self.likes is None:
                raise NotKept
            is_kept = await self.likes.put(like)
        except NotKept:
            await request.reply(503, retry_after=BUSY_SECONDS)
        else:
            await request.reply(204 if is_kept else 409)

    async def _stream(self, request: LiveRequest, reference: str, visitor: UUID) -> None:
        open_streams = sum(each.streams.total() for each in self.watched.values())
        watched = self.watched.get(reference)
        if open_streams >= MOST_STREAMS or (
            watched and watched.streams[visitor] >= MOST_STREAMS_OF_A_VISITOR
        ):
            await request.reply(503, retry_after=BUSY_SECONDS)
            return
        if watched is None and not await self._do(self.reader, is_public, reference):
            await request.reply(404)
            return
        watched = self.watched.setdefault(reference, LiveProgramme())
        watched.streams[visitor] += 1
        watched.arrived.add(visitor)
        try:
            await request.stream(watched.topic.follow(request.last_event))
        finally:
            watched.streams[visitor] -= 1
            watched.streams += Counter()  # who has none left is forgotten

    async def _tick(self, server: str) -> None:
        ticks = 0
        while True:
            await asyncio.sleep(TICK_SECONDS)
            ticks += 1
            try:
                await self._tell_present(server, is_due=ticks % SLOT_SECONDS == 0)
                await self._tell_changes()
            except Exception:
                LOG.exception("what is live could not be read or noted and is tried again")
            for reference, each in list(self.watched.items()):
                if ticks % BEAT_TICKS == 0:
                    each.topic.wake()
                if not each.streams and not (each.is_live and each.told_present):
                    del self.watched[reference]

    async def _tell_present(self, server: str, *, is_due: bool) -> None:
        """Note who came and how many are there: when that changes, and else once in each slot of time."""
        for each in self.watched.values():
            if not each.is_live:
                each.arrived &= each.streams.keys()
        live = {reference: each for reference, each in self.watched.items() if each.is_live}
        arrived = {reference: set(each.arrived) for reference, each in live.items() if each.arrived}
        present = {
            reference: len(each.streams)
            for reference, each in live.items()
            if len(each.streams) != each.told_present or (is_due and each.streams)
        }
        if not arrived and not present:
            return
        await self._do(self.writer, _note, server, arrived, present)
        for reference, visitors in arrived.items():
            live[reference].arrived -= visitors
        for reference, count in present.items():
            live[reference].told_present = count

    async def _tell_changes(self) -> None:
        for reference, each in list(self.watched.items()):
            if each.is_stale:
                each.is_stale = False
                try:
                    state = await self._do(self.reader, live_state, reference)
                except Exception:
                    each.is_stale = True
                    raise
                each.is_live = state["programme"]["status"] == ProgrammeStatus.LIVE
                each.topic.publish(state)

    async def _do(self, thread: ThreadPoolExecutor, act: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(thread, with_connection, act, *given)


def _keep(batch: Sequence[GivenLike]) -> set[int]:
    return likes.keep_likes(batch, at=now())


def _note(server: str, arrived: Mapping[str, set[UUID]], present: Mapping[str, int]) -> None:
    likes.keep_visitors((reference, visitor) for reference in arrived for visitor in arrived[reference])
    likes.note_presence(server, present, at=now())


SERVICE = ProgrammeService
