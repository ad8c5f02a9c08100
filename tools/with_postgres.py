"""Run a command on a real PostgreSQL ≥ 15: ``with_postgres.py COMMAND…``.

TONGBAN_DATABASE_URL names one; otherwise Debian's server runs on a temporary cluster, reached through a
local socket by a user who is no superuser, and is removed afterwards.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installing import debian
from installing.diagnosis import explain
from installing.workshop import CommandError, SetupError, run, step

VARIABLE = "TONGBAN_DATABASE_URL"
OLDEST = 15
STATEMENTS = (
    "CREATE ROLE tongban LOGIN SUPERUSER",  # tests make roles of their own and try what each of them may
    "CREATE DATABASE tongban OWNER tongban",
)
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/tongban-tests.conf")


def main(command: list[str]) -> int:
    """Run the command; return its exit status."""
    if not command:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        if os.environ.get(VARIABLE):
            return subprocess.call(command)  # noqa: S603
        with temporary_server(programs()) as address:
            return subprocess.call(command, env={**os.environ, VARIABLE: address})  # noqa: S603
    except SetupError as stop:
        sys.stderr.write(f"\n✗ {stop}\n")
    except CommandError as failure:
        sys.stderr.write(f"\n✗ {explain(failure)}\n")
    return 1


def programs() -> Path:
    """Return the folder of the newest PostgreSQL server here; install Debian's where there is none."""
    found = _installed()
    if found is None and debian.may_install():
        _install_without_cluster()
        found = _installed()
    if found is None:
        raise SetupError(
            f"需要 PostgreSQL {OLDEST} 以上。请安装 postgresql，或用 {VARIABLE} 指明一个服务器。",
            f"PostgreSQL {OLDEST} or newer is needed: install postgresql, or name a server in {VARIABLE}.",
        )
    return found


def _installed() -> Path | None:
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    fitting = [path for path in folders if int(path.parent.name) >= OLDEST]
    return max(fitting, key=lambda path: int(path.parent.name), default=None)


def _install_without_cluster() -> None:
    """Install the server without the cluster Debian would start at once."""
    as_root = os.geteuid() == 0
    if as_root:
        NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
        NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        debian.install("postgresql")
    finally:
        if as_root:
            NO_CLUSTER.unlink(missing_ok=True)


@contextmanager
def temporary_server(binaries: Path) -> Iterator[str]:
    """Start a server on a cluster of its own, give its address, stop it and remove the cluster."""
    owner = "postgres" if os.geteuid() == 0 else None
    place = Path(tempfile.mkdtemp(prefix="tongban-postgres-"))
    if owner:
        shutil.chown(place, owner, pwd.getpwnam(owner).pw_gid)
    data, log = place / "data", place / "log"
    step(f"启动临时 PostgreSQL {binaries.parent.name}", "temporary server")
    try:
        _run(owner, [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"])
        options = f"-k {place} -c listen_addresses= -c fsync=off"
        _run(owner, [binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"])
        for statement in STATEMENTS:
            _run(owner, [binaries / "psql", "-h", place, "-U", "postgres", "-q", "-c", statement])
        yield f"postgresql://tongban@/tongban?host={place}"
    finally:
        if (data / "postmaster.pid").exists():
            _run(owner, [binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(place, ignore_errors=True)


def _run(owner: str | None, command: list[str | Path]) -> None:
    as_owner = ["runuser", "-u", owner, "--"] if owner else []
    run([*as_owner, *command], cwd=Path("/"), env={"LC_ALL": "C.UTF-8"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
