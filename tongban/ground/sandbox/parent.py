"""The parent's side: start a child, take its answers as data, and say in plain words why there are none."""

import gc
import logging
import os
import select
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, get_args, get_type_hints

import msgspec

from tongban.ground.sandbox import child
from tongban.ground.sandbox.limits import USUAL, ChildLimits
from tongban.ground.sandbox.stops import Crashed, Stopped, TooMuchMemory, TooMuchTime

P = ParamSpec("P")
T = TypeVar("T")
LOG = logging.getLogger(__name__)
TASKS = Path("/proc/self/task")
ROOT = Path(__file__).parents[3]
BLOCK = 1024 * 1024
TURNS = threading.BoundedSemaphore(2)
"""How many files of strangers a server's process has read at a time: each may take its whole allowance."""


def run_limited(function: Callable[..., T], *args: Any, limits: ChildLimits = USUAL) -> T:
    """Return what a function of a module returns when a child process calls it; raise `Stopped` where it cannot.

    Arguments and result are data (structs, dataclasses, plain values, paths) of the types that the function names.
    """
    items = _items(function, args, limits, get_type_hints(function)["return"])
    with TURNS:
        try:
            return next(items)
        except StopIteration:
            raise Crashed("no answer") from None
        finally:
            items.close()


def stream_limited(
    function: Callable[..., Iterator[T]], *args: Any, limits: ChildLimits = USUAL
) -> Iterator[T]:
    """Yield what a generator yields in a child process, as `run_limited` does; who stops asking ends the child."""
    (kind,) = get_args(get_type_hints(function)["return"])
    return _items(function, args, limits, kind)


def _items(
    function: Callable[..., Any], args: tuple[Any, ...], limits: ChildLimits, kind: Any
) -> Generator[Any, None, None]:
    running = _started(function, args, limits)
    try:
        while (frame := running.frame()) is not None:
            yield child.decoded(frame, kind)
    except msgspec.DecodeError as error:
        raise Crashed("answer") from error
    except Stopped as stop:
        LOG.warning(
            "reading a file was stopped", extra={"kind": function.__qualname__, "error": type(stop).__name__}
        )
        raise
    finally:
        running.end()


def _started(function: Callable[..., Any], args: tuple[Any, ...], limits: ChildLimits) -> "_Child":
    """Fork where one thread alone is running; threads may hold locks that a fork would never see released."""
    answers, written = os.pipe()
    start = _fork if _is_single() else _spawn
    try:
        return _Child(start(function, args, limits, written), answers, limits)
    except BaseException:
        os.close(answers)
        raise
    finally:
        os.close(written)


def _is_single() -> bool:
    try:
        return len(os.listdir(TASKS)) == 1
    except OSError:
        return False


def _fork(function: Callable[..., Any], args: tuple[Any, ...], limits: ChildLimits, written: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        gc.freeze()
        child.close_all_but(written)
        child.work(function, args, written, limits)
    finally:
        os._exit(1)


def _spawn(function: Callable[..., Any], args: tuple[Any, ...], limits: ChildLimits, written: int) -> int:
    name = f"{function.__module__}:{function.__qualname__}"
    with tempfile.TemporaryFile() as told:
        told.write(child.encoded([name, limits, args]))
        told.seek(0)
        actions = [
            (os.POSIX_SPAWN_DUP2, told.fileno(), 0),
            (os.POSIX_SPAWN_DUP2, written, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        arguments = [sys.executable, "-s", "-P", "-B", "-m", child.__name__]
        about = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        return os.posix_spawn(sys.executable, arguments, about, file_actions=actions)


class _Child:
    """A running child and the way its answers come."""

    def __init__(self, pid: int, answers: int, limits: ChildLimits) -> None:
        self.pid, self.answers, self.limits = pid, answers, limits
        self.ended: int | None = None

    def frame(self) -> bytes | None:
        """Return the next answer, or nothing after the last; raise `Stopped` where the child did not come to it."""
        until = time.monotonic() + self.limits.silent_seconds
        tag, size = child.HEAD.unpack(self._read(child.HEAD.size, until))
        if tag == child.END:
            return None
        if tag == child.MEMORY or size > self.limits.answer_bytes:
            raise TooMuchMemory
        content = self._read(size, until)
        if tag == child.ITEM:
            return content
        raise Crashed(content[:200].decode("utf-8", "replace"))

    def _read(self, size: int, until: float) -> bytes:
        found = bytearray()
        poll = select.poll()
        poll.register(self.answers, select.POLLIN)
        while len(found) < size:
            if not poll.poll(max(0, until - time.monotonic()) * 1000):
                raise TooMuchTime("silent")
            some = os.read(self.answers, min(BLOCK, size - len(found)))
            if not some:
                raise self._reason()
            found += some
        return bytes(found)

    def _reason(self) -> Stopped:
        """Return why the child ended without a word, as its status tells."""
        status = self._reaped()
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if number == signal.SIGXCPU:
            return TooMuchTime("processor")
        if number == signal.SIGKILL:
            return TooMuchMemory("killed")
        return Crashed(signal.Signals(number).name if number else "ended")

    def _reaped(self) -> int:
        if self.ended is None:
            try:
                _, self.ended = os.waitpid(self.pid, 0)
            except ChildProcessError:
                self.ended = 0
        return self.ended

    def end(self) -> None:
        """End the child, whatever it does, and leave nothing of it behind."""
        os.close(self.answers)
        if self.ended is None:
            os.kill(self.pid, signal.SIGKILL)
            self._reaped()
