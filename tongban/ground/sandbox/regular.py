"""Regular files only: a device, a pipe or a socket that stands under a file's name is never waited for."""

import os
import stat
from pathlib import Path
from typing import BinaryIO


class NotRegular(OSError):
    """What stands there is a folder, a device, a pipe or a socket."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file (or a link to one) to be read; raise `NotRegular`, or OSError as ever."""
    _need_regular(os.stat(path))  # before it is opened: opening a device is an act by itself
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        _need_regular(os.fstat(number))
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """Return a regular file's bytes, one more than agreed at most: who gets that one knows that there is more."""
    with open_regular(path) as file:
        return file.read(min(most, os.fstat(file.fileno()).st_size) + 1)


def regular_size(path: Path) -> int:
    """Return the size of a regular file; raise as `open_regular` does."""
    found = path.stat()
    _need_regular(found)
    return found.st_size


def _need_regular(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotRegular("这不是普通文件 / not a regular file")
