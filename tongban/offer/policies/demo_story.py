"""Invented policies, enterprises, decisions and experts for the demo, each marked as invented; one list announced."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.people.identity import CREDIT_ALPHABET
from tongban.ground.people.models import Applicant, User
from tongban.offer.policies.actions import drafts, enterprises, experts, grants, publication
from tongban.offer.policies.actions.drafts import PolicyContent
from tongban.offer.policies.models import Policy, PolicyVersion
from tongban.offer.policies.profile import FOUNDED_ON, Known
from tongban.offer.policies.rules import Outcome, RuleCondition, judge

DATA = Path(__file__).with_name("demo_policies.toml")
ENTERPRISES, DECISIONS = 40, 4
LATE = 400
PLACES = ("金鸡", "独墅", "石湖", "阳澄", "太湖", "虎丘", "运河", "桃花坞")
TRADES = (
    ("精密", "C3599"),
    ("软件", "I6513"),
    ("生物", "C2762"),
    ("纺织", "C1751"),
    ("物流", "G5930"),
    ("餐饮", "H6210"),
)
SIZES = ("micro", "small", "small", "medium", "large")
BANDS = {"micro": "under_300", "small": "from_300", "medium": "from_2000", "large": "from_40000"}
AREAS = ("320505", "320506", "320507", "320508", "320581", "320583")
Staff = Mapping[str, User]


def load(staff: Staff, applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Load the library once."""
    needed = ("item_manager", "legal_officer", "division_head")
    if Policy.objects.exists() or any(role not in staff for role in needed):
        return ""
    said = tomllib.loads(DATA.read_text("utf-8"))
    known = _enterprises(staff["item_manager"], applicants, at)
    made: dict[str, PolicyVersion] = {}
    for row in said["policy"]:
        made[row["title"]] = _policy(row, made, staff, known, at)
    for row in said["expert"]:
        unit = staff["division_head"].department
        fields = {**row, "unit": unit, "review_on": localdate(at) + timedelta(days=180)}
        experts.enter_expert(fields, by=staff["item_manager"], at=at, is_example=True)
    enterprises.match_all(at=at)
    _list(made[said["announced"]], staff, at)
    return ""


def _policy(
    row: Mapping[str, Any],
    made: Mapping[str, PolicyVersion],
    staff: Staff,
    known: list[tuple[str, str, dict[str, Known]]],
    at: datetime,
) -> PolicyVersion:
    """Enter a policy with past decisions, and pass it on as far as it has come."""
    editor, unit = staff["item_manager"], staff["division_head"].department
    assert unit is not None  # noqa: S101  (the demo's head of division has one)
    version = drafts.enter_policy(unit, _content(row, made, localdate(at)), by=editor, at=at, is_example=True)
    _decide(version, row, known, editor, at)
    stage = row.get("stage", "published")
    if stage == "draft":
        return version
    publication.submit(version, by=editor, at=at)
    if stage == "in_review":
        return version
    publication.approve(version, by=staff["legal_officer"], at=at)
    return publication.publish(version, by=staff["division_head"], at=at, deviation=row.get("deviation", ""))


def _content(row: Mapping[str, Any], made: Mapping[str, PolicyVersion], day: date) -> PolicyContent:
    left_out = ("conditions", "not_with", "stage", "deviation", "otherwise", "most")
    fields = {name: value for name, value in row.items() if name not in left_out}
    fields |= {
        "most_yuan": Decimal(row["most"]) if "most" in row else None,
        "valid_from": date(day.year, 1, 1),
        "valid_until": date(day.year + 1, 12, 31),
        "review_on": day + timedelta(days=row.get("review_days", 200)),
        "contact": "0512-0000 0000（示例）",
    }
    fields.pop("review_days", None)
    conditions = [RuleCondition(*each) for each in row["conditions"]]
    return PolicyContent(fields, conditions, [made[title].policy for title in row.get("not_with", ())])


