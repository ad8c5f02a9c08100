"""What an administrator does with an installation: look at it, back it up, bring it back, be refused."""

import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from config import embedded
from tests.journeys.installation import PATIENCE_SECONDS, Installation, new_database

ACCOUNTS = "SELECT count(*) FROM evaluation_evaluation"


@pytest.fixture
def empty(tmp_path):
    with new_database(f"operations_{os.getpid()}") as (database, owner):
        yield Installation("http://127.0.0.1:1", database, tmp_path, owner)


@pytest.fixture
def words(tmp_path):
    (tmp_path / "words").write_text("twelve letters or more")
    return ("--passphrase-file", str(tmp_path / "words"))


@pytest.fixture
def backup(installation, tmp_path, words):
    file = tmp_path / "kept.tar"
    installation.tongban("backup", str(file), *words)
    return file


def key_of(installation):
    """Name the key that signs the installation's backups, as its administrator told the other one."""
    return ("--key", installation.tongban("keys").splitlines()[-1].split()[0])


def first(database, query):
    with psycopg.connect(database) as connection:
        (value,) = connection.execute(query).fetchone() or (None,)
    return value


def test_the_check_says_what_an_installation_lacks(installation, empty):
    assert "最新" in installation.tongban("check")
    assert "tongban migrate" in empty.tongban("check", fails=True)


def test_a_backup_is_its_owners_and_lists_what_it_holds(backup, tmp_path):
    with tarfile.open(backup) as archive:
        archive.extract("list.json", tmp_path)
        names = set(archive.getnames())

    listed = json.loads((tmp_path / "list.json").read_text())
    assert backup.stat().st_mode & 0o077 == 0
    assert set(listed["sha256"]) == names - {"list.json", "list.sig"}
    assert {"database.dump", "keys.sealed"} <= names
    assert not names & {"keys/secret", "keys/ledger.key", "keys/entry.key"}


def test_a_backup_comes_back_into_an_empty_database(installation, empty, backup, words):
    empty.tongban("restore", str(backup), *key_of(installation), *words)

    assert first(empty.database, ACCOUNTS) == first(installation.database, ACCOUNTS) > 0
    assert (empty.var / "keys" / "secret").read_bytes() == (installation.var / "keys" / "secret").read_bytes()
    empty.tongban("verify")


def test_a_damaged_backup_is_refused(installation, empty, backup):
    content = bytearray(backup.read_bytes())
    at = content.index(b"PGDMP") + 4000
    content[at] ^= 1
    backup.write_bytes(content)

    assert "已损坏" in empty.tongban("restore", str(backup), *key_of(installation), fails=True)


def test_a_database_in_use_is_not_overwritten(installation, backup):
    assert "--replace" in installation.tongban("restore", str(backup), fails=True)
    assert "停止网站" in installation.tongban("restore", "--replace", str(backup), fails=True)
    assert first(installation.database, ACCOUNTS) > 0


def test_a_killed_background_child_is_started_anew(installation):
    runs = "SELECT count(*) FROM kit_servicerun WHERE NOT is_simulated"
    before = first(installation.database, runs)
    (child,) = [
        pid
        for pid in installation.children()
        if b"background_child" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]

    os.kill(child, signal.SIGKILL)

    until = time.monotonic() + PATIENCE_SECONDS
    while first(installation.database, runs) == before and time.monotonic() < until:
        time.sleep(0.2)
    assert first(installation.database, runs) == before + 1
    assert "is started anew" in installation.log


def test_the_server_refuses_a_taken_port(installation):
    port = str(urlsplit(installation.address).port)

    assert "已被其他程序占用" in installation.tongban("serve", "--port", port, fails=True)


def test_the_server_refuses_a_database_behind_the_program(empty):
    assert "tongban migrate" in empty.tongban("serve", "--port", "18999", fails=True)


@pytest.fixture
def passable():
    """A folder that the embedded server's own user may pass, which pytest's is not."""
    with tempfile.TemporaryDirectory(prefix="tongban-") as folder:
        yield Path(folder)


def test_the_embedded_server_outlives_a_killed_process(passable):
    data = passable / "postgres"
    die = f"from config import embedded; from pathlib import Path; embedded.start(Path({str(data)!r})); "
    killed = subprocess.run([sys.executable, "-c", die + "import os; os.kill(os.getpid(), 9)"])
    assert killed.returncode == -signal.SIGKILL

    live = "print(embedded._postmaster(Path(%r)))" % str(data)  # noqa: UP031
    ended = subprocess.run([sys.executable, "-c", die + live], capture_output=True, text=True, check=True)

    assert int(ended.stdout) > 0
    assert not embedded.stop(data), "the last user has stopped it"
