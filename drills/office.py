"""An office for one drill: its own folder, its own database server, the demo's people, a server to kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

CONSOLE = Path(sys.executable).with_name("tongban")
FONTS = Path(__file__).resolve().parents[1] / "var" / "fonts"
PATIENCE_SECONDS = 120
ISSUING = """
from datetime import timedelta
from tongban.operations.start import start_django
start_django()
from django.utils.timezone import localdate, now
from tongban.doors.api import actions
from tongban.doors.api.models import Client
from tongban.ground.people.models import User
client, by = Client.objects.get(), User.objects.get(username="guanli")
actions.set_rights(client, scopes=client.scopes, per_minute=6000, by=by, at=now())
print(actions.issue_key(client, expires_on=localdate() + timedelta(days=7), by=by, at=now())[1])
"""
STOPPING = "from config import database, embedded; embedded.stop(database.VAR / 'postgres')"


@dataclass
class Office:
    """A Tongban in a folder of its own; the port stays the same from one start to the next."""

    var: Path
    port: int = 0
    is_on_small_disk: bool = False
    server: subprocess.Popen[bytes] | None = None
    _free: socket.socket = field(default_factory=socket.socket)

    def open(self) -> None:
        """Make the database, load the demo and start the server."""
        self._free.bind(("127.0.0.1", 0))
        self.port = int(self._free.getsockname()[1])
        self._free.close()
        (self.var / "fonts").symlink_to(FONTS)
        self.run("migrate")
        self.run("demo")
        self.start()

    @property
    def environment(self) -> dict[str, str]:
        """Return what the office's processes are told: production settings, and a short time between duties."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAN_")}
        return {**kept, "TONGBAN_VAR": str(self.var), "TONGBAN_SEAL_MINUTES": "0.1"}

    def run(self, *arguments: str, script: str = "") -> str:
        """Run a command, or a script in the office's Python, and return what it printed."""
        command = [sys.executable, "-c", script] if script else [str(CONSOLE), *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=600, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments) or 'script'}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.var / "server.log").open("a") as log:
            command = [str(CONSOLE), "serve", "--port", str(self.port)]
            self.server = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until_well()

    def stop(self) -> None:
        """Stop the server in good order."""
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(timeout=60)

    def close(self) -> None:
        """Stop the server and the database."""
        self.stop()
        with suppress(RuntimeError):
            self.run(script=STOPPING)

    def key(self) -> str:
        """Issue a key to the demo's connected system, which may ask as often as it likes."""
        return self.run(script=ISSUING).splitlines()[-1]

    def workers(self) -> list[int]:
        """Return the process numbers of the server's workers."""
        parent = self.server.pid if self.server else 0
        return [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]

    def postmaster(self) -> int:
        """Return the process number of the database server."""
        return int((self.var / "postgres" / "postmaster.pid").read_text().split()[0])

    def wait_until_well(self) -> float:
        """Wait until the office answers that it is well; return for how many seconds it did not."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            if self._is_well():
                return time.monotonic() - began
            time.sleep(0.2)
        raise RuntimeError(f"the office did not come back; see {self.var / 'server.log'}")

    def _is_well(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()
