"""The web server: granian's workers over config.wsgi, and every few minutes what happens by itself."""

import ctypes
import errno
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError

from tongban.operations.start import OperationError, say

SEAL_MINUTES = "TONGBAN_SEAL_MINUTES"
THREADS_PER_WORKER = 4
BEAT_SECONDS = 60.0
END_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


def serve(host: str, port: int, workers: int, *, access_log: bool) -> None:
    """Serve until told to stop; returns when every worker has ended."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from tongban.ground.ledger.at_once import SEALER

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
        log_access=access_log,
    )
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    _load_application()
    SEALER.is_on = True
    connections.close_all()  # the workers are forks and open their own
    stop_upkeep = keep_in_order_every(float(os.environ.get(SEAL_MINUTES, "10")))
    stop_beating = beat_every(BEAT_SECONDS)
    try:
        server.serve(target_loader=_in_worker, wrap_loader=False)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop_upkeep()
        stop_beating()


def _load_application() -> Any:
    """Load the whole product once, before the workers are forked: they share its memory and start at once."""
    from django.urls import get_resolver

    from config.wsgi import application
    from tongban.account.insight.queries import get_ready

    get_resolver().url_patterns  # noqa: B018
    get_ready()
    return application


def _in_worker() -> Any:
    """Return the application to a worker: only its parent stops it, at any moment, and it never outlives it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.setpgid(0, 0)  # Ctrl+C is for the parent; a worker told twice to stop would hang
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    return _load_application()


def need_free_port(host: str, port: int) -> None:
    """Refuse a port that another program listens on, or that this user may not open."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            raise OperationError(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被其他程序占用。请换一个：tongban serve --port {port + 1}（make demo PORT={port + 1}）"
    if error.errno == errno.EACCES:
        return f"当前用户不能使用端口 {port}。请用 1024 以上的端口，由 nginx 转发。"
    return f"不能在 {host}:{port} 提供服务：{error.strerror}"


def tell_address(host: str, port: int) -> None:
    """Print the address to open, and what is missing for other machines to reach it."""
    from django.conf import settings

    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    say(f"\n  通办已启动，请在浏览器打开 · Tongban is up, open\n\n      http://{shown}:{port}/\n")
    say("  按 Ctrl+C 停止 · Ctrl+C stops it\n")
    local_only = {"localhost", "127.0.0.1", "[::1]"}
    if shown != host and set(settings.ALLOWED_HOSTS) <= local_only:
        say("  ! 其他电脑访问前，请在 TONGBAN_HOSTS 中写明域名或地址（逗号分隔）。\n")


def keep_in_order_every(minutes: float) -> Callable[[], None]:
    """Do what happens by itself every so many minutes (0: never); return what stops it."""
    return _every(minutes * 60, keep_in_order, "upkeep") if minutes > 0 else lambda: None


def beat_every(seconds: float) -> Callable[[], None]:
    """Note from now on that the server is up; return what stops it."""
    from django.db import connections
    from django.utils import timezone

    from tongban.ground.kit import heartbeat

    run = heartbeat.begin(at=timezone.now())
    connections.close_all()

    def beat() -> None:
        try:
            heartbeat.beat(run, at=timezone.now())
        except DatabaseError as error:
            say(f"! 心跳未能记录：{error}")
        finally:
            connections.close_all()

    return _every(seconds, beat, "heartbeat")


def _every(seconds: float, duty: Callable[[], None], name: str) -> Callable[[], None]:
    stopped = threading.Event()

    def keep_on() -> None:
        while not stopped.wait(seconds):
            duty()

    threading.Thread(target=keep_on, name=name, daemon=True).start()
    return stopped.set


def keep_in_order() -> None:
    """Do the day's duties, seal the ledger, forget old sign-ins; what fails is told and tried again next time."""
    from django.db import connections
    from django.utils import timezone

    from tongban.account.insight.actions import refresh
    from tongban.doors.api.actions import forget_answers
    from tongban.ground.kit import throttle
    from tongban.ground.ledger.sealing import seal
    from tongban.ground.people.actions import forget_old_sign_ins
    from tongban.work.cases.actions import run_daily

    for said, duty in (
        ("每日自动事项", run_daily),
        ("台账封存", seal),
        ("快照与指标", refresh),
        ("清理登录记录", forget_old_sign_ins),
        ("清理访问频次", throttle.forget),
        ("清理接口应答", forget_answers),
    ):
        try:
            duty(at=timezone.now())
        except Exception as error:
            say(f"! {said}未成功，稍后再试：{error}")
    connections.close_all()
