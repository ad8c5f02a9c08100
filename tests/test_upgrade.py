"""An installation of version 0.1 led over: its ledger had no MACs, no images of rows, no name; its notes were lines of text."""

import os
import subprocess
import sys

import pytest

from config.database import OWNER_VARIABLE, ROOT, VARIABLE
from tests.journeys.installation import Installation, new_database

AS_0_1 = """
from datetime import timedelta
from django.db import connection
from django.utils.timezone import now
from tongban.ground.ledger import keys, merkle, witness
from tongban.ground.ledger.chain import START, Statement, link
from tongban.ground.ledger.seals import SealStatement
from tongban.ground.people.models import Department

Department.objects.create(code="KEPT", name="示例科")
ENTRY = ("subject", "kind", "move", "before", "after", "basis", "by_name", "by_role", "at", "note", "payload_digest")
SEAL = ("number", "at", "last_id", "count", "root", "previous", "key_id")

def insert(table, **columns):
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", list(columns.values()))
    return cursor.fetchone()[0]

with connection.cursor() as cursor:
    entry, seal, by = START, START, keys.signer()
    for number, hours in enumerate((0, -5, 1), 1):  # 0.1 did not hold to the order of times
        said = Statement("A", "act", "correct", "", "", "budget-law:57", "", "系统", "", now() + timedelta(hours=hours), "", "")
        made = link(said, number, entry)
        entry = made.hash
        written = {name: getattr(said, name) for name in ENTRY}
        id = insert("ledger_entry", **written, payload="{}", number=number, previous=made.previous, hash=made.hash)
        tree = merkle.Tree()
        tree.add([merkle.leaf(id, entry)])
        said = SealStatement(number, now(), ((id, id),), id, 1, tree.root(), seal, by.key_id)
        seal, signature = said.hash(), by.sign(said.content())
        written = {name: getattr(said, name) for name in SEAL}
        insert("ledger_seal", **written, ranges=f"[[{id}, {id}]]", hash=seal, signature=signature)
        keys.make_folder(keys.folder() / "seals")
        with (keys.folder() / "seals" / f"{witness.place()}.txt").open("a") as notes:
            notes.write(f"{number} {seal}\\n")
"""
ACT = """
from datetime import timedelta
from django.utils.timezone import now
from tongban.ground.ledger import record
record("A", "correct", by=None, at=now() + timedelta(hours=HOURS), basis="budget-law:57")
"""


@pytest.fixture
def former(tmp_path):
    """An installation as 0.1 left it: led back by the migrations themselves, entries and seals written as it wrote them."""
    with new_database(f"upgrade_{os.getpid()}") as (database, owner):
        here = Installation("http://127.0.0.1:1", database, tmp_path, owner)
        here.tongban("migrate")
        django(here, "migrate", "ledger", "0003_last_of")
        (here.var / "keys" / "entry.key").unlink()
        django(here, "shell", "-c", AS_0_1)
        yield here


def django(here, *arguments):
    """Run one of Django's own commands as the owner of the tables."""
    environment = here.environment | {VARIABLE: here.owner, OWNER_VARIABLE: here.owner}
    command = [sys.executable, ROOT / "manage.py", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_one_migration_leads_it_over_and_it_is_whole(former):
    (notes,) = (former.var / "keys" / "seals").glob("*.txt")
    notes.chmod(0o644)

    assert "封存记录与数据库相符，已接续" in former.tongban("migrate")

    assert "封存记录 3 条" in former.tongban("keys")
    assert "台账完整" in former.tongban("verify")
    assert not any(path.stat().st_mode & 0o077 for path in (notes, former.var / "keys" / "entry.key"))
    assert "第 4 次封存" in former.tongban("seal")

    django(former, "shell", "-c", ACT.replace("HOURS", "2"))
    assert "第 5 次封存" in former.tongban("seal")
    former.tongban("backup", str(former.var / "kept.tar"))
    former.tongban("restore", "--replace", str(former.var / "kept.tar"))
    assert "台账完整" in former.tongban("verify")

    django(former, "shell", "-c", ACT.replace("HOURS", "-5"))  # what is entered since is held to more
    assert "时间早于上一条: A · 5" in former.tongban("verify", fails=True)
