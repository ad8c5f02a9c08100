"""When a stage may begin, what a round of a review leads to, which days count. Pure: no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.due_dates import merge_spans
from tongban.ground.law import basis

Outcome = Literal["waits", "passes", "corrects", "fails"]
CORRECTIONS = 1
"""One correction; one more only where the head of the lead body allows it, with the reason."""
SILENCE_AGREES: Mapping[str, bool] = {"drawings": True, "acceptance": False}
"""Whether a body that says nothing in time has no remarks. Nobody accepts a building without having said so."""
DONE = ("granted", "unneeded")


class Lack(NamedTuple):
    """What of a stage is missing: "stage" (not filed), "part" with its name, or "review" with its kind."""

    kind: str
    name: str = ""


@basis("anyang-services-regulation:31")
def lacks_of_stage(parts: Mapping[str, str], reviews: Mapping[str, bool]) -> list[Lack]:
    """Return what is missing before the next stage may begin: every part granted or not needed, every review passed."""
    if not parts:
        return [Lack("stage")]
    missing = [Lack("part", name) for name, standing in parts.items() if standing not in DONE]
    return missing + [Lack("review", kind) for kind, is_passed in reviews.items() if not is_passed]


@basis("anyang-services-regulation:32")
def outcome_of_round(
    kind: str, round_: int, *, silent: int, remarks: int, is_over: bool, is_again: bool
) -> Outcome:
    """Return what merging the opinions of a round leads to.

    While bodies are silent it waits: in a drawing review until the limit is over, in an acceptance until they speak.
    """
    if silent and not (is_over and SILENCE_AGREES[kind]):
        return "waits"
    if not remarks:
        return "passes"
    return "corrects" if round_ <= CORRECTIONS + is_again else "fails"


def may_remark(round_: int, *, stood_before: bool, provision: str) -> bool:
    """Return whether a remark may be made: all of them at once in the first round.

    Later only what was not corrected, or what a mandatory provision forbids, which the body names.
    """
    return round_ == 1 or stood_before or bool(provision.strip())


@dataclass(frozen=True, slots=True)
class Used:
    """The working days of a stage: all, and those that do not count."""

    total: int
    excluded: int

    @property
    def counted(self) -> int:
        """Return the days that count towards the limit."""
        return self.total - self.excluded


@basis("licensing-law:45")
def days_used(since: date, until: date, left_out: Iterable[tuple[date, date]], calendar: Calendar) -> Used:
    """Return the working days after a day until another; those of special procedures and corrections do not count.

    Where two of them overlap, a day is left out once.
    """
    known = calendar.provisional(*range(since.year, until.year + 1))
    spans = merge_spans((first.toordinal(), last.toordinal()) for first, last in left_out)
    excluded = 0
    for first, last in spans:
        begins, ends = max(date.fromordinal(first - 1), since), min(date.fromordinal(last), until)
        excluded += known.working_between(begins, ends) if begins < ends else 0
    return Used(known.working_between(since, until) if since < until else 0, excluded)
