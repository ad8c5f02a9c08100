"""What changes while people look on: told after commit to every live server, and from there to whoever follows.

A topic is named by its room and a reference ("programmes PROG-2026-000001"). A live server keeps the newest frame of
each kind for a topic; a stream that was cut, or that fell behind, is given the newest ones and misses nothing. A browser
that opens it anew names the last event it had (``Last-Event-ID``), and is given only what is newer.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from secrets import token_hex
from typing import Any

from django.db import connection

CHANNEL = "tongban_live"
BEAT = b":\n\n"
"""A comment of the stream: it carries nothing, but shows that the connection stands."""
MOST_DIGITS = 18


def announce_change(room: str, reference: str) -> None:
    """Tell the live servers that a topic has changed, once this transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{room} {reference}"])


def frame(kind: str, data: Any) -> bytes:
    """Return an event of a stream; the part of a kind behind a colon tells several of one kind apart."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {kind.partition(':')[0]}\ndata: {text}\n\n".encode()


class Topic:
    """The newest frame of each kind, and the streams that wait for the next."""

    def __init__(self) -> None:
        self.version = 0
        self.mark = token_hex(4)
        self.frames: dict[str, tuple[int, bytes]] = {}
        self.changed = asyncio.Event()

    def publish(self, state: Mapping[str, Any]) -> bool:
        """Take the newest state, kind by kind; return whether anything differs from what was told before."""
        told = {kind: frame(kind, data) for kind, data in state.items()}
        fresh = [kind for kind, each in told.items() if self.frames.get(kind, (0, b""))[1] != each]
        if fresh:
            self.version += 1
            self.frames.update({kind: (self.version, told[kind]) for kind in fresh})
            self.wake()
        return bool(fresh)

    def wake(self) -> None:
        """Let every stream look whether there is something for it."""
        before, self.changed = self.changed, asyncio.Event()
        before.set()

    def version_of(self, event: str) -> int:
        """Return which version somebody has who names the last event they had; nothing of another server's topic."""
        mark, _, version = event.partition("-")
        is_ours = mark == self.mark and version.isdecimal() and len(version) <= MOST_DIGITS
        return min(int(version), self.version) if is_ours else 0

    async def follow(self, event: str = "") -> AsyncIterator[bytes]:
        """Yield what is told after an event, the newest first; where there is nothing new, a beat."""
        seen = self.version_of(event)
        while True:
            changed = self.changed
            parts = [each for version, each in self.frames.values() if version > seen]
            seen = self.version
            yield b"".join((*parts, f"id: {self.mark}-{seen}\n\n".encode())) if parts else BEAT
            await changed.wait()
