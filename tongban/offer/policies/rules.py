"""Whom a policy fits: met, not met or unknown, with the reason in words; and whether a rule says what was decided.

Pure functions of values. A condition that nothing decides yet is unknown and says which fields would decide it: an
unknown is never taken for no. Another field filled in never changes a condition that was decided without it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import combinations

from tongban.ground.clock.calendar import Calendar
from tongban.ground.law import basis
from tongban.ground.matters import conditions
from tongban.ground.matters.conditions import BadCondition
from tongban.offer.policies.profile import SOURCES, ZH, Known, Profile, fields, on_day, questions

CENT = Decimal("0.01")


class Outcome(StrEnum):
    """What a condition, or a policy, says of an enterprise."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RuleCondition:
    """One condition of a policy: its expression, and its words for what it asks."""

    expression: str
    zh: str
    en: str = ""

    def words(self, language: str) -> str:
        """Return what the condition asks for."""
        return self.zh if language == ZH else self.en or self.zh


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A policy as a rule: when it holds, what it asks, what it gives, with what it does not go together."""

    number: str
    conditions: tuple[RuleCondition, ...]
    valid_from: date
    valid_until: date | None = None
    amount_rule: str = ""
    most_yuan: Decimal | None = None
    excludes: frozenset[str] = frozenset()

    def is_in_force(self, day: date) -> bool:
        """Return whether the policy holds on a day; the last day is inclusive."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def asks(self) -> frozenset[str]:
        """Return the fields that its conditions and its amount look at."""
        looked_at = (conditions.depends_on(each.expression) for each in self.conditions)
        return frozenset(code for codes in looked_at for code in codes) | frozenset(
            conditions.depends_on(self.amount_rule)
        )


@dataclass(frozen=True, slots=True)
class ConditionFinding:
    """How one condition stands: what was looked at with what is known of it, and what would decide it."""

    condition: RuleCondition
    outcome: Outcome
    used: Mapping[str, Known]
    missing: tuple[str, ...]

    def sentence(self, language: str = ZH) -> str:
        """Return why: the words of the condition, the values used and where they are from, or what is missing."""
        return (_chinese if language == ZH else _english)(self)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a policy says of an enterprise on a day: the outcome, condition by condition, and the amount if it fits."""

    rule: PolicyRule
    on: date
    outcome: Outcome
    findings: tuple[ConditionFinding, ...]
    is_in_force: bool
    amount_yuan: Decimal | None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields that would decide it, in the order of the profile; none once it is decided."""
        if self.outcome is not Outcome.UNKNOWN:
            return ()
        wanted = {code for each in self.findings for code in each.missing}
        return tuple(code for code in fields() if code in wanted)

    @property
    def used(self) -> dict[str, Known]:
        """Return every value that was looked at."""
        return {code: known for each in self.findings for code, known in each.used.items()}

    @property
    def is_verified(self) -> bool:
        """Return whether everything that was looked at is known from somebody else than the enterprise."""
        return all(known.is_verified for known in self.used.values())

    def of(self, outcome: Outcome) -> list[ConditionFinding]:
        """Return the conditions that stand so."""
        return [each for each in self.findings if each.outcome is outcome]


@basis("business-environment-regulation:12")
def judge(rule: PolicyRule, profile: Profile, on: date) -> Judgement:
    """Return what a policy says of an enterprise on a day; the same rule for everyone."""
    known = on_day(profile, on)
    findings = tuple(_find(condition, known) for condition in rule.conditions)
    outcome = _together([each.outcome for each in findings])
    amount = _amount(rule, known) if outcome is not Outcome.NOT_MET else None
    return Judgement(rule, on, outcome, findings, rule.is_in_force(on), amount)


def _find(condition: RuleCondition, known: Profile) -> ConditionFinding:
    values = {code: each.value for code, each in known.items()}
    held = conditions.holds(condition.expression, values)
    asked = conditions.depends_on(condition.expression)
    used = {code: known[code] for code in asked if code in known}
    if held is None:
        return ConditionFinding(
            condition, Outcome.UNKNOWN, used, tuple(code for code in asked if code not in known)
        )
    return ConditionFinding(condition, Outcome.MET if held else Outcome.NOT_MET, used, ())


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    if Outcome.NOT_MET in outcomes:
        return Outcome.NOT_MET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.MET


