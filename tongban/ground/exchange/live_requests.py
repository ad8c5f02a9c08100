"""A request to a live server: what a room's live service needs of ASGI, and no more."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import urlsplit

Message = MutableMapping[str, Any]
STREAM = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no"))
"""How a stream is announced; the second line asks nginx to hand events on as they come."""
COMMON = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))


class LiveRequest:
    """One request: its method, the parts of its address behind /stream/, its cookies, and the ways to answer."""

    def __init__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        self.method: str = scope["method"]
        path = tuple(scope["path"].strip("/").split("/"))
        self.parts = path[1:] if path[0] == "stream" else ()
        self.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        self._receive, self._send = receive, send

    def cookie(self, name: str) -> str:
        """Return a cookie, or nothing."""
        try:
            found = SimpleCookie(self.headers.get("cookie", "")).get(name)
        except CookieError:
            return ""
        return found.value if found else ""

    @property
    def last_event(self) -> str:
        """Return the last event that a stream had which is opened anew, or nothing."""
        return self.headers.get("last-event-id", "")

    @property
    def is_from_our_page(self) -> bool:
        """Return whether the page that asks has our host name, on whichever port; a browser says where it stands."""
        origin = self.headers.get("origin")
        return (
            origin is None
            or urlsplit(origin).hostname == urlsplit(f"//{self.headers.get('host', '')}").hostname
        )

    async def reply(self, status: int, *, retry_after: int = 0) -> None:
        """Answer with a status alone."""
        more = ((b"retry-after", str(retry_after).encode()),) if retry_after else ()
        await self._start(status, ((b"content-length", b"0"), *more))
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def stream(self, parts: AsyncIterator[bytes]) -> None:
        """Answer with a stream, until it ends or whoever reads it goes away."""
        await self._start(200, STREAM)
        sending = asyncio.ensure_future(self._send_all(parts))
        gone = asyncio.ensure_future(self._gone())
        try:
            await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            gone.cancel()

    async def _send_all(self, parts: AsyncIterator[bytes]) -> None:
        async for part in parts:
            await self._send({"type": "http.response.body", "body": part, "more_body": True})

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def _start(self, status: int, headers: tuple[tuple[bytes, bytes], ...]) -> None:
        """Begin the answer; a page of ours that stands on another port may read it."""
        origin = self.headers.get("origin")
        if origin is not None and self.is_from_our_page:
            headers = (
                *headers,
                (b"access-control-allow-origin", origin.encode("latin-1")),
                (b"access-control-allow-credentials", b"true"),
                (b"vary", b"origin"),
            )
        start = {"type": "http.response.start", "status": status, "headers": [*headers, *COMMON]}
        await self._send(start)


class LiveService(Protocol):
    """What a room's ``live.py`` names as ``SERVICE``: it answers under its name, and keeps its topics new."""

    name: str
    """The first part of the address behind /stream/, and the name under which the room announces changes."""

    async def run(self, server: str) -> None:
        """Do what is done beside answering, until cancelled; ``server`` names this live server among others."""

    def changed(self, reference: str) -> None:
        """Take note that a topic has changed; an empty reference: any may have."""

    async def answer(self, request: LiveRequest) -> None:
        """Answer a request."""
