"""What children are told to do in the tests."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Question(Struct):
    text: str
    path: Path


class Answer(Struct):
    texts: tuple[str, ...]
    path: Path


class Surroundings(Struct):
    open_files: int
    has_written: bool


def describe(question: Question, times: int) -> Answer:
    return Answer((question.text,) * times, question.path)


def count(most: int) -> Iterator[int]:
    yield from range(most)


def count_and_fail(most: int) -> Iterator[int]:
    yield from range(most)
    raise MemoryError


def eat() -> int:
    found = [b"x"]
    while True:
        found.append(bytes(1 << 20))


def burn() -> int:
    while True:
        pass


def burn_a_little(times: int) -> Iterator[int]:
    for number in range(times):
        until = time.process_time() + 0.8
        while time.process_time() < until:
            pass
        yield number


def sleep() -> int:
    time.sleep(600)
    return 0


def fail() -> int:
    raise ValueError("李四 110101199001011234")


def die() -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def leave() -> int:
    os._exit(0)


def lie() -> int:
    """Answer with another type than was promised."""
    return "__import__('os')"  # type: ignore[return-value]


def shout() -> bytes:
    return b"x" * (2 << 20)


def look_around(path: Path) -> Surroundings:
    open_files = len(os.listdir("/proc/self/fd"))
    try:
        path.write_text("x")
        written = path.stat().st_size > 0
    except OSError:
        written = False
    return Surroundings(open_files - 1, written)


def environment() -> set[str]:
    return set(os.environ)
