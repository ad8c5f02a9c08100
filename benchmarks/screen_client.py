"""Call displays that are open, many at once; a process of its own.

``python -m benchmarks.screen_client PORT SCREENS PLACE`` prints a line once all are connected, reads until its input ends,
and prints as JSON when each screen read each call (by the clock that all processes of a machine share).
"""

import asyncio
import json
import sys
import time
from collections import defaultdict

AT_A_TIME = 100
ANSWER_SECONDS = 30
CONNECT_SECONDS = 60


class Seen:
    """What the screens saw."""

    def __init__(self) -> None:
        self.screens = self.errors = 0
        self.calls: defaultdict[str, list[float]] = defaultdict(list)


async def follow(port: int, place: str, seen: Seen, gate: asyncio.Semaphore) -> None:
    """Open the stream of a place and note each call when it is read first."""
    known: set[str] = set()
    try:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET /stream/halls/{place} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
        if b" 200 " not in head:
            raise OSError(head)
        seen.screens += 1
        is_calls = False
        while line := await reader.readline():
            if line.startswith(b"event: "):
                is_calls = line.strip() == b"event: calls"
            elif is_calls and line.startswith(b"data: "):
                at = time.monotonic()
                for row in json.loads(line[len(b"data: ") :]):
                    if row["is_calling"] and row["call"] not in known:
                        known.add(row["call"])
                        seen.calls[row["call"]].append(at)
        raise OSError("cut")
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        seen.errors += 1


async def watch(port: int, screens: int, place: str) -> Seen:
    """Let all screens in, say so, and follow until the input ends."""
    seen, gate = Seen(), asyncio.Semaphore(AT_A_TIME)
    following = [asyncio.ensure_future(follow(port, place, seen, gate)) for _ in range(screens)]
    until = time.monotonic() + CONNECT_SECONDS
    while seen.screens + seen.errors < screens and time.monotonic() < until:
        await asyncio.sleep(0.1)
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in following:
        task.cancel()
    return seen


if __name__ == "__main__":
    port, screens, place = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    found = asyncio.run(watch(port, screens, place))
    print(json.dumps({"screens": found.screens, "errors": found.errors, "calls": found.calls}))
