"""BUD-06: numbered lines with a number missing."""

import re
from collections.abc import Iterator

from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.report import BudgetLine, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

NUMBERED = re.compile(r"(?P<stem>.*?[^\d\s（(.])\s*[（(]?(?P<number>\d{1,2}|[一二三四五六七八九十])[）)]?\s*")
NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}

RULE = Rule(
    code="BUD-06",
    severity="warning",
    title=Words("项目编号不连续", "A numbered line is missing"),
    why=Words(
        "有“2”而无“1”，往往是漏列了一行。",
        "A “2” without a “1” usually means that a row was dropped.",
    ),
    source=Words("财政复核通行做法", "Practice of finance reviews"),
    parameters={"highest": 20},
    fires=budget("信息网络购建 2|149||149|149|100.00%"),
    silent=budget(
        "信息化维护费 1|30||30|30|100.00%", "信息化维护费 2|10||10|10|100.00%", "购建|1||1|1|100.00%"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find numbered lines whose predecessor is not in the table."""
    highest = number(given, "highest")
    numbered = [(line, *found) for line in report.budget.of_level("line") if (found := _numbered(line))]
    present = {(stem, value) for _, stem, value in numbered}
    for line, stem, value in numbered:
        if 1 < value <= highest and (stem, value - 1) not in present:
            yield _finding(line, f"{stem}{value - 1}")


def _numbered(line: BudgetLine) -> tuple[str, int] | None:
    """Part a name into its stem and its number."""
    match = NUMBERED.fullmatch(line.name.text)
    if match is None:
        return None
    numeral = match["number"]
    return match["stem"], NUMERALS.get(numeral) or int(numeral)


def _finding(line: BudgetLine, missing: str) -> Finding:
    return RULE.finding(
        line.name,
        message=Words(
            f"表内有“{line.name.text}”而无“{missing}”",
            f"“{line.name.text}” is listed, “{missing}” is not",
        ),
        advice=Words(
            f"补列“{missing}”；如无此项目，去掉编号。",
            f"Add “{missing}”, or drop the number where there is no such project.",
        ),
        section="七",
        row=line.name.text,
        column="项目名称",
        expected=missing,
    )
