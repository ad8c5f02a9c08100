"""The command: files and folders in, findings out, and an exit code that says how it went."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from tongban.account.audit import command

APP = typer.Typer()
APP.command()(command.audit)
APP.command()(command.rule)
FIXTURE = Path(__file__).parents[3] / "demo/data/2022-as-printed.txt"


def run(*arguments: object):
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt"):
        shutil.copy(FIXTURE, tmp_path / name)
    (tmp_path / "notes.md").write_text("not a report")
    return tmp_path


def test_errors_make_the_exit_code_one():
    result = run("audit", FIXTURE)

    assert result.exit_code == 1
    assert "IND-01" in result.stdout


def test_without_errors_the_exit_code_is_zero():
    assert run("audit", FIXTURE, "--rule", "IND-09").exit_code == 0


def test_an_unreadable_file_makes_it_two_and_the_others_are_audited(tmp_path):
    result = run("audit", tmp_path / "none.txt", FIXTURE, "--jobs", 1)

    assert result.exit_code == 2
    assert "none.txt" in result.stderr
    assert "IND-01" in result.stdout


def test_json_of_one_file_is_one_object_and_of_many_a_list(folder):
    one = json.loads(run("audit", folder / "a.txt", "--format", "json").stdout)
    many = json.loads(run("audit", folder, "--format", "json").stdout)

    assert list(one) == ["report", "findings", "summary"]
    assert [each["report"]["source"] for each in many] == ["a.txt", "b.txt", "c.txt"]


def test_the_order_does_not_depend_on_the_number_of_workers(folder):
    assert run("audit", folder, "--jobs", 1).stdout == run("audit", folder, "--jobs", 3).stdout


@pytest.mark.parametrize(
    ("options", "families"),
    [(("--rule", "PUB"), {"PUB"}), (("--severity", "error", "--rule", "EVD"), {"EVD"})],
)
def test_rules_and_severity_are_chosen(options, families):
    findings = json.loads(run("audit", FIXTURE, "-f", "json", *options).stdout)["findings"]

    assert {finding["rule"][:3] for finding in findings} == families
    assert "--severity" not in options or {finding["severity"] for finding in findings} == {"error"}


def test_ignored_rules_do_not_run():
    findings = json.loads(
        run("audit", FIXTURE, "-f", "json", "--ignore", "IND", "--ignore", "EVD-01").stdout
    )["findings"]

    assert not {
        rule
        for rule in {finding["rule"] for finding in findings}
        if rule.startswith("IND") or rule == "EVD-01"
    }


def test_a_configuration_sets_thresholds_and_leaves_rules_out(tmp_path):
    config = tmp_path / "audit.toml"
    config.write_text('ignore = ["FMT"]\n[IND-02]\nshare_percent = 60\n[IND-09]\nexternal = ["灾害"]\n')

    rules = {
        each["rule"]
        for each in json.loads(run("audit", FIXTURE, "-f", "json", "--config", config).stdout)["findings"]
    }

    assert not rules & {"IND-02", "IND-09", "FMT-01"}
    assert "IND-03" in rules


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[IND-99]\nx = 1\n", "IND-99"),
        ("[IND-02]\nshare = 1\n", "share_percent"),
        ('[IND-02]\nshare_percent = "many"\n', "应为数字"),
        ("[IND-09]\nexternal = 3\n", "应为文字列表"),
        ("ignore = 3\n", "ignore"),
        ("= nothing", "TOML"),
    ],
)
def test_a_wrong_configuration_is_refused_in_one_line(tmp_path, text, said):
    config = tmp_path / "audit.toml"
    config.write_text(text)

    result = run("audit", FIXTURE, "--config", config)

    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_unknown_rule_is_refused():
    result = run("audit", FIXTURE, "--rule", "XYZ", "--lang", "en")

    assert result.exit_code == 2
    assert "no rule" in result.stderr


def test_a_folder_without_reports_is_refused(tmp_path):
    assert run("audit", tmp_path).exit_code == 2


def test_the_name_of_the_output_decides_the_format(tmp_path):
    page, book = tmp_path / "a.html", tmp_path / "a.xlsx"

    run("audit", FIXTURE, "-o", page)
    run("audit", FIXTURE, "-o", book)

    assert page.read_text().startswith("<!doctype html>")
    assert openpyxl.load_workbook(book).sheetnames == ["审核发现", "汇总"]


def test_many_pages_go_into_a_folder_and_many_findings_into_one_workbook(folder, tmp_path):
    pages, book = tmp_path / "pages", tmp_path / "all.xlsx"

    run("audit", folder / "a.txt", folder / "b.txt", "-f", "html", "-o", pages)
    run("audit", folder / "a.txt", folder / "b.txt", "-o", book)

    assert len(list(pages.glob("*.html"))) == 2
    files = {row[0].value for row in openpyxl.load_workbook(book)["审核发现"].iter_rows(min_row=2)}
    assert {Path(str(file)).name for file in files} == {"a.txt", "b.txt"}


@pytest.mark.parametrize("options", [("-f", "xlsx"), ("-f", "html")])
def test_where_an_output_is_needed_it_is_asked_for(folder, options):
    result = run("audit", folder, *options)

    assert result.exit_code == 2
    assert "--output" in result.stderr


def test_an_output_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    for output in (tmp_path, tmp_path / "none" / "a.json"):
        result = run("audit", FIXTURE, "-f", "json", "-o", output)

        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def test_a_rule_explains_itself():
    result = run("rule", "ind-01")

    assert result.exit_code == 0
    assert "favourable_percent" in result.stdout
    assert run("rule", "IND-99").exit_code == 2


def test_the_real_command_audits_without_django():
    script = (
        "import sys; sys.argv = ['tongban', 'audit', sys.argv[1], '-f', 'json']\n"
        "from tongban.console import main\n"
        "try:\n    main()\n"
        "finally:\n    assert 'django' not in sys.modules, 'Django was imported'\n"
    )

    done = subprocess.run([sys.executable, "-c", script, str(FIXTURE)], capture_output=True, check=False)

    assert done.returncode == 1, done.stderr.decode()
    assert json.loads(done.stdout)["summary"]["indicators"] == 43
