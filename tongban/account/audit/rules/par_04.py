"""PAR-04: key tasks without content, plan, deadline, money or owner."""

from collections.abc import Iterator

from tongban.account.audit.deviation import own_or_label_cell
from tongban.account.audit.fragments import tasks
from tongban.account.audit.reader.layout import plain
from tongban.account.audit.report import Report, Task
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

WANTED = {"计划值": "plan", "完成时限": "due", "预算项目": "budget_line", "责任处室": "owner"}
ENGLISH = {
    "主要内容": "content",
    "计划值": "planned value",
    "完成时限": "deadline",
    "预算项目": "budget line",
    "责任处室": "owner",
}
WIDE = "对应部门主要职责|任务名称|主要内容|完成情况|计划值|完成时限|预算项目|责任处室"

RULE = Rule(
    code="PAR-04",
    severity="info",
    title=Words("重点任务要素不全", "Key tasks without content, plan, deadline, money or owner"),
    why=Words(
        "没有内容、计划值、时限、预算和责任处室的任务，无法判断是否完成、由谁负责。",
        "A task without content, plan, deadline, money and owner cannot be called done, nor anyone held to it.",
    ),
    source=Words("财政复核通行做法", "Practice of finance reviews"),
    fires=tasks("负责热线管理|热线直播||已举办一场"),
    silent=tasks(
        "负责热线管理|热线直播|举办直播|已举办一场|1 场|2022-11-30|专项委托业务费|热线处", header=WIDE
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find missing columns of the task table, and blank cells of its rows."""
    if not report.tasks:
        return
    printed = {plain(cell.text) for cell in report.task_header}
    missing = [column for column in WANTED if column not in printed]
    if missing:
        yield _no_columns(report, missing)
    wanted = {"主要内容": "content"} | {column: WANTED[column] for column in WANTED if column not in missing}
    for task in report.tasks:
        blank = [column for column, name in wanted.items() if not getattr(task, name)]
        if blank:
            yield _blank(task, blank, wanted[blank[0]])


def _no_columns(report: Report, missing: list[str]) -> Finding:
    zh = "、".join(missing)
    return RULE.finding(
        report.task_header[0] if report.task_header else report.tasks[0].name,
        message=Words(
            f"重点任务表没有{zh}栏",
            f"The task table has no column for {', '.join(ENGLISH[column] for column in missing)}",
        ),
        advice=Words(f"增加{zh}栏并逐项填写。", "Add the columns and fill them in."),
        section="八",
        column=zh,
        printed="",
        expected=zh,
    )


def _blank(task: Task, blank: list[str], first: str) -> Finding:
    zh = "、".join(blank)
    return RULE.finding(
        own_or_label_cell(getattr(task, first), task.name),
        message=Words(f"任务未填{zh}", f"The task has no {', '.join(ENGLISH[column] for column in blank)}"),
        advice=Words(
            "补充填写；不涉及资金的写“不涉及”。", "Fill it in; write 不涉及 where no money is involved."
        ),
        section="八",
        row=task.name.text,
        column=zh,
        printed="",
        expected=zh,
    )
