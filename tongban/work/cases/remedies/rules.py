"""The remedies against a decision, and until when each is open."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tongban.ground.clock.calendar_days import days_after
from tongban.ground.clock.months import months_after
from tongban.ground.law import basis, term

Kind = Literal["reconsideration", "lawsuit"]


@dataclass(frozen=True, slots=True)
class RemedyTerm:
    """A way to contest a decision, and its last day."""

    kind: Kind
    length: int
    unit: Literal["calendar_days", "months"]
    until: date


@basis("licensing-law:38", "reconsideration-law:20", "litigation-law:46")
def remedies(told_on: date) -> tuple[RemedyTerm, RemedyTerm]:
    """Return what a refusal must name: reconsideration and lawsuit, counted from the day the decision was told."""
    days = int(term("reconsideration_days", on=told_on))
    months = int(term("litigation_months", on=told_on))
    return (
        RemedyTerm("reconsideration", days, "calendar_days", days_after(told_on, days)),
        RemedyTerm("lawsuit", months, "months", months_after(told_on, months)),
    )


def is_in_time(kind: str, *, told_on: date, received_on: date) -> bool:
    """Return whether a remedy was sought before its last day was over."""
    return any(each.kind == kind and received_on <= each.until for each in remedies(told_on))


@basis("licensing-law:38")
def gives_reasons(reasons: str) -> bool:
    """Return whether a refusal gives its reasons; the remedies are printed by the paper itself."""
    return bool(reasons.strip())
