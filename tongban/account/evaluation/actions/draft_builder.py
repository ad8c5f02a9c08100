"""From a printed report to data: what the print does not tell stays open, nothing is invented."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongban.account.audit.evidence import pieces, title
from tongban.account.audit.report import BudgetLine as PrintedLine
from tongban.account.audit.report import Figure, Report
from tongban.account.audit.report import Indicator as PrintedIndicator
from tongban.account.budget.actions import books
from tongban.account.budget.models import AdjustmentKind, BudgetLine, LineKind
from tongban.account.evaluation.actions.draft_books import enter_books, is_of_live_figure, judged
from tongban.account.evaluation.actions.draft_texts import chapter_bodies, problem_texts
from tongban.account.evaluation.models import (
    Better,
    Chapter,
    DutyFunction,
    Evaluation,
    Evidence,
    EvidenceKind,
    Indicator,
    IndicatorClass,
    KeyTask,
    Operator,
    Problem,
)
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.tables import ADJUSTMENT_BASES, NO_MONEY, RATE_BASES
from tongban.ground.kit.figures import in_yuan
from tongban.ground.people.models import User

EVIDENCE = re.compile(
    r"《(?P<title>.+)》\s*[（(](?P<system>[^，,]+)[，,]\s*(?P<day>\d{4}-\d\d-\d\d)\s*[，,](?P<owner>[^）)]+)[）)]"
)
OWNED = re.compile(r"责任处室：(?P<owner>[^，。；]+)，完成时限：(?P<due>\d{4}-\d\d-\d\d)。?")
BETTER = {"越高越好": Better.HIGHER, "越低越好": Better.LOWER, "等于目标": Better.TARGET}
ZERO = Decimal(0)


def yuan(figure: Figure) -> Decimal:
    """Return a printed amount in yuan; a blank counts nothing."""
    return in_yuan(figure.value) if figure.value is not None else ZERO


def enter_budget(report: Report, year: Evaluation, *, by: User, at: datetime, document: str) -> None:
    """Enter the budget: from the books where the report brings them, else the printed lines with their postings,
    and the printed totals as controls."""
    declared = {
        "rate_basis": _code_of(RATE_BASES, report.budget.rate_basis.text),
        "adjustment_basis": _code_of(ADJUSTMENT_BASES, report.budget.adjustment_basis.text),
        "taken_back_yuan": None if report.budget.taken_back.value is None else yuan(report.budget.taken_back),
    }
    year.budget = books.declare(year.budget, by=by, at=at, changes=declared)
    if report.books.lines:
        enter_books(report.books, year, by=by, at=at, document=document)
        return
    for row in report.budget.of_level("basic"):
        _enter(row, LineKind.BASIC, year, by, at, document)
    for row in report.budget.of_level("line"):
        _enter(row, LineKind.PROJECT, year, by, at, document)
    for level in ("total", "basic", "project"):
        for row in report.budget.of_level(level):
            amounts = {
                "initial_yuan": yuan(row.initial),
                "adjustment_yuan": yuan(row.revised) - yuan(row.initial),
                "spent_yuan": yuan(row.actual),
            }
            books.state_control(year.budget, level, by=by, at=at, document=document, **amounts)


def _code_of(words: Mapping[str, str], text: str) -> str:
    return next((code for code, word in words.items() if word == text), "")


def _enter(row: PrintedLine, kind: LineKind, year: Evaluation, by: User, at: datetime, document: str) -> None:
    said = {
        "cause": row.cause,
        "funding": row.funding,
        "function_class": row.function_class,
        "economic_class": row.economic_class,
    }
    line = books.add_line(
        year.budget,
        by=by,
        at=at,
        kind=kind,
        name=row.name.text,
        initial_yuan=yuan(row.initial),
        unit=year.department.budget_units.filter(name=row.unit.text).first(),
        is_procurement=row.procurement.text == "是",
        **{name: cell.text for name, cell in said.items()},
    )
    _post(row, line, by=by, at=at, on=date(year.year, 12, 31), document=document)


def _post(row: PrintedLine, line: BudgetLine, *, by: User, at: datetime, on: date, document: str) -> None:
    for how, amount, reason in _adjustments(row):
        books.post_adjustment(
            line,
            by=by,
            at=at,
            kind=how,
            amount_yuan=amount,
            decided_on=on,
            reason=reason,
            document=document,
        )
    if yuan(row.actual):
        books.post_payment(
            line,
            by=by,
            at=at,
            amount_yuan=yuan(row.actual),
            paid_on=on,
            purpose=_("Spending of the year as printed"),
            document=document,
        )


def _adjustments(line: PrintedLine) -> Iterable[tuple[AdjustmentKind, Decimal, str]]:
    reason = line.adjustment_reason.text
    is_merged = line.carry_over.value is None and line.supplement.value is None
    if is_merged or not reason:
        if yuan(line.adjustment):
            yield AdjustmentKind.MERGED, yuan(line.adjustment), reason
        return
    if yuan(line.carry_over):
        yield AdjustmentKind.CARRY_OVER, yuan(line.carry_over), reason
    if yuan(line.supplement):
        kind = AdjustmentKind.SUPPLEMENT if yuan(line.supplement) > 0 else AdjustmentKind.CUT
        yield kind, yuan(line.supplement), reason


def enter_parts(report: Report, year: Evaluation, *, by: User, at: datetime) -> None:
    """Enter functions, indicators with their sources, tasks, chapters and problems."""
    functions = _functions(report, year)
    lines = {line.name: line for line in year.budget.lines.all()}
    own = {each.name: each for each in report.books.indicators}
    figures = account_of(year).own_figures if own else {}
    year_end = date(year.year, 12, 31)
    indicators = [
        Indicator(
            evaluation=year,
            position=position,
            **{**_indicator(row, functions, lines), **judged(row, own.get(row.name.text), figures, year_end)},
        )
        for position, row in enumerate(report.indicators, 1)
    ]
    for indicator in indicators:
        indicator.clean_fields(exclude=("evaluation", "function", "budget_line"))
    Indicator.objects.bulk_create(indicators)
    Evidence.objects.bulk_create(
        Evidence(indicator=indicator, added_by=by, added_at=at, **_evidence(piece))
        for indicator, row in zip(indicators, report.indicators, strict=True)
        for piece in pieces(row.source.text)
        if not is_of_live_figure(piece, indicator)
    )
    _tasks(report, year, functions, lines)
    _texts(report, year)
    year.bodies = [body.text for body in report.bodies]
    year.units.set(year.department.budget_units.filter(name__in=[unit.text for unit in report.units]))
    _imprint(report, year)
    _note_unknown_units(report, year)


def _note_unknown_units(report: Report, year: Evaluation) -> None:
    """Say in the year's origin which budget units of the report this bureau does not have: they were left open."""
    known = set(year.department.budget_units.values_list("name", flat=True))
    said = {unit.text for unit in report.units} | {line.unit.text for line in report.budget.lines}
    said |= {line.unit for line in report.books.lines}
    if unknown := sorted(said - known - {""}):
        told = _("Budget units that the bureau does not have, left open: %(names)s") % {
            "names": "、".join(unknown)
        }
        year.origin = f"{year.origin}。{told}"


