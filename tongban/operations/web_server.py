"""The web server: granian's workers over config.wsgi; beside them a process for what happens by itself, and the live server."""

import ctypes
import errno
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from config import embedded
from config.database import embedded_data
from tongban.operations.start import OperationError, say

THREADS_PER_WORKER = 4
LIVE = (sys.executable, "-m", "tongban.operations.live_server")
END_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


def serve(host: str, port: int, workers: int, *, access_log: bool) -> None:
    """Serve until told to stop; returns when every worker has ended."""
    from django.conf import settings
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from tongban.ground.ledger.seal_thread import SEALER
    from tongban.operations.background_child import BackgroundChild
    from tongban.operations.preload import preload

    server = Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_PER_WORKER,
        workers_kill_timeout=15,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        log_access=access_log,
    )
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    preload()
    SEALER.is_on = True
    connections.close_all()  # the workers are forks and open their own
    background = BackgroundChild()
    background.start(host, str(port))
    children = [background]
    if settings.LIVE_PORT:
        children.append(BackgroundChild(*LIVE, host, str(settings.LIVE_PORT)))
        children[-1].start()
    try:
        server.serve(target_loader=_in_worker, wrap_loader=False)
    finally:
        _stop(children)


def _stop(children: Iterable[Any]) -> None:
    """End the children, undisturbed, and let go of what was frozen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children:
        child.stop()
    if data := embedded_data():
        embedded.hold(data)
    gc.unfreeze()  # libraries count at the end what was not let go


def _in_worker() -> Any:
    """Return the application to a worker: only its parent stops it, at any moment, and it never outlives it."""
    from config.wsgi import application
    from tongban.operations.preload import ask_first_figures

    for handled_by_parent in (signal.SIGTERM, signal.SIGCHLD, signal.SIGALRM):
        signal.signal(handled_by_parent, signal.SIG_DFL)
    os.setpgid(0, 0)  # Ctrl+C is for the parent; a worker told twice to stop would hang
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    ask_first_figures()
    return application


def require_free_port(host: str, port: int) -> None:
    """Refuse a port that another program listens on, or that this user may not open."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            raise OperationError(_why_not(error, host, port)) from error


def port_beside(host: str, port: int) -> int:
    """Return a free port for the live server: the next one, or any."""
    for wanted in (port + 1, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, wanted))
            except (OSError, OverflowError):
                continue
            return int(probe.getsockname()[1])
    return 0


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被其他程序占用。请换一个：tongban serve --port {port + 1}（make demo PORT={port + 1}）"
    if error.errno == errno.EACCES:
        return f"当前用户不能使用端口 {port}。请用 1024 以上的端口，由 nginx 转发。"
    return f"不能在 {host}:{port} 提供服务：{error.strerror}"


def local_address(host: str, port: int) -> str:
    """Return the address under which this machine reaches the server."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def print_when_ready(host: str, port: int) -> None:
    """Say that the server is up once it has answered, and not before."""
    address = local_address(host, port)
    while not _answers(urlsplit(address).hostname or host, port):
        time.sleep(0.1)
    print_address(address, is_for_all=host in ("0.0.0.0", "::"))  # noqa: S104


def _answers(host: str, port: int) -> bool:
    """Return whether a worker answers, whatever it says: another host name, or HTTPS, may be asked for."""
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def print_address(address: str, *, is_for_all: bool) -> None:
    """Print the address to open, and what is missing for other machines to reach it."""
    from django.conf import settings

    say(f"\n  通办已启动，请在浏览器打开 · Tongban is up, open\n\n      {address}/\n")
    say("  按 Ctrl+C 停止 · Ctrl+C stops it\n")
    local_only = {"localhost", "127.0.0.1", "[::1]"}
    if is_for_all and set(settings.ALLOWED_HOSTS) <= local_only:
        say("  ! 其他电脑访问前，请在 TONGBAN_HOSTS 中写明域名或地址（逗号分隔）。\n")
