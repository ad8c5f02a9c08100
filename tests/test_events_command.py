import json

import pytest
import typer

from tongban.operations import event_commands
from tongban.work.cases.tests.cast import MONDAY
from tongban.work.cases.tests.conftest import draft, filed, files_elsewhere, house, material  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch):
    monkeypatch.setattr(event_commands, "start_django", lambda: None)


def test_the_command_writes_the_events_of_all_cases(filed, tmp_path, capsys):  # noqa: F811
    event_commands.events(tmp_path / "cases.json", "ocel", MONDAY, None)

    log = json.loads((tmp_path / "cases.json").read_text())
    assert [event["type"] for event in log["events"]] == ["begin", "file"]
    assert "1 件" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("out", "form"), [("cases.json", "pdf"), ("nowhere/cases.json", "ocel"), ("cases.xes", "xes")]
)
def test_the_command_says_what_is_wrong_and_writes_nothing(tmp_path, out, form):
    with pytest.raises(typer.Exit):
        event_commands.events(tmp_path / out, form, None, None)

    assert not list(tmp_path.iterdir())
