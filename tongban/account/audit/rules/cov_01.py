"""COV-01: a function of the department without a task or an output indicator."""

import re
from collections.abc import Iterator

from tongban.account.audit.fragments import tasks
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Cell, Function, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

MARKS = re.compile(r"[\s，,。.；;、“”\"‘’（）()]+")
SECTION = "三、部门（单位）概况\n\n一、主要职能（一）负责清单管理。（二）负责热线管理。\n\n"

RULE = Rule(
    code="COV-01",
    severity="warning",
    title=Words("职能没有重点任务或产出指标", "A function without a key task or an output indicator"),
    why=Words(
        "自评应覆盖部门的每一项主要职能，否则只评了好看的部分。",
        "A self-evaluation covers every main function; otherwise it only shows what went well.",
    ),
    source=Words(
        "财预〔2021〕101号：绩效目标、指标应覆盖部门主要职责；未登记对应职能时只看重点任务",
        "MOF document 财预〔2021〕101号: targets cover the main duties; without recorded links only tasks count",
    ),
    parameters={
        "not_functions": ("交办的其他", "职能转变"),
        "output_classes": ("产出", "履职", "效益", "效果", "满意度"),
    },
    fires=SECTION + tasks("负责热线管理|热线直播|举办一场直播|已举办一场"),
    silent=SECTION + tasks("（一）|清单更新|更新清单|已更新", "（二）|热线直播|举办一场直播|已举办一场"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find functions that no key task serves, or no output indicator where links are recorded."""
    exempt = words(given, "not_functions")
    wanted = [
        function for function in report.functions if not any(word in function.text.text for word in exempt)
    ]
    if not wanted:
        return
    served = _linked([task.function for task in report.tasks], wanted)
    classes = words(given, "output_classes")
    links = [
        row.function for row in report.indicators if row.function and row.level1.text.startswith(classes)
    ]
    measured = _linked(links, wanted) if links else {function.numeral for function in wanted}
    for function in wanted:
        lacking = [
            lack
            for lack, covered in ((TASK, served), (INDICATOR, measured))
            if function.numeral not in covered
        ]
        if lacking:
            yield _uncovered(function, lacking)


TASK, INDICATOR = Words("重点任务", "key task"), Words("产出指标", "output indicator")


def _linked(cells: list[Cell], functions: list[Function]) -> set[str]:
    """Return the numerals of the functions that are named, by numeral or by (a part of) their text."""
    said = {MARKS.sub("", cell.text) for cell in cells if cell.text}
    numerals = {numeral for text in {cell.text for cell in cells} for numeral in _numerals(text)}
    found = set()
    for function in functions:
        text = MARKS.sub("", function.text.text)
        if function.numeral in numerals or any(
            each in text or text in each for each in said if len(each) > 2
        ):
            found.add(function.numeral)
    return found


def _numerals(text: str) -> list[str]:
    narrow = text.replace("(", "（").replace(")", "）")
    return [f"（{part.split('）')[0]}）" for part in narrow.split("（")[1:]]


def _uncovered(function: Function, lacking: list[Words]) -> Finding:
    zh = "、".join(lack.zh for lack in lacking)
    en = " and no ".join(lack.en for lack in lacking)
    return RULE.finding(
        function.text,
        message=Words(f"职能{function.numeral}没有对应的{zh}", f"Function {function.numeral} has no {en}"),
        advice=Words(
            "补充重点任务，并在指标说明的“对应职能”中登记产出指标。",
            "Add a key task, and link an output indicator by “对应职能” in the annex.",
        ),
        section="三",
        row=function.numeral,
        column="主要职能",
        printed=function.text.text[:30],
        expected=zh,
    )
