"""The command that checks an archive package without a database."""

import json

import pytest
import typer
from typer.testing import CliRunner

from tongban.ground.kit.bags import bag
from tongban.operations.archive_commands import archive

EMPTY = json.dumps({"subject": "CASE-2022-000001", "entries": []}).encode()


@pytest.fixture
def check(tmp_path):
    """Return how a package is checked on the command line: the exit code and what was said."""
    app = typer.Typer()
    app.command()(archive)

    def run(content, act="check"):
        file = tmp_path / "case.zip"
        file.write_bytes(content)
        answer = CliRunner().invoke(app, [act, str(file)])
        return answer.exit_code, answer.output

    return run


def test_what_is_missing_is_said(check):
    code, said = check(bag({"index.json": b"{}", "ledger/chain.json": EMPTY}, {}))

    assert code == 1
    assert "缺少 index.xml" in said
    assert "台账链为空" in said


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_no_package_is_said(check, content):
    code, said = check(content)

    assert code == 1
    assert "ZIP" in said


def test_only_check_is_known(check):
    assert check(b"", act="burn")[0] != 0
