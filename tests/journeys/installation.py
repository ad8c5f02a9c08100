"""An installation for one run: its own database, its own var, the demo loaded, the server up."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config.database import VAR, VARIABLE

CONSOLE = Path(sys.executable).with_name("tongban")
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Installation:
    """A running Tongban: the address to open, its database and folder, and its console commands."""

    address: str
    database: str
    var: Path

    def tongban(self, *arguments: str, fails: bool = False) -> str:
        """Run a console command on this installation and return what it printed."""
        return _console(self.environment, *arguments, fails=fails)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of this installation's processes: production settings, nothing of the tests'."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAN_")}
        return {**kept, VARIABLE: self.database, "TONGBAN_VAR": str(self.var), "TONGBAN_SEAL_MINUTES": "0"}

    def kill_workers(self) -> list[int]:
        """Kill the server's workers, as a power cut would; the server starts others by itself."""
        parent = (self.var / "server.pid").read_text()
        workers = [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        return workers

    def wait(self) -> None:
        """Wait until the server answers again."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not _answers(self) and time.monotonic() < until:
            time.sleep(0.2)

    @property
    def log(self) -> str:
        """What the server has printed."""
        return (self.var / "server.log").read_text(errors="replace")


@contextmanager
def running_installation(var: Path, name: str = "journey") -> Iterator[Installation]:
    """Make an installation with the demo, start it, and remove it afterwards."""
    (var / "fonts").symlink_to(VAR / "fonts")
    with new_database(f"{name}_{os.getpid()}") as database:
        here = Installation(f"http://127.0.0.1:{_free_port()}", database, var)
        here.tongban("migrate")
        here.tongban("demo")
        with _server(here):
            yield here


def _console(environment: dict[str, str], *arguments: str, fails: bool) -> str:
    done = subprocess.run(
        [CONSOLE, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    printed = done.stdout + done.stderr
    assert bool(done.returncode) == fails, f"tongban {' '.join(arguments)}: {done.returncode}\n{printed}"
    return printed


@contextmanager
def new_database(name: str) -> Iterator[str]:
    """Make a database on the run's server, give its address, and drop it afterwards."""
    server = urlsplit(os.environ[VARIABLE])
    with psycopg.connect(server.geturl(), autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0")
        connection.execute(create.format(sql.Identifier(name)))
        try:
            yield server._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _server(here: Installation) -> Iterator[None]:
    with (here.var / "server.log").open("w") as log:
        port = str(urlsplit(here.address).port)
        process = subprocess.Popen(
            [CONSOLE, "serve", "--port", port],
            env=here.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        (here.var / "server.pid").write_text(str(process.pid))
        try:
            _wait_for(here, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def _wait_for(here: Installation, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if _answers(here):
            return
        time.sleep(0.2)
    raise AssertionError(f"the server did not come up\n{here.log}")


def _answers(here: Installation) -> bool:
    try:
        urllib.request.urlopen(f"{here.address}/healthz", timeout=5).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        raise AssertionError(f"/healthz answers {error.code}\n{here.log}") from error
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
