"""Readers of a live programme and visitors who like, many at once; a process of its own.

``python -m benchmarks.live_client PORT READERS LIKES_A_SECOND SECONDS`` reads the programme, its questions and cookies
as JSON and prints what was seen.
"""

import asyncio
import json
import resource
import sys
import time
from statistics import quantiles
from typing import Any

from tongban.work.programme.queries.visitors import COOKIE

AT_A_TIME = 200
ANSWER_SECONDS = 30


class Seen:
    """What readers and visitors saw."""

    def __init__(self) -> None:
        self.readers = self.errors = self.confirmed = self.events = 0
        self.gaps: list[float] = []
        self.likes: list[float] = []


async def follow(port: int, reference: str, cookie: str, seen: Seen, gate: asyncio.Semaphore) -> None:
    """Open a stream and read it until cancelled."""
    try:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(_request("GET", f"/stream/programmes/{reference}", cookie))
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
        if b" 200 " not in head:
            raise OSError(head)
        seen.readers += 1
        last = 0.0
        while line := await reader.readline():
            if line.startswith(b"event: counts"):
                at = time.perf_counter()
                seen.events += 1
                if last:
                    seen.gaps.append(at - last)
                last = at
        raise OSError("cut")
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        seen.errors += 1


async def like(port: int, address: str, cookie: str, seen: Seen) -> None:
    """Like a question once."""
    began = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_request("POST", address, cookie))
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
        writer.close()
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        seen.errors += 1
        return
    if b" 204 " in head:
        seen.confirmed += 1
        seen.likes.append(time.perf_counter() - began)
    else:
        seen.errors += 1


def _request(method: str, address: str, cookie: str) -> bytes:
    body = "Content-Length: 0\r\n" if method == "POST" else ""
    return (
        f"{method} {address} HTTP/1.1\r\nHost: localhost\r\n{body}Cookie: {COOKIE}={cookie}\r\n\r\n".encode()
    )


async def play(port: int, readers: int, rate: int, seconds: int, told: dict[str, Any]) -> dict[str, Any]:
    """Let everybody in, then like at the given rate; return what was seen."""
    seen, gate = Seen(), asyncio.Semaphore(AT_A_TIME)
    reference, cookies = told["programme"], told["cookies"]
    following = [
        asyncio.ensure_future(follow(port, reference, each, seen, gate)) for each in cookies[:readers]
    ]
    until = time.perf_counter() + 2 * ANSWER_SECONDS
    while seen.readers + seen.errors < readers and time.perf_counter() < until:
        await asyncio.sleep(0.2)
    began, liking = time.perf_counter(), []
    for number, cookie in enumerate(cookies[readers : readers + rate * seconds]):
        question = told["questions"][number % len(told["questions"])]
        liking.append(
            asyncio.ensure_future(
                like(port, f"/stream/programmes/{reference}/likes/{question}", cookie, seen)
            )
        )
        await asyncio.sleep(max(0.0, began + (number + 1) / rate - time.perf_counter()))
    await asyncio.gather(*liking)
    took = time.perf_counter() - began
    await asyncio.sleep(2)
    for task in following:
        task.cancel()
    of = {name: _parts(values) for name, values in (("like", seen.likes), ("events", seen.gaps))}
    figures = {f"{name}_p{part}": values[part - 1] for name, values in of.items() for part in (50, 95)}
    return {
        "readers": seen.readers,
        "errors": seen.errors,
        "confirmed": seen.confirmed,
        "events": seen.events,
        "seconds": took,
        **figures,
    }


def _parts(values: list[float]) -> list[float]:
    return quantiles(values, n=100) if len(values) > 1 else [0.0] * 99


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    port, readers, rate, seconds = map(int, sys.argv[1:])
    print(json.dumps(asyncio.run(play(port, readers, rate, seconds, json.load(sys.stdin)))))
