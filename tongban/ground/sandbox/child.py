"""The child's side: take the limits, call one function, send back data; it knows nothing else of the parent.

A process of one thread forks and calls `work`; one with threads starts ``python -m tongban.ground.sandbox.child``,
which is told the function and its arguments on its standard input.
"""

import gc
import importlib
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Any, NoReturn, get_type_hints

import msgspec

from tongban.ground.sandbox.limits import ChildLimits

ITEM, END, MEMORY, CRASH = b"i", b"e", b"m", b"c"
HEAD = struct.Struct("<cI")
NO_MEMORY = HEAD.pack(MEMORY, 0)
NO_NETWORK = 0x40000000 | 0x10000000
"""CLONE_NEWNET and CLONE_NEWUSER: a network of its own without any device."""


class Call(msgspec.Struct, array_like=True):
    """What a new process is asked to do."""

    function: str
    limits: ChildLimits
    args: msgspec.Raw


def encoded(value: object) -> bytes:
    """Return a value as data: structs, dataclasses, plain values, paths."""
    return msgspec.msgpack.encode(value, enc_hook=str)


def decoded(content: bytes | msgspec.Raw, kind: Any) -> Any:
    """Return data as what it must be; anything else is an error, so no child can make the parent run anything."""
    return msgspec.msgpack.decode(content, type=kind, dec_hook=_path)


def _path(kind: type, text: str) -> PurePath:
    if issubclass(kind, PurePath):
        return kind(text)
    raise NotImplementedError(kind)


def work(function: Callable[..., Any], args: tuple[Any, ...], answers: int, limits: ChildLimits) -> NoReturn:
    """Call the function within the limits, send what it returns or yields, and end this process."""
    try:
        limits.impose()
        answer = function(*args)
        for item in answer if isinstance(answer, Iterator) else (answer,):
            _send(answers, ITEM, encoded(item))
            limits.renew()
        _send(answers, END)
    except MemoryError:
        os.write(answers, NO_MEMORY)
    except BaseException as error:
        _send(answers, CRASH, _where(error).encode())
    finally:
        os._exit(0)


def _send(answers: int, tag: bytes, content: bytes = b"") -> None:
    rest = memoryview(HEAD.pack(tag, len(content)) + content)
    while rest:
        rest = rest[os.write(answers, rest) :]


def _where(error: BaseException) -> str:
    """Return the kind of an error and its place; what it says may quote the file and stays here."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"


def close_all_but(kept: int) -> None:
    """Leave the child nothing open but the way back: no socket, no database, no terminal."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        if standard != kept:
            os.dup2(null, standard)
    most = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, kept) if kept > 3 else None
    os.closerange(max(3, kept + 1), most)


def _without_network() -> None:
    """Leave the network where the system allows it to whoever asks; elsewhere the limits alone hold."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "unshare"):
        libc.unshare(NO_NETWORK)


def main() -> NoReturn:
    """Begin as a new process."""
    call = decoded(sys.stdin.buffer.read(), Call)
    answers = os.dup(1)
    close_all_but(answers)
    module, _, name = call.function.partition(":")
    function = getattr(importlib.import_module(module), name)
    hints = get_type_hints(function)
    hints.pop("return")
    _without_network()
    os.nice(5)
    gc.freeze()
    work(function, decoded(call.args, tuple[tuple(hints.values())]), answers, call.limits)  # type: ignore[misc]


if __name__ == "__main__":
    main()