def _amount(rule: PolicyRule, known: Profile) -> Decimal | None:
    if not rule.amount_rule.strip():
        return None
    found = conditions.amount(rule.amount_rule, {code: each.value for code, each in known.items()})
    if found is None or found < 0:
        return None
    try:
        yuan = Decimal(repr(found)).quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return rule.most_yuan
    return yuan if rule.most_yuan is None else min(yuan, rule.most_yuan)


def not_together(judgements: Iterable[Judgement]) -> list[tuple[str, str]]:
    """Return the pairs of policies that may both fit but exclude one another, whichever of them says so."""
    possible = [each.rule for each in judgements if each.outcome is not Outcome.NOT_MET]
    return [
        (one.number, other.number)
        for one, other in combinations(possible, 2)
        if other.number in one.excludes or one.number in other.excludes
    ]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided once: the enterprise as it was known then, the day, and whether it was granted."""

    profile: Profile
    on: date
    is_granted: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """A past decision beside what the rule says of it: True agrees, False disagrees, None cannot say."""

    decided: Decided
    judgement: Judgement

    @property
    def agrees(self) -> bool | None:
        """Return whether the rule says what was decided."""
        if self.judgement.outcome is Outcome.UNKNOWN:
            return None
        return (self.judgement.outcome is Outcome.MET) == self.decided.is_granted


def compare(rule: PolicyRule, decisions: Iterable[Decided]) -> list[Agreement]:
    """Return what the rule says of past decisions, each on its own day; dates of validity do not count here."""
    return [Agreement(each, judge(rule, each.profile, each.on)) for each in decisions]


def faults_of(rule: PolicyRule) -> list[tuple[str, BadCondition]]:
    """Return what is wrong with a rule: the place (a condition's number from 1, or "amount") and why."""
    found = []
    for place, condition in enumerate(rule.conditions, 1):
        try:
            conditions.check(condition.expression, questions())
        except BadCondition as error:
            found.append((str(place), error))
    try:
        if rule.amount_rule.strip():
            conditions.check_amount(rule.amount_rule, questions())
    except BadCondition as error:
        found.append(("amount", error))
    return found


def _chinese(finding: ConditionFinding) -> str:
    asked = finding.condition.zh
    used = "；".join(
        f"{fields()[code].zh}：{fields()[code].say(known.value, ZH)}"
        f"（{SOURCES[known.source][0]}，{known.on.isoformat()}）"
        for code, known in finding.used.items()
    )
    if finding.outcome is Outcome.UNKNOWN:
        missing = "、".join(fields()[code].zh for code in finding.missing)
        return f"{asked}：尚不能判断，缺少{missing}" + (f"；已知{used}。" if used else "。")
    return f"{asked}：{'符合' if finding.outcome is Outcome.MET else '不符合'}" + (
        f"，{used}。" if used else "。"
    )


def _english(finding: ConditionFinding) -> str:
    asked = finding.condition.words("en")
    used = "; ".join(
        f"{fields()[code].en}: {fields()[code].say(known.value, 'en')} "
        f"(from {SOURCES[known.source][1]}, {known.on.isoformat()})"
        for code, known in finding.used.items()
    )
    if finding.outcome is Outcome.UNKNOWN:
        missing = ", ".join(fields()[code].en for code in finding.missing)
        return f"{asked}: cannot be said yet, {missing} is missing" + (f"; known: {used}." if used else ".")
    return f"{asked}: {'met' if finding.outcome is Outcome.MET else 'not met'}" + (
        f", {used}." if used else "."
    )


def objections_until(announced_on: date, days: int, calendar: Calendar) -> date:
    """Return the last day on which objections to an announced list are taken: the office's own promise."""
    return calendar.after(announced_on, days)
