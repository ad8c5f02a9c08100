"""`tongban daily` does the very duties that the server does, and sends what waits in the outbox."""

import pytest
import typer

from tongban.ground.matters import runs
from tongban.ground.matters.duties import HOURS, Duty
from tongban.ground.matters.models import DutyRun
from tongban.operations import background, daily


@pytest.fixture
def command(monkeypatch, settings, tmp_path):
    settings.SNAPSHOTS = tmp_path
    monkeypatch.setattr(daily, "start_django", lambda: None)
    return daily.daily


@pytest.mark.django_db
def test_the_day_is_done_twice_without_harm(command, capsys):
    command()
    command()

    assert capsys.readouterr().out.count("视为受理 0 件") == 2


@pytest.mark.django_db
def test_the_server_and_the_command_do_the_same_duties(command, monkeypatch):
    monkeypatch.setattr(background, "close_connections", lambda: None)
    done = []
    monkeypatch.setattr(runs, "_do", lambda duty, kept, at: done.append(duty.name) or kept)
    monkeypatch.setattr(daily, "_line", lambda label, ran: "")

    background.run_due_duties()
    by_server, done[:] = list(done), []
    with pytest.raises(typer.Exit):
        command()

    assert done == by_server
    assert "files.clear" in done
    assert "ledger.seal" in done


@pytest.mark.django_db
def test_a_duty_that_fails_is_told_and_the_command_fails(command, monkeypatch, capsys):
    def fails(*, at):
        raise RuntimeError("disk full")

    monkeypatch.setattr(runs, "duties", lambda: {"ledger.seal": Duty("ledger.seal", "Seal", HOURS, fails)})

    with pytest.raises(typer.Exit):
        command()

    assert "台账封存 未成功：RuntimeError: disk full" in capsys.readouterr().out
    assert DutyRun.objects.get().failures == 1
