"""The account of 2022 in two editions: as printed, and as a corrected example that went the whole way to the public."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tongban.account.budget.actions import books
from tongban.account.budget.models import Budget, BudgetLine
from tongban.account.evaluation.actions import intake, transitions, year_parts, year_units
from tongban.account.evaluation.models import (
    Chapter,
    DutyFunction,
    Evaluation,
    EvidenceKind,
    ImportedReport,
    Indicator,
    KeyTask,
    Problem,
)
from tongban.demo.payments import payments_of
from tongban.ground.kit.figures import in_yuan
from tongban.ground.kit.files import store_content
from tongban.ground.people.models import BudgetUnit, Department, User

DATA = Path(__file__).parent / "data"
PRINTED = DATA / "2022-as-printed.txt"
CORRECTED = DATA / "2022-corrected.toml"
SHANGHAI = ZoneInfo("Asia/Shanghai")
People = Mapping[str, User]


def _at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=10), SHANGHAI)


def load_printed(people: People) -> ImportedReport:
    """Import the report as printed, audit it, and make the draft that has to be mended."""
    known = ImportedReport.objects.filter(name=PRINTED.name, evaluation__isnull=False).first()
    if known:
        return known
    clerk, at = people["performance_clerk"], _at("2023-02-13")
    bureau = Department.objects.get(code="DEMO-BUREAU")
    file = store_content(PRINTED.read_bytes(), PRINTED.name, by=clerk, at=at, allowed=("txt",), is_clean=True)
    imported = intake.import_report(bureau, file, PRINTED.name, by=clerk, at=at)
    intake.draft_from(imported, edition="原报告", by=clerk, at=at)
    return imported


def load_corrected(people: People) -> Evaluation:
    """Enter the corrected example and pass it on, once returned by the reviewer, until it is published."""
    given = tomllib.loads(CORRECTED.read_text("utf-8"))
    bureau = Department.objects.get(code="DEMO-BUREAU")
    edition = given["year"]["edition"]
    known = Evaluation.objects.filter(department=bureau, year=2022, edition=edition).first()
    if known:
        return known
    clerk = people["performance_clerk"]
    year = intake.open_year(bureau, 2022, edition=edition, by=clerk, at=_at("2021-12-06"))
    _enter_budget(year.budget, given, clerk)
    _enter_targets(year, given, clerk)
    _pass(
        year,
        people,
        ("declare", "performance_clerk", "2022-01-10"),
        ("approve_targets", "finance_reviewer", "2022-01-25"),
    )
    _monitor(year, clerk)
    _pass(year, people, ("draft", "performance_clerk", "2023-01-30"))
    _enter_results(year, given, clerk)
    _pass(year, people, *ROUND_ONE)
    remark = transitions.comment(
        year,
        by=people["finance_reviewer"],
        at=_at("2023-03-10"),
        place="八",
        text="请补充任务的完成时限和责任处室。（示例）",
    )
    _pass(
        year,
        people,
        ("return", "finance_reviewer", "2023-03-10"),
        note="重点任务资料不全，退回补充。（示例）",
    )
    transitions.answer_comment(remark, by=clerk, at=_at("2023-03-13"), answer="已逐项补充。（示例）")
    _pass(year, people, *ROUND_TWO)
    return Evaluation.objects.get(pk=year.pk)


ROUND_ONE = (
    ("submit", "performance_clerk", "2023-02-20"),
    ("endorse", "division_head", "2023-02-22"),
    ("check", "finance_officer", "2023-02-24"),
    ("sign", "bureau_leader", "2023-02-27"),
    ("file", "finance_officer", "2023-03-01"),
)
ROUND_TWO = (
    ("submit", "performance_clerk", "2023-03-13"),
    ("endorse", "division_head", "2023-03-14"),
    ("check", "finance_officer", "2023-03-14"),
    ("sign", "bureau_leader", "2023-03-15"),
    ("file", "finance_officer", "2023-03-15"),
    ("accept", "finance_reviewer", "2023-03-20"),
    ("publish", "finance_officer", "2023-04-03"),
)


def _pass(year: Evaluation, people: People, *moves: tuple[str, str, str], note: str = "") -> None:
    for move, role, day in moves:
        transitions.transition(year, move, by=people[role], at=_at(day), note=note)
    year.refresh_from_db()


POSTED = ("initial", "adjustments", "spent", "spent_more_yuan")


def _enter_budget(budget: Budget, given: Mapping[str, Any], clerk: User) -> None:
    units = {unit.name: unit for unit in BudgetUnit.objects.filter(department=budget.department)}
    opened, decided = _at("2022-01-04"), date(2022, 9, 30)
    postings: list[tuple[datetime, Callable[[], object]]] = []
    for row in given["lines"]:
        fields = {name: value for name, value in row.items() if name not in POSTED}
        initial = in_yuan(Decimal(row["initial"]))
        line = books.add_line(
            budget, by=clerk, at=opened, **{**fields, "unit": units[row["unit"]], "initial_yuan": initial}
        )
        for change in row.get("adjustments", ()):
            post = partial(
                books.post_adjustment,
                line,
                by=clerk,
                at=_at("2022-09-30"),
                kind=change["kind"],
                amount_yuan=in_yuan(Decimal(change["amount"])),
                reason=change["reason"],
                decided_on=decided,
                document="苏财预（示例）号",
            )
            postings.append((_at("2022-09-30"), post))
        spent = in_yuan(Decimal(row["spent"])) + row.get("spent_more_yuan", 0)
        postings += _payments(line, spent, clerk)
    year = given["year"]
    declared = {"rate_basis": year["rate_basis"], "adjustment_basis": year["adjustment_basis"]}
    books.declare(budget, by=clerk, at=opened, changes=declared)
    for _, act in sorted(postings, key=lambda posting: posting[0]):
        act()


def _payments(
    line: BudgetLine, spent: Decimal, clerk: User
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """Return the postings of what was spent, payment by payment, each with its time."""
    payments = payments_of(line.name, spent, is_procurement=line.is_procurement)
    for number, paid in enumerate(payments, 1):
        at = _at(paid.on.isoformat())
        yield (
            at,
            partial(
                books.post_payment,
                line,
                by=clerk,
                at=at,
                amount_yuan=paid.amount_yuan,
                paid_on=paid.on,
                purpose=paid.purpose,
                document=f"凭证{line.pk:03d}-{number:02d}（示例）",
            ),
        )


RESULTS = ("actual", "actual_text", "attained", "basis", "cause", "measure", "owner", "due_on", "bound_to")
NUMBERS = ("target", "actual", "attained", "baseline", "weight")


def _enter_targets(year: Evaluation, given: Mapping[str, Any], clerk: User) -> None:
    at = _at("2021-12-20")
    functions = {
        row["number"]: year_parts.add(DutyFunction, year, by=clerk, at=at, **row)
        for row in given["functions"]
    }
    lines = {line.name: line for line in year.budget.lines.all()}
    for row in given["indicators"]:
        fields = {name: value for name, value in row.items() if name not in (*RESULTS, "evidence")}
        fields |= {
            "function": functions.get(row.get("function")),
            "budget_line": lines.get(row.get("budget_line")),
        }
        year_parts.add(Indicator, year, by=clerk, at=at, **_numbers(fields))
    said = given["year"]
    changes = {
        name: said[name]
        for name in ("bodies", "author", "contact", "seal", "publish_on", "publish_at", "origin")
    }
    year_parts.change(year, by=clerk, at=at, changes={**changes, "is_example": True})
    year.refresh_from_db()
    year_units.choose_units(year, BudgetUnit.objects.filter(department=year.department), by=clerk, at=at)


def _numbers(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if name in NUMBERS else value for name, value in fields.items()}


def _monitor(year: Evaluation, clerk: User) -> None:
    """Record the half-year's readings that already pointed at the targets missed at the end."""
    for name, value, forecast, likelihood in (
        ("预算执行率", "60.84", "93.00", "possible"),
        ("每年免费邮寄办件的数量", "8210", "16500", "impossible"),
        ("新登记各类市场主体数量", "1190", "2450", "impossible"),
        ("政务服务大厅办理各事项办件数量", "168200", "340000", "certain"),
    ):
        reading = {
            "value": Decimal(value),
            "forecast": Decimal(forecast),
            "likelihood": likelihood,
            "note": "示例",
        }
        indicator = year.indicators.get(name=name)
        year_parts.record_reading(
            indicator, by=clerk, at=_at("2022-07-20"), as_of=date(2022, 6, 30), **reading
        )


