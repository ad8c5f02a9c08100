"""The questionnaire about policies: what is known of the enterprise, what is asked, and what every policy says of it.

A stranger's answers live in the address of the page alone; nothing of them is kept. An enterprise with an account sees
what is known of it already; its answers fill gaps, they never replace what somebody else vouches for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.ground.people.models import User
from tongban.offer.policies.models import EnterpriseProfile
from tongban.offer.policies.queries import (
    PolicyMatch,
    known_lines,
    language,
    matches_for,
    own_profiles,
    published_on,
    questions_about,
    read_answers,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its code and words, its choices or none, what was answered, and what is wrong with it."""

    code: str
    text: str
    choices: tuple[tuple[str, str], ...]
    given: str
    unit: str
    error: str


@dataclass(frozen=True, slots=True)
class Benefits:
    """The page: the enterprise if one is signed in, the questions, and the policies in three groups."""

    profiles: tuple[EnterpriseProfile, ...]
    chosen: EnterpriseProfile | None
    known: tuple[tuple[str, str, str, date | None], ...]
    questions: tuple[Asked, ...]
    matches: tuple[PolicyMatch, ...]

    def of(self, outcome: str) -> list[PolicyMatch]:
        """Return the policies of one outcome."""
        return [each for each in self.matches if each.judgement.outcome == outcome]

    @property
    def fitting(self) -> list[PolicyMatch]:
        """Return what fits."""
        return self.of("met")

    @property
    def open(self) -> list[PolicyMatch]:
        """Return what cannot be said yet."""
        return self.of("unknown")

    @property
    def not_fitting(self) -> list[PolicyMatch]:
        """Return what does not fit."""
        return self.of("not_met")


def benefits_for(user: Any, given: Mapping[str, str], day: date) -> Benefits:
    """Return the page for somebody's answers."""
    profiles = tuple(own_profiles(user, day)) if isinstance(user, User) else ()
    chosen = next((each for each in profiles if each.credit_code == given.get("for")), None) or next(
        iter(profiles), None
    )
    registered = chosen.known if chosen else {}
    answers, wrong = read_answers(given, day)
    offered = list(published_on(day))
    known = answers | registered
    questions = tuple(
        Asked(
            each.code,
            each.asks(language()),
            tuple(each.answers(language())),
            str(given.get(each.code, ""))[:20],
            each.unit(language()),
            wrong.get(each.code, ""),
        )
        for each in questions_about(offered, registered, day)
    )
    lines = tuple(known_lines(registered)) if chosen else ()
    return Benefits(profiles, chosen, lines, questions, tuple(matches_for(known, on=day, versions=offered)))
