from datetime import UTC, datetime

import pytest
import typer
from django.db import connection

from tongban.ground.ledger import record
from tongban.operations import ledger_commands

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def started(monkeypatch):
    monkeypatch.setattr(ledger_commands, "start_django", lambda: None)


def write(subject):
    record(subject, "edit", by=None, at=datetime(2022, 9, 28, tzinfo=UTC), basis="budget-law:57")


def test_the_console_seals_what_is_new_and_finds_the_ledger_whole(capsys):
    write("EVAL-2022-0001")

    ledger_commands.seal()
    ledger_commands.seal()
    ledger_commands.verify()

    said = capsys.readouterr().out
    assert "第 1 次封存：1 条记录" in said
    assert "没有新的记录需要封存" in said
    assert "台账完整" in said


def test_the_console_names_what_was_changed_and_ends_with_1(capsys):
    write("EVAL-2022-0001")
    write("EVAL-2022-0002")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE ledger_entry SET note = 'x'")

    with pytest.raises(typer.Exit) as ended:
        ledger_commands.verify(limit=1)

    said = capsys.readouterr().out
    assert ended.value.exit_code == 1
    assert "记录被修改: EVAL-2022-0001 · 1（应为" in said
    assert "另有 1 个问题" in said


def test_a_long_verification_shows_its_progress(monkeypatch, capsys):
    monkeypatch.setattr(ledger_commands, "LONG", 0)
    write("EVAL-2022-0001")

    ledger_commands.verify()

    assert "台账完整" in capsys.readouterr().out
