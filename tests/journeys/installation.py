"""An installation for one run: its own database, its own var, the demo loaded, the server up."""

import os
import secrets
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
from shutil import copytree
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config.database import OWNER_VARIABLE, VAR, VARIABLE
from config.roles import address_of
from tests.tables import hand_over, tables

CONSOLE = Path(sys.executable).with_name("tongban")
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Installation:
    """A running Tongban: the address to open, its database as its two roles reach it, its folder, its commands."""

    address: str
    database: str
    var: Path
    owner: str = ""

    def tongban(self, *arguments: str, fails: bool = False) -> str:
        """Run a console command on this installation and return what it printed."""
        return _console(self.environment, *arguments, fails=fails)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of this installation's processes: production settings, nothing of the tests'."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAN_")}
        roles = {VARIABLE: self.database, OWNER_VARIABLE: self.owner or self.database}
        own = {"TONGBAN_VAR": str(self.var), "TONGBAN_SEAL_MINUTES": "0", "TONGBAN_DEMO": "1"}
        return {**kept, **roles, **own}

    def children(self) -> list[int]:
        """The processes that the server has started: its workers, and the one for what happens by itself."""
        parent = (self.var / "server.pid").read_text()
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]

    def kill_children(self) -> None:
        """Kill what the server has started, as a power cut would; it starts others by itself."""
        for pid in self.children():
            os.kill(pid, signal.SIGKILL)

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
def demo_installation(var: Path) -> Iterator[Installation]:
    """Make an installation with the demo, and remove it afterwards."""
    (var / "fonts").symlink_to(VAR / "fonts")
    with new_installation(f"journey_{os.getpid()}", var) as here:
        here.tongban("demo")
        yield here


@contextmanager
def new_installation(name: str, var: Path) -> Iterator[Installation]:
    """Make an installation in which nothing was done; its tables are a copy, so migrating them takes a moment."""
    with new_database(name, tables()) as (database, owner):
        hand_over(name, f"{name}_owner")
        key = var / "keys" / "entry.key"
        key.parent.mkdir(mode=0o700)
        key.touch(0o600)
        key.write_bytes(secrets.token_bytes(32))
        here = Installation(f"http://127.0.0.1:{_free_port()}", database, var, owner)
        here.tongban("migrate")
        yield here


def copy_of(here: Installation, var: Path) -> Installation:
    """Copy an installation that does not run yet; its database goes with the one that it is a copy of."""
    copytree(here.var, var, symlinks=True)
    address, name = os.environ[VARIABLE], urlsplit(here.database).path.lstrip("/")
    copy, owner = f"{name}_copy", f"{name}_owner"
    words = {"name": sql.Identifier(name), "copy": sql.Identifier(copy), "owner": sql.Identifier(owner)}
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {name} OWNER {owner}").format(**words))
    roles = address_of(name, address, copy), address_of(owner, address, copy)
    return Installation(f"http://127.0.0.1:{_free_port()}", roles[0], var, roles[1])


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
def new_database(name: str, template: str = "template0") -> Iterator[tuple[str, str]]:
    """Make a database with two roles on the run's server, give the addresses of both (serving, owner), drop all."""
    server, owner = os.environ[VARIABLE], f"{name}_owner"
    words = {
        "name": sql.Identifier(name),
        "owner": sql.Identifier(owner),
        "template": sql.Identifier(template),
    }
    with psycopg.connect(server, autocommit=True) as connection:

        def run(*statements: str) -> None:
            for statement in statements:
                connection.execute(sql.SQL(statement).format(**words))

        run(
            "CREATE ROLE {owner} LOGIN CREATEDB",
            "CREATE ROLE {name} LOGIN",
            "CREATE DATABASE {name} OWNER {owner} ENCODING 'UTF8' TEMPLATE {template}",
        )
        try:
            yield address_of(name, server, name), address_of(owner, server, name)
        finally:
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"])
            for (database,) in rows.fetchall():
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
            run("DROP ROLE {name}", "DROP ROLE {owner}")


@contextmanager
def server(here: Installation) -> Iterator[None]:
    """Serve an installation."""
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
