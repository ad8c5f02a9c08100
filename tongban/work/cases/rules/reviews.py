"""The steps of a review: which stage comes next, when the review is complete, who checks on site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.ground.law import basis, term

WAITING, OPEN, AGREED, OBJECTED, SENT_BACK = "waiting", "open", "agreed", "objected", "sent_back"
SEVERAL_OFFICERS = {"check_on_site": "field_check_officers"}
"""Acts that one officer alone may not do, with the term that says how many it takes."""


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """A step in one of its rounds."""

    key: int
    step: int
    stage: int
    round: int
    state: str


def latest_rounds(opinions: Iterable[ReviewRound]) -> list[ReviewRound]:
    """Return the latest round of each step, in the order of the stages."""
    latest: dict[int, ReviewRound] = {}
    for opinion in sorted(opinions, key=lambda each: each.round):
        latest[opinion.step] = opinion
    return sorted(latest.values(), key=lambda each: (each.stage, each.key))


def opens_next(opinions: Iterable[ReviewRound]) -> list[ReviewRound]:
    """Return the steps to open now: those of the first unfinished stage, once all before it have agreed."""
    for stage in _stages(latest_rounds(opinions)):
        states = {each.state for each in stage}
        if states == {AGREED}:
            continue
        is_stopped = OBJECTED in states
        return [] if is_stopped else [each for each in stage if each.state == WAITING]
    return []


@basis("licensing-law:34")
def is_reviewed(opinions: Iterable[ReviewRound]) -> bool:
    """Return whether a decision may be taken: every step has agreed, or one objected and nothing is open."""
    states = {each.state for each in latest_rounds(opinions)}
    return OPEN not in states and (OBJECTED in states or states <= {AGREED})


@basis("licensing-law:34")
def is_agreed(opinions: Iterable[ReviewRound]) -> bool:
    """Return whether every step has agreed, so that the case may be granted."""
    return all(each.state == AGREED for each in latest_rounds(opinions))


def reopened_rounds(opinions: Iterable[ReviewRound], to: int) -> tuple[ReviewRound, list[ReviewRound]]:
    """Return the step that is opened anew, and what then has to be passed again: later stages, objections beside it."""
    now = latest_rounds(opinions)
    again = next(each for each in now if each.step == to)
    others = [each for each in now if each.step != to and each.stage >= again.stage]
    return again, [each for each in others if each.stage > again.stage or each.state == OBJECTED]


@basis("licensing-law:34")
def officers_needed(act: str, *, on: date) -> int:
    """Return how many officers an act takes: a check on site two, everything else one."""
    name = SEVERAL_OFFICERS.get(act)
    return int(term(name, on=on)) if name else 1


def _stages(opinions: Sequence[ReviewRound]) -> list[list[ReviewRound]]:
    numbers = sorted({each.stage for each in opinions})
    return [[each for each in opinions if each.stage == number] for number in numbers]
