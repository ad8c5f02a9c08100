"""The address under which the server is reached: whether it is free, whether it answers, what is printed of it."""

import errno
import socket
import time
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from tongban.operations.start import OperationError, say


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
