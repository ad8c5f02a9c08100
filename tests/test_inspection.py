"""What the check of an installation says of the virus scanner, the duties, the outbox and lost keys."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now

from config.database import ROOT
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit import heartbeat
from tongban.ground.kit.virus_scan import ClamAV
from tongban.ground.ledger import macs, record
from tongban.ground.ledger.keys import signer
from tongban.ground.matters import runs
from tongban.ground.matters.duties import HOURS, Duty
from tongban.operations import inspection
from tongban.operations.inspection import _background, _duties, _outbox, _scanner


@pytest.mark.parametrize(
    ("address", "state", "told"),
    [
        ("", "advice", "未启用"),
        ("unix:/nowhere", "missing", "无法连接"),
        ("http://x", "missing", "tcp://host:3310"),
    ],
)
def test_a_scanner_that_is_not_there_is_told(settings, address, state, told):
    settings.VIRUS_SCANNER = address

    (finding,) = _scanner()

    assert finding.state == state
    assert told in finding.text


def test_a_scanner_that_answers_is_told_with_its_version(settings, monkeypatch):
    settings.VIRUS_SCANNER = "tcp://127.0.0.1:3310"
    monkeypatch.setattr(ClamAV, "version", lambda self: "ClamAV 1.0.3/27000")

    (finding,) = _scanner()

    assert (finding.state, "ClamAV 1.0.3" in finding.text) == ("good", True)


@pytest.mark.django_db
def test_a_background_child_that_broke_off_is_told_and_one_that_was_told_to_end_is_not():
    heartbeat.end(heartbeat.start_run(at=now() - timedelta(hours=3)), at=now() - timedelta(hours=2))
    assert [(each.state, "网站未运行" in each.text) for each in _background()] == [("advice", True)]

    heartbeat.start_run(at=now() - timedelta(hours=1))
    assert [(each.state, "已退出" in each.text) for each in _background()] == [("missing", True)]

    heartbeat.start_run(at=now())
    assert [(each.state, "意外退出 1 次" in each.text) for each in _background()] == [("advice", True)]


@pytest.mark.django_db
def test_a_duty_that_fails_is_told_until_it_succeeds():
    def fails(*, at):
        raise OSError(28, "No space left on device")

    at = now()
    runs.run(Duty("ledger.seal", "Seal", HOURS, fails), at=at)
    (finding,) = _duties()
    assert finding.state == "missing"
    assert "台账封存：连续 1 次未成功，OSError: [Errno 28] No space left on device" in finding.text

    runs.run(Duty("ledger.seal", "Seal", HOURS, lambda at: 0), at=at)
    assert [each.state for each in _duties()] == ["good"]


@pytest.mark.django_db
def test_duties_that_nobody_does_are_told():
    runs.run(Duty("ledger.seal", "Seal", HOURS, lambda at: 0), at=now() - timedelta(days=1))

    assert [each.state for each in _duties()] == ["advice"]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "told"), [("dead", "1 件未能送出"), ("waiting", "1 件已等待超过一小时")])
def test_what_could_not_be_sent_is_told(state, told):
    at = now() - timedelta(hours=2)
    Outgoing.objects.create(kind="courier.order", key="1", state=state, put_at=at, due_at=at)

    (finding,) = _outbox()

    assert (finding.state, told in finding.text) == ("advice", True)


@pytest.mark.django_db
def test_an_empty_outbox_is_well():
    assert [each.state for each in _outbox()] == ["good"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["entry.key", "ledger.key"])
def test_a_lost_key_is_told(settings, tmp_path, monkeypatch, name):
    (tmp_path / "keys").mkdir()
    settings.LEDGER_KEYS = tmp_path / "keys"
    monkeypatch.setattr(inspection, "VAR", tmp_path)
    signer()
    macs.make_first_key()
    record("A", "correct", by=None, at=now(), basis="budget-law:57")
    assert "不见了" not in "".join(each.text for each in inspection._keys())

    (tmp_path / "keys" / name).unlink()
    (finding,) = inspection._keys()

    assert finding.state == "missing"
    assert f"{name} 不见了" in finding.text


def test_a_report_with_a_character_that_no_font_has_is_refused_in_plain_words_without_django(tmp_path):
    report = tmp_path / "r.txt"
    printed = (ROOT / "tongban/demo/data/2022-as-printed.txt").read_text("utf-8")
    report.write_text(printed.replace("部门", "部门\U0002ebf1", 1), "utf-8")
    command = [Path(sys.executable).with_name("tongban"), "report", report, "--format", "pdf"]

    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == 1
    assert "U+2EBF1" in done.stderr
    assert "Traceback" not in done.stderr