def _decide(
    version: PolicyVersion,
    row: Mapping[str, Any],
    known: list[tuple[str, str, dict[str, Known]]],
    editor: User,
    at: datetime,
) -> None:
    """Enter a few decisions of last year; of some policies one was otherwise than the rule."""
    rule, on, entered = version.rule, localdate(at) - timedelta(days=LATE), 0
    for code, name, profile in known:
        said = judge(rule, profile, on)
        if said.outcome is Outcome.UNKNOWN or entered >= DECISIONS:
            continue
        is_granted = (said.outcome is Outcome.MET) != (row.get("otherwise", False) and entered == 0)
        decision = {
            "credit_code": code,
            "name": name,
            "decided_on": on,
            "is_granted": is_granted,
            "reason": "（示例）符合当年条件" if is_granted else "（示例）不符合当年条件",
            "source": "（示例）上一年度审核台账",
        }
        enterprises.enter_decision(version.policy, decision, profile, by=editor, at=at, is_example=True)
        entered += 1


def _list(version: PolicyVersion, staff: Staff, at: datetime) -> None:
    drawn = grants.draw_up(version, by=staff["item_manager"], at=at)
    grants.announce(drawn, by=staff["item_manager"], at=at)


def _enterprises(
    editor: User, applicants: Mapping[str, Applicant], at: datetime
) -> list[tuple[str, str, dict[str, Known]]]:
    """Write down what is known of the demo's own enterprises and of invented ones, the same every time."""
    own = [(each.number, each.name) for each in applicants.values() if each.number_type == "credit"]
    invented = [_named(number) for number in range(ENTERPRISES - len(own))]
    found = [
        (code, name, _profile(name, place, localdate(at)))
        for place, (code, name) in enumerate([*own, *invented])
    ]
    for code, name, profile in found:
        enterprises.change_profile(code, name, profile, by=editor, at=at, is_example=True)
    return found


def _named(number: int) -> tuple[str, str]:
    code = f"91320500MB{number:07d}"
    total = sum(CREDIT_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(code))
    name = (
        f"苏州{PLACES[number % len(PLACES)]}{TRADES[number % len(TRADES)][0]}{number + 1}号有限公司（示例）"
    )
    return code + CREDIT_ALPHABET[(31 - total % 31) % 31], name


def _profile(name: str, place: int, day: date) -> dict[str, Known]:
    """Return an invented profile: much of it known from offices, some in own words, some unknown."""
    draw = Random(f"enterprise {place}")  # noqa: S311  (invented enterprises need no secrecy)
    size = draw.choice(SIZES)
    trade = next((code for word, code in TRADES if word in name), "F5211")
    is_maker = trade[0] in "CI"
    staff = {"micro": 6, "small": 40, "medium": 220, "large": 900}[size] + draw.randint(0, 5)
    values = {
        "size": (size, "statistics"),
        "industry": (trade, "registry"),
        "area": (draw.choice(AREAS), "registry"),
        FOUNDED_ON: (day - timedelta(days=draw.randint(200, 9000)), "registry"),
        "staff": (Decimal(staff), "insurance"),
        "turnover": (BANDS[size], "tax"),
        "rd_share": (
            Decimal(draw.choice((0, 2, 4, 6, 9) if is_maker else (0, 0, 1))),
            draw.choice(("tax", "self")),
        ),
        "cut_jobs": (Decimal(draw.choice((0, 0, 0, 3, 12))), "insurance"),
        "graduates": (Decimal(draw.choice((0, 0, 1, 2, 5))), "insurance"),
        "high_tech": (is_maker and draw.random() < 0.5, "recognition"),
        "tech_sme": (is_maker and size in ("micro", "small") and draw.random() < 0.6, "recognition"),
        "specialised": (is_maker and size != "micro" and draw.random() < 0.4, "recognition"),
        "above_scale": (size in ("medium", "large") and draw.random() < 0.5, "statistics"),
        "exports": (draw.random() < 0.4, "tax"),
        "dishonest": (draw.random() < 0.05, "credit"),
    }
    unknown = {code for code in values if code not in ("size", FOUNDED_ON) and draw.random() < 0.12}
    on = day - timedelta(days=draw.randint(20, 200))
    return {code: Known(value, source, on) for code, (value, source) in values.items() if code not in unknown}
