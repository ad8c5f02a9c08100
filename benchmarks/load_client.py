"""Asking a server: some connections kept open, each asking again as soon as it was answered; a process of its own.

``python -m benchmarks.load_client PORT CONNECTIONS SECONDS COOKIE ADDRESS…`` prints JSON: how long each answer took.
"""

import asyncio
import json
import sys
import time


async def _ask(port: int, cookie: str, addresses: list[str], first: int, until: float) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    taken: list[float] = []
    place = first
    while (started := time.perf_counter()) < until:
        address = addresses[place % len(addresses)]
        place += 1
        writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        status = head.split(b" ", 2)[1]
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))
        if status != b"200":
            raise SystemExit(f"{address} answers {status.decode()}")
        taken.append(time.perf_counter() - started)
    writer.close()
    return taken


async def _all(port: int, connections: int, seconds: float, cookie: str, addresses: list[str]) -> list[float]:
    until = time.perf_counter() + seconds
    askers = [_ask(port, cookie, addresses, place * 7, until) for place in range(connections)]
    return [each for taken in await asyncio.gather(*askers) for each in taken]


if __name__ == "__main__":
    port, connections, seconds, cookie, *addresses = sys.argv[1:]
    print(json.dumps(asyncio.run(_all(int(port), int(connections), float(seconds), cookie, addresses))))