def _imprint(report: Report, year: Evaluation) -> None:
    imprint = report.imprint
    year.title = report.title.text or year.title
    year.author, year.contact, year.seal = imprint.author.text, imprint.contact.text, imprint.seal.text
    year.prepared_on = _day(imprint.prepared_on.text)
    year.publish_on, year.publish_at = _day(imprint.published_on.text), imprint.published_at.text[:200]


def _day(text: str) -> date | None:
    """Return the day that a print says, or None where it says none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _functions(report: Report, year: Evaluation) -> dict[str, DutyFunction]:
    made = {}
    for number, printed in enumerate(report.functions, 1):
        function = DutyFunction.objects.create(evaluation=year, number=number, text=printed.text.text)
        made[printed.numeral] = made[printed.text.text] = function
    return made


def _indicator(
    row: PrintedIndicator, functions: dict[str, DutyFunction], lines: dict[str, Any]
) -> dict[str, Any]:
    quantitative = row.target.value is not None
    return {
        "name": row.name.text,
        "level1": row.level1.text if row.level1.text in IndicatorClass.values else IndicatorClass.PROCESS,
        "level2": row.level2.text,
        "level3": row.level3.text,
        "operator": row.target.operator if quantitative else Operator.TEXT,
        "target": row.target.value,
        "target_upper": row.target.upper,
        "target_text": "" if quantitative else row.target.text,
        "unit": row.target.unit,
        "actual": row.actual.value if quantitative else None,
        "actual_text": "" if quantitative else row.actual.text,
        "better": BETTER.get(row.better.text, ""),
        "weight": row.weight.value,
        "baseline": row.baseline.value,
        "formula": row.formula.text,
        "basis": row.basis.text,
        "cause": row.cause.text,
        "measure": row.measure.text,
        "owner": row.owner.text,
        "due_on": parse_date(row.due.text),
        "function": functions.get(row.function.text),
        "budget_line": lines.get(row.budget_line.text),
    }


def _evidence(piece: str) -> dict[str, Any]:
    found = EVIDENCE.match(piece)
    if found is None:
        return {"kind": EvidenceKind.DOCUMENT, "title": title(piece)}
    return {
        "kind": EvidenceKind.LEDGER,
        "title": found["title"],
        "system": found["system"],
        "as_of": parse_date(found["day"]),
        "owner": found["owner"],
    }


def _tasks(
    report: Report, year: Evaluation, functions: dict[str, DutyFunction], lines: dict[str, Any]
) -> None:
    for position, row in enumerate(report.tasks, 1):
        KeyTask.objects.create(
            evaluation=year,
            position=position,
            function=_function_of(row.function.text, functions),
            name=row.name.text,
            content=row.content.text,
            completion=row.completion.text,
            plan=row.plan.text,
            due_on=parse_date(row.due.text),
            needs_no_money=row.budget_line.text == NO_MONEY,
            budget_line=lines.get(row.budget_line.text) or lines.get(row.content.text),
            spent_yuan=in_yuan(row.spent.value) if row.spent.value is not None else None,
            owner=row.owner.text,
        )


def _function_of(text: str, functions: dict[str, DutyFunction]) -> DutyFunction | None:
    named = {key.rstrip("。"): function for key, function in functions.items()}
    bare = text.rstrip("。").replace(",", "，")
    return next((function for key, function in named.items() if key.replace(",", "，") == bare), None)


def _texts(report: Report, year: Evaluation) -> None:
    for code, body in chapter_bodies(report, year).items():
        Chapter.objects.create(evaluation=year, code=code, body=body.strip())
    for position, part in enumerate(problem_texts(report, year), 1):
        Problem.objects.create(evaluation=year, position=position, **_problem(part))


def _problem(part: str) -> dict[str, Any]:
    owned = OWNED.search(part)
    text = OWNED.sub("", part).strip()
    heading, stop, rest = text.partition("。")
    if not stop or len(heading) > 60:
        heading, rest = text[:20], text
    problem, next_step, measure = rest.partition("下一步")
    return {
        "heading": heading,
        "problem": problem,
        "measure": next_step + measure,
        "owner": owned["owner"] if owned else "",
        "due_on": parse_date(owned["due"]) if owned else None,
    }
