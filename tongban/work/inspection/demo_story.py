"""Invented inspection for the demo: a form, a sample with two inspections, leads, an example standard and a round by it."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tongban.ground.clock.moments import day_of
from tongban.ground.people.models import Applicant, User
from tongban.work.hotline.models import Order
from tongban.work.inspection.actions import forms, rounds, standards
from tongban.work.inspection.actions.forms import CriterionWish
from tongban.work.inspection.actions.leads import find_leads
from tongban.work.inspection.actions.samples import SampleWish, draw_sample
from tongban.work.inspection.models import EvaluationStandard, HitRule, QualityForm, SamplePlan

EXAMPLE = Path(__file__).with_name("example_standard.toml")
CRITERIA = (
    ("开头语与结束语", 10),
    ("倾听与沟通", 20),
    ("语言规范", 10),
    ("记录准确完整", 20),
    ("知识运用", 15),
    ("归类准确", 15),
    ("派单准确", 10),
)
FATAL = ("泄露来电人信息", "与来电人争吵")
RULES = {HitRule.Kind.SATISFACTION: 2, HitRule.Kind.ROUNDS: 2, HitRule.Kind.RETURNS: 2}
ROLES = ("quality_officer", "hotline_head", "unit_officer")


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Set up form, rules and standard, draw a sample and open a round, once."""
    if QualityForm.objects.exists() or not set(ROLES) <= staff.keys():
        return ""
    head, officer = staff["hotline_head"], staff["quality_officer"]
    set_up_form(head, at)
    standard = draft_example(officer, at)
    standards.enforce(standard, by=head, at=at)
    since, until = day_of(at) - timedelta(days=60), day_of(at)
    if not Order.objects.filter(status="closed").exists():
        return ""
    wish = SampleWish(
        "（示例）近两月工单质检", SamplePlan.Purpose.INSPECTION, since, until, double_percent=50
    )
    draw_sample(wish, by=officer, at=at, is_example=True)
    find_leads(since, until, at=at)
    unit = staff["unit_officer"].department
    assert unit is not None  # noqa: S101 - the cast has departments
    period: dict[str, Any] = {"since": since, "until": until}
    rounds.open_round("（示例）热线测评", [unit], **period, by=officer, at=at, is_example=True)
    return ""


def set_up_form(head: User, at: datetime) -> QualityForm:
    """Put a form of seven criteria and two fatal errors in force, and the rules that ask for inspections."""
    criteria = [CriterionWish(name, Decimal(points)) for name, points in CRITERIA]
    criteria += [CriterionWish(name, is_fatal=True) for name in FATAL]
    on = day_of(at) - timedelta(days=90)
    form = forms.set_form("（示例）热线质检表", criteria, in_force_on=on, by=head, at=at, is_example=True)
    for kind, number in RULES.items():
        forms.set_rule(kind, number, by=head, at=at)
    return form


def draft_example(by: User, at: datetime) -> EvaluationStandard:
    """Draft the example standard: 3 indicators of the first level, 14 of the second, 45 of the third."""
    said = tomllib.loads(EXAMPLE.read_text("utf-8"), parse_float=Decimal)
    head = {name: said[name] for name in ("name", "basis", "sampling")}
    standard = standards.draft(**head, by=by, at=at, is_example=True)
    for place, first in enumerate(said["first"], 1):
        below = [[_values(each) for each in second["indicators"]] for second in first["second"]]
        weights = [sum(each["weight"] for each in rows) for rows in below]
        _set(standard, f"{place}", {"name": first["name"], "weight": sum(weights)}, by, at)
        for number, (second, rows) in enumerate(zip(first["second"], below, strict=True), 1):
            _set(
                standard, f"{place}.{number}", {"name": second["name"], "weight": weights[number - 1]}, by, at
            )
            for last, values in enumerate(rows, 1):
                _set(standard, f"{place}.{number}.{last}", values, by, at)
    return standard


def _set(standard: EvaluationStandard, code: str, values: Mapping[str, Any], by: User, at: datetime) -> None:
    standards.set_indicator(standard, code, values, by=by, at=at)


def _values(line: str) -> dict[str, Any]:
    """Read a line of the example: name | weight | source | formula and its numbers."""
    name, weight, source, formula = (part.strip() for part in line.split("|"))
    kind, *numbers = formula.split()
    source, _colon, figure = source.partition(":")
    said: dict[str, Any] = {
        "name": name, "weight": Decimal(weight), "source": source, "figure": figure, "formula": kind
    }  # fmt: skip
    if kind == "ratio":
        said |= {"full_at": Decimal(numbers[0]), "none_at": Decimal(numbers[1])}
    elif kind == "deduction":
        said["each"] = Decimal(numbers[0])
    elif kind == "band":
        said["bands"] = [pair.split(":") for pair in numbers]
    else:
        said["expression"] = " ".join(numbers)
    return said
