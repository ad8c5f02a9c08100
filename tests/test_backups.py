"""Backups with the console, on databases of their own: what travels, what does not, and how the ledger goes on."""

import os
import subprocess
import sys
import tarfile
from urllib.parse import urlsplit

import psycopg
import pytest

from config.database import ROOT
from tests.journeys.installation import Installation, new_database, new_installation

WORDS = "twelve letters or more"
ACT = """
from django.utils.timezone import now
from tongban.ground.ledger import record
record("A", "correct", by=None, at=now(), basis="budget-law:57")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation with two seals."""
    with new_installation(f"backups_{os.getpid()}", tmp_path_factory.mktemp("var")) as here:
        for _ in range(2):
            act_and_seal(here)
        yield here


@pytest.fixture
def machine(tmp_path):
    """Another machine: an empty database, an empty folder."""
    with new_database(f"machine_{os.getpid()}") as (database, owner):
        (tmp_path / "var").mkdir()
        yield Installation("http://127.0.0.1:1", database, tmp_path / "var", owner)


def act_and_seal(here):
    command = [sys.executable, ROOT / "manage.py", "shell", "-c", ACT]
    subprocess.run(command, env=here.environment, check=True, capture_output=True)
    return here.tongban("seal")


def fingerprint(here):
    return here.tongban("keys").splitlines()[1].split()[0]


def with_words(here, words=WORDS):
    file = here.var / "passphrase"
    file.write_text(f"{words}\n")
    return ("--passphrase-file", str(file))


def names(file):
    with tarfile.open(file) as archive:
        return set(archive.getnames())


def test_keys_travel_under_a_passphrase_and_the_ledger_goes_on_elsewhere(home, machine, tmp_path):
    file = tmp_path / "kept.tar"
    said = home.tongban("backup", str(file), *with_words(home))
    assert fingerprint(home) in said
    assert not any("ledger.key" in name or "secret" in name for name in names(file))

    assert "--key" in machine.tongban("restore", str(file), fails=True)
    known = ("--key", fingerprint(home))
    assert "口令" in machine.tongban("restore", str(file), *known, fails=True)
    assert "口令不对" in machine.tongban(
        "restore", str(file), *known, *with_words(machine, "x" * 20), fails=True
    )
    said = machine.tongban("restore", str(file), *known, *with_words(machine))

    assert "台账恢复至第 2 次封存" in said
    assert "台账完整" in machine.tongban("verify")
    assert "第 3 次封存" in act_and_seal(machine)
    assert "台账完整" in machine.tongban("verify")
    for path in ("ledger.key", "secret"):
        assert (machine.var / "keys" / path).read_bytes() == (home.var / "keys" / path).read_bytes()
        assert (machine.var / "keys" / path).stat().st_mode & 0o077 == 0
    with psycopg.connect(machine.database) as connection:
        restored = connection.execute("SELECT payload FROM ledger_entry WHERE move = 'restore'").fetchone()
    assert restored[0]["seal"] == 2


def test_without_a_passphrase_the_keys_stay_and_the_other_machine_cannot_seal(home, machine, tmp_path):
    file = tmp_path / "kept.tar"
    assert "不含密钥" in home.tongban("backup", str(file))
    assert "keys.sealed" not in names(file)

    said = machine.tongban("restore", str(file), "--key", fingerprint(home))
    assert "不能封存" in said
    assert "keys adopt" in machine.tongban("seal", fails=True)
    assert "ledger.key" in machine.tongban("keys", "adopt", fails=True)

    for name in ("ledger.key", "entry.key"):
        (machine.var / "keys" / name).write_bytes((home.var / "keys" / name).read_bytes())
    machine.tongban("keys", "adopt")
    assert "第 3 次封存" in act_and_seal(machine)
    assert "台账完整" in machine.tongban("verify")


def test_an_older_backup_in_place_loses_seals_and_gives_no_number_twice(home, tmp_path):
    file = tmp_path / "kept.tar"
    home.tongban("backup", str(file))
    act_and_seal(home)
    third = act_and_seal(home)
    number = int(third.split("第 ")[1].split(" ")[0])

    said = home.tongban("restore", "--replace", str(file))

    assert f"第 {number - 1}—{number} 次封存" in said
    assert f"第 {number + 1} 次封存" in act_and_seal(home)
    assert "台账完整" in home.tongban("verify")
    lost = third.strip().rpartition(" ")[2]
    assert "已随恢复失去" in home.tongban("verify", "--since", f"{number}:{lost}", fails=True)


def test_a_database_put_in_the_place_of_another_is_told(home):
    name = urlsplit(home.database).path.lstrip("/")
    server = os.environ["TONGBAN_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} RENAME TO {name}_old")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {name}_old OWNER {name}_owner")
    with psycopg.connect(home.owner) as connection:
        connection.execute("ALTER TABLE ledger_seal DISABLE TRIGGER USER; DELETE FROM ledger_seal")

    assert "另一个数据库" in home.tongban("verify", fails=True)
    assert "没有封存" in home.tongban("seal", fails=True)
    with psycopg.connect(home.database) as connection:
        assert connection.execute("SELECT count(*) FROM ledger_seal").fetchone() == (0,)
