"""The operating indicators of the corrected account take their values from the work, once a year of it was loaded."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tongban.account.evaluation.actions import transitions, year_parts
from tongban.account.evaluation.models import Evaluation, Indicator, Status
from tongban.account.evaluation.queries.account import account_of
from tongban.ground.kit.models import ServiceRun
from tongban.ground.people.models import User

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPERATING = (
    "政务服务大厅办理各事项办件数量",
    "新登记各类市场主体数量",
    "评估政府投资项目可行性研究报告的数量",
    "每年免费邮寄办件的数量",
    "行政诉讼案件数量",
    "办事企业群众满意度",
    "政务服务信息系统运行故障率",
)
REASON = "运行类指标改由业务记录自动取数。（示例）"
AGAIN = (
    ("submit", "performance_clerk", "2023-05-08"),
    ("endorse", "division_head", "2023-05-09"),
    ("check", "finance_officer", "2023-05-10"),
    ("sign", "bureau_leader", "2023-05-11"),
    ("file", "finance_officer", "2023-05-12"),
    ("accept", "finance_reviewer", "2023-05-18"),
    ("publish", "finance_officer", "2023-05-22"),
)


def record_uptime(year: int) -> None:
    """Record that the server was up for the whole year."""
    first, after = (datetime(each, 1, 1, tzinfo=SHANGHAI) for each in (year, year + 1))
    ServiceRun.objects.get_or_create(started_at=first, is_simulated=True, defaults={"last_beat_at": after})


def bind_operating_indicators(evaluation: Evaluation, people: Mapping[str, User]) -> list[str]:
    """Bind what the work proves to the digit and freeze it anew; return the indicators that stay as typed.

    Call it when the year is loaded and its values are kept. A published account is opened for correction, bound and
    passed on to the public again; a draft is only bound.
    """
    account = account_of(evaluation)
    bound: list[Indicator] = []
    typed: list[Indicator] = []
    for standing in account.standings:
        row = standing.indicator
        if row.name not in OPERATING or row.bound_to:
            continue
        figure = account.metric_figures.get(f"业务.{row.name}")
        is_same = figure is not None and figure.value is not None and figure.value == row.actual
        (bound if is_same and figure and figure.unit == row.unit else typed).append(row)
    if bound:
        _bind(evaluation, bound, people)
    return [row.name for row in typed]


def _bind(evaluation: Evaluation, rows: list[Indicator], people: Mapping[str, User]) -> None:
    is_published = evaluation.status == Status.PUBLISHED
    if is_published:
        transitions.transition(
            evaluation, "reopen", by=people["finance_officer"], at=_at("2023-05-04"), note=REASON
        )
    for row in rows:
        changes = {"bound_to": f"业务.{row.name}"}
        year_parts.change(row, by=people["performance_clerk"], at=_at("2023-05-05"), changes=changes)
    for move, role, day in AGAIN if is_published else ():
        transitions.transition(evaluation, move, by=people[role], at=_at(day))
    evaluation.refresh_from_db()


def _at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(10), SHANGHAI)
