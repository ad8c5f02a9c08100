"""Likes on their way into the database: gathered, written together, and confirmed to their visitors afterwards."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from tongban.work.programme.actions.likes import GivenLike

LOG = logging.getLogger(__name__)
GATHER_SECONDS = 0.25
"""For how long likes are gathered into one batch: what a visitor waits at most, beside the commit."""
MOST_WAITING = 20_000


Waiting = tuple[GivenLike, "asyncio.Future[bool]"]


class NotKept(Exception):
    """A like is not in the database as far as is known; sent again, it counts once."""


class LikeQueue:
    """The likes that wait for the next batch; a like is kept once `put` has returned."""

    def __init__(self, write: Callable[[Sequence[GivenLike]], set[int]], executor: Executor) -> None:
        """Take what writes a batch and returns the questions that may be liked, and the thread it is done in."""
        self.write, self.executor = write, executor
        self.waiting: list[Waiting] = []
        self.has_some = asyncio.Event()

    async def put(self, like: GivenLike) -> bool:
        """Wait until a like is committed; return whether its question may be liked, raise NotKept on failure."""
        if len(self.waiting) >= MOST_WAITING:
            raise NotKept
        kept = asyncio.get_running_loop().create_future()
        self.waiting.append((like, kept))
        self.has_some.set()
        return bool(await kept)

    async def run(self) -> None:
        """Write batch after batch, until cancelled."""
        while True:
            await self.has_some.wait()
            await asyncio.sleep(GATHER_SECONDS)
            batch, self.waiting = self.waiting, []
            self.has_some.clear()
            await self._keep(batch)

    async def _keep(self, batch: Sequence[Waiting]) -> None:
        likes = [like for like, _ in batch]
        failed, open_questions = False, set[int]()
        try:
            loop = asyncio.get_running_loop()
            open_questions = await loop.run_in_executor(self.executor, self.write, likes)
        except Exception:
            LOG.exception("a batch of likes could not be kept", extra={"count": len(batch)})
            failed = True
        for like, kept in batch:
            if kept.done():  # whoever went away waits no more
                continue
            if failed:
                kept.set_exception(NotKept())
            else:
                kept.set_result(like.question in open_questions)
