"""What children are told to do in the tests."""

import os
import signal
import time
from collections.abc import Iterator


def double(number: int) -> int:
    return 2 * number


def count(most: int) -> Iterator[int]:
    yield from range(most)


def eat() -> int:
    found = [bytearray(1 << 20)]
    while True:
        found.append(bytearray(1 << 20))


def burn() -> int:
    while True:
        pass


def sleep() -> int:
    time.sleep(600)
    return 0


def fail() -> int:
    raise ValueError("李四 110101199001011234")


def die() -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def shout() -> bytes:
    return b"x" * (40 << 20)
