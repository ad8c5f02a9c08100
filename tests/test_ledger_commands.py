from datetime import UTC, datetime

import pytest
import typer
from django.db import connection

from tongban.ground.ledger import macs, record
from tongban.ground.ledger.keys import signer
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.matters.numbers import DOCUMENT, Numbers
from tongban.ground.people.models import Department
from tongban.operations import key_commands, ledger_commands

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def started(monkeypatch):
    for commands in (ledger_commands, key_commands):
        monkeypatch.setattr(commands, "start_django", lambda **_: None)


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


def test_the_console_names_numbers_that_stand_nowhere(capsys):
    numbers = Numbers("苏行审准", DOCUMENT)
    numbers.reserve(2031, 2, reason="迁入旧系统", at=datetime(2031, 1, 4, tzinfo=UTC))
    ledger_commands.verify("numbers")
    numbers.next(2031)

    with pytest.raises(typer.Exit):
        ledger_commands.verify("numbers")

    whole, lost = capsys.readouterr().out.split("✓ 每个编号都有下落")
    assert "苏行审准 2031：编号 2 个，2 个已预留未用（迁入旧系统）" in whole
    assert "缺 1 个：苏行审准〔2031〕3号" in lost


def test_a_long_verification_shows_its_progress(monkeypatch, capsys):
    monkeypatch.setattr(ledger_commands, "LONG", 0)
    write("EVAL-2022-0001")

    ledger_commands.verify()

    assert "台账完整" in capsys.readouterr().out


# --- rows that an administrator mended with SQL on purpose ---------------------------------------------------------


@pytest.fixture
def department():
    made = Department.objects.create(name="示例科")
    write("ORG-1")  # the act beside the row
    return made


def mend(department):
    """Change a row in another transaction than any act, as far as its image can tell."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM ledger_row_image")
        (before,) = cursor.fetchone()
        cursor.execute("UPDATE people_department SET name = '示例一科' WHERE id = %s", [department.pk])
        cursor.execute("ALTER TABLE ledger_row_image DISABLE TRIGGER USER")
        cursor.execute("UPDATE ledger_row_image SET act = 1 WHERE id > %s", [before])


def test_rows_mended_on_purpose_are_adopted_with_the_reason_and_named(department, capsys):
    ledger_commands.seal()
    mend(department)
    with pytest.raises(typer.Exit):
        ledger_commands.verify()
    assert "示例一科" in capsys.readouterr().out

    ledger_commands.ledger("adopt", reason="依批示更正名称（示例）")

    said = capsys.readouterr().out
    assert "示例一科" in said
    assert "已照现状认下 1 处" in said
    made = Entry.objects.get(subject="FACTS", move="adopt")
    assert (made.note, made.payload["rows"]) == ("依批示更正名称（示例）", {"people_department": 1})
    ledger_commands.verify()
    assert "台账完整" in capsys.readouterr().out


def test_nothing_is_adopted_without_a_reason_or_where_nothing_differs(department, capsys):
    with pytest.raises(typer.Exit):
        ledger_commands.ledger("adopt", reason=" ")
    assert "请写明原因" in capsys.readouterr().err

    ledger_commands.ledger("adopt", reason="不需要（示例）")

    assert "没有可认下的" in capsys.readouterr().out
    assert not Entry.objects.filter(move="adopt").exists()


# --- the key of entries is lost ------------------------------------------------------------------------------------


def test_another_key_of_entries_is_begun_on_purpose_recorded_and_sealed(lose_entry_key, capsys):
    write("A")
    ledger_commands.seal()
    former = macs.current_key().key_id
    lose_entry_key()
    with pytest.raises(typer.Exit):
        ledger_commands.verify()
    with pytest.raises(typer.Exit):
        key_commands.keys("begin")
    said = capsys.readouterr()
    assert "entry.key 不见了" in said.out
    assert "请写明原因" in said.err

    key_commands.keys("begin", reason="磁盘损坏（示例）")

    assert f"原密钥 {former}：1 条记录" in capsys.readouterr().out
    assert Entry.objects.get(move="adopt").note == "磁盘损坏（示例）"
    assert Seal.objects.count() == 2
    ledger_commands.verify()
    assert "台账完整" in capsys.readouterr().out


def test_another_key_is_not_begun_while_the_present_one_is_there(capsys):
    write("A")

    with pytest.raises(typer.Exit):
        key_commands.keys("begin", reason="换一个（示例）")

    assert "没有丢失" in capsys.readouterr().err
    assert not Entry.objects.filter(move="adopt").exists()


@pytest.mark.parametrize("act", ["rotate", "adopt"])
def test_without_the_key_of_entries_other_acts_on_keys_change_nothing(lose_entry_key, settings, act, capsys):
    write("A")
    signer()
    lose_entry_key()
    before = sorted(settings.LEDGER_KEYS.rglob("*"))

    with pytest.raises(typer.Exit):
        key_commands.keys(act)

    assert "entry.key" in capsys.readouterr().err
    assert sorted(settings.LEDGER_KEYS.rglob("*")) == before
