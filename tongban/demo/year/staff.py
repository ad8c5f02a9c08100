"""Who works in the year: invented officers with their speeds and their days away, and applicants with accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from tongban.demo.people import SINCE, employ
from tongban.demo.year.plan import DATA, scaled
from tongban.ground.people.actors import Actor
from tongban.ground.people.models import Department, User


@dataclass(frozen=True)
class Officer:
    """An officer: who, how quick, and when not here."""

    actor: Actor
    speed: float
    away: frozenset[date]


@dataclass(frozen=True)
class YearStaff:
    """The officers of the year by what they do; reviewers and heads by their division's key."""

    clerks: Sequence[Officer]
    reviewers: Mapping[int, Sequence[Officer]]
    heads: Mapping[int, Actor]
    leader: Actor
    lawyer: Actor
    supervisor: Actor
    archivist: Actor


def create_year_staff(scale: Decimal, days: Sequence[date], seed: int) -> YearStaff:
    """Let the officers of the year in, once, and return them."""
    bureau = Department.objects.get(code="DEMO-BUREAU")
    divisions = list(Department.objects.filter(parent=bureau, kind="division").order_by("code"))
    windows = max(3, scaled(DATA["staff"]["windows"], scale))
    several = max(2, scaled(DATA["staff"]["reviewers"], scale))
    clerks = [_user("window_clerk", bureau, number) for number in range(1, windows + 1)]
    reviewers = {
        each.pk: [_user("reviewer", each, number) for number in range(1, several + 1)] for each in divisions
    }
    return YearStaff(
        clerks=[_officer(user, "window_clerk", days, seed) for user in clerks],
        reviewers={
            key: [_officer(user, "reviewer", days, seed) for user in users]
            for key, users in reviewers.items()
        },
        heads={each.pk: _actor(_user("division_head", each, 1), "division_head") for each in divisions},
        leader=_known("juzhang"),
        lawyer=_known("fagui"),
        supervisor=_known("ducha"),
        archivist=_known("zhengzhao"),
    )


def present(officers: Sequence[Officer], day: date) -> Sequence[Officer]:
    """Return who is here that day, each as often as they are quick; all where nobody is."""
    here = [each for each in officers if day not in each.away] or officers
    return [each for each in here for _ in range(round(each.speed * 4))]


def _user(role: str, place: Department, number: int) -> User:
    shown = {"window_clerk": "窗口人员", "reviewer": "审查人员", "division_head": "负责人"}[role]
    username = f"{place.code.removeprefix('DEMO-').lower()}-{role.replace('_', '-')}-{number:02d}"
    return employ(username, f"{place.name}{shown}{number:02d}（示例）", place, role)


def _officer(user: User, role: str, days: Sequence[date], seed: int) -> Officer:
    draw = Random(f"{seed} {user.username}")  # noqa: S311
    slowest, quickest = DATA["staff"]["speeds"]
    first, away = draw.randrange(len(days)), DATA["staff"]["days_away"]
    speed, missing = draw.uniform(slowest, quickest), [*days[first : first + away], draw.choice(days)]
    return Officer(_actor(user, role), speed, frozenset(missing))


def _actor(user: User, role: str) -> Actor:
    return Actor(user.pk, str(user), [role])


def _known(username: str) -> Actor:
    user = User.objects.get(username=username)
    return Actor(user.pk, str(user), list(user.roles_on(SINCE.replace(year=2022))))