def _enter_results(year: Evaluation, given: Mapping[str, Any], clerk: User) -> None:
    at = _at("2023-02-06")
    for row in given["indicators"]:
        indicator = year.indicators.get(name=row["name"])
        changes = _numbers({name: row[name] for name in RESULTS if name in row})
        year_parts.change(indicator, by=clerk, at=at, changes={**changes, **STATEMENTS})
        for proof in row.get("evidence", ()):
            year_parts.add_evidence(indicator, by=clerk, at=at, kind=EvidenceKind.LEDGER, **proof)
    functions = {function.number: function for function in year.functions.all()}
    lines = {line.name: line for line in year.budget.lines.all()}
    for row in given["tasks"]:
        spent = {"spent_yuan": in_yuan(Decimal(row["spent"]))} if "spent" in row else {}
        fields = {name: value for name, value in row.items() if name != "spent"}
        fields |= {
            "function": functions[row["function"]],
            "budget_line": lines.get(row.get("budget_line")),
            **spent,
        }
        year_parts.add(KeyTask, year, by=clerk, at=at, **fields)
    for row in given["chapters"]:
        year_parts.add(Chapter, year, by=clerk, at=at, **row)
    for row in given["problems"]:
        year_parts.add(Problem, year, by=clerk, at=at, **row)
    year_parts.change(year, by=clerk, at=at, changes={"prepared_on": given["year"]["prepared_on"]})


STATEMENTS = {
    "verified": "由责任处室与台账逐条核对（示例）",
    "source_note": "见佐证材料（示例）",
    "accuracy": "按台账原始精度（示例）",
    "limits": "无（示例）",
    "compensation": "不适用（示例）",
}
