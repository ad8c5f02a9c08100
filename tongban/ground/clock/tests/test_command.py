import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tongban.ground.clock.command import due

PAGE = Path(__file__).parents[4] / "docs" / "clock.md"

app = typer.Typer()
app.command()(due)


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["2022-01-28", "--working", "5"], "2022-02-09（周三）"),
        (["2022-09-15", "--calendar", "20"], "2022-10-08（周六）"),
        (["2022-01-28T09:30", "--hours", "24"], "2022-01-29 09:30（周六）"),
        (["2022-01-28", "--working", "5", "--pause", "2022-02-08:2022-02-10"], "2022-02-14（周一）"),
        (["2022-01-20", "--working", "20", "--extend", "10"], "2022-03-08（周二）"),
        (["2022-01-28", "--working", "5", "--lang", "en"], "2022-02-09 (Wed)"),
        (["2022-01-28", "--working", "5", "--pause", "2022-02-08:"], "自 2022-02-08 起暂停计时，恢复后才能算出届满日"),
        (["2026-12-28", "--working", "5", "--provisional"], "2027-01-04（周一，暂定：2027 年放假安排未发布）"),
    ],
)  # fmt: skip
def test_the_day_is_told(arguments, answer):
    told = run(*arguments)

    assert (told.exit_code, told.stdout.strip()) == (0, answer)


def test_every_day_is_told():
    told = run(
        "2022-01-28", "--working", "5", "--explain", "--pause", "2022-02-08:2022-02-08:testing:检测告知书3号"
    )

    assert "2022-02-08（周二）不计：检测（检测告知书3号）" in told.stdout
    assert told.stdout.splitlines()[-1] == "2022-02-10（周四）"


def test_a_machine_reads_the_same():
    told = json.loads(run("2022-01-28", "--working", "5", "--explain", "--json").stdout)

    assert (told["due_on"], told["is_provisional"]) == ("2022-02-09", False)
    assert [each["number"] for each in told["days"] if each["step"] == "counted"] == [1, 2, 3, 4, 5]
    assert "days" not in json.loads(run("2022-01-28", "--working", "5", "--json").stdout)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["2026-12-28", "--working", "5"], "没有 2027 年的放假安排"),
        (["2026-12-28", "--working", "5"], "--provisional"),
        (["2022-02-30", "--working", "5"], "“2022-02-30”不是日期"),
        (["2022-01-28", "--working", "-5"], "期限至少为 1"),
        (["2022-01-28"], "请写明一种期限"),
        (["2022-01-28", "--working", "5", "--hours", "2"], "请写明一种期限"),
        (["2022-01-28", "--hours", "24"], "须写明起算时刻"),
        (["2022-01-28 25:00", "--hours", "24"], "“2022-01-28 25:00”不是日期"),
        (["2022-01-28", "--working", "5", "--extend", "0"], "延长的期限至少为 1"),
        (["2022-01-28", "--working", "5", "--pause", "2022-02-10:2022-02-08"], "结束早于开始"),
        (["2022-01-28", "--working", "5", "--pause", "2022-02-10"], "不是暂停的起止日"),
        (["2022-01-28", "--working", "5", "--pause", "a:b"], "“a”不是日期"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_plain_words(arguments, reason):
    told = run(*arguments)

    assert reason in told.stderr
    assert told.exit_code == 2
    assert not told.stdout


def test_the_page_for_lawyers_shows_what_the_command_says():
    shown = PAGE.read_text("utf-8").partition("$ tongban due ")[2].partition("```")[0]
    asked, _, said = shown.partition("\n")

    assert run(*asked.split()).stdout == said


def test_the_command_starts_without_django():
    asked = "import sys; from tongban.ground.clock import command; print([n for n in sys.modules if n in ('django', 'psycopg')])"

    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"
