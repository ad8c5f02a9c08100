"""Call displays on the live server: one state of each place that somebody looks at, for all of its screens together."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.utils.timezone import localdate, now

from tongban.ground.exchange.live_requests import LiveRequest
from tongban.ground.exchange.live_topics import Topic
from tongban.ground.exchange.live_watch import mark_stale, with_connection
from tongban.work.hall.queries.places import place_of
from tongban.work.hall.queries.screen import TOPIC, screen_state

LOG = logging.getLogger(__name__)
TICK_SECONDS = 0.25
BEAT_TICKS = 60
MOST_STREAMS = 2_000
BUSY_SECONDS = 30


class LivePlace:
    """A place whose display somebody follows."""

    def __init__(self) -> None:
        self.topic = Topic()
        self.streams = 0
        self.is_stale = True


class HallService:
    """The live service of call displays: one thread with one connection reads for all of them."""

    name = TOPIC

    def __init__(self) -> None:
        self.watched: dict[str, LivePlace] = {}
        self.reader = ThreadPoolExecutor(1, "hall-reader")

    async def run(self, server: str) -> None:
        """Tell what has changed, a few times a second, and show now and then that the connection stands."""
        ticks = 0
        while True:
            await asyncio.sleep(TICK_SECONDS)
            ticks += 1
            try:
                await self._tell_changes()
            except Exception:
                LOG.exception("what is live could not be read or noted and is tried again")
            for code, each in list(self.watched.items()):
                if ticks % BEAT_TICKS == 0:
                    each.topic.wake()
                    each.is_stale = True  # waits are other ones as time goes by
                if not each.streams:
                    del self.watched[code]

    def changed(self, reference: str) -> None:
        """Read a place anew at the next tick."""
        mark_stale(self.watched, reference)

    async def answer(self, request: LiveRequest) -> None:
        """Answer with the stream of a place."""
        match (request.method, *request.parts):
            case ("GET", _, code) if request.is_from_our_page:
                await self._stream(request, code)
            case _:
                await request.reply(404)

    async def _stream(self, request: LiveRequest, code: str) -> None:
        if sum(each.streams for each in self.watched.values()) >= MOST_STREAMS:
            await request.reply(503, retry_after=BUSY_SECONDS)
            return
        if code not in self.watched and await self._read(code) is None:
            await request.reply(404)
            return
        watched = self.watched.setdefault(code, LivePlace())
        watched.streams += 1
        try:
            await request.stream(watched.topic.follow(request.last_event))
        finally:
            watched.streams -= 1

    async def _tell_changes(self) -> None:
        for code, each in list(self.watched.items()):
            if each.is_stale:
                each.is_stale = False
                try:
                    state = await self._read(code)
                except Exception:
                    each.is_stale = True
                    raise
                if state is not None:
                    each.topic.publish(state)

    async def _read(self, code: str) -> Mapping[str, Any] | None:
        return await asyncio.get_running_loop().run_in_executor(self.reader, with_connection, _state_of, code)


def _state_of(code: str) -> Mapping[str, Any] | None:
    """Return what a display shows."""
    place = place_of(code, localdate())
    return screen_state(place, at=now()) if place else None


SERVICE = HallService
