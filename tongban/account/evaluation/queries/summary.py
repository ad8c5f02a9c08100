"""A year at a glance: lights and points by class, what is still owed, which rules have open errors."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.models import IndicatorClass
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.standings import IndicatorStanding

ZERO = Decimal(0)
FULL_WEIGHT = Decimal(100)
OWED: dict[str, str | Promise] = {
    "actual": _("actual value missing"),
    "evidence": _("evidence missing"),
    "cause": _("cause missing"),
    "measure": _("measure, owner or due day missing"),
    "weight": _("weight missing"),
}


@dataclass(frozen=True, slots=True)
class ClassSum:
    """The indicators of one class: how they stand, what they weigh, what they score."""

    code: str
    label: str | Promise
    standings: Sequence[IndicatorStanding]

    @property
    def slug(self) -> str:
        """Return a name for the class that fits an element's id."""
        return IndicatorClass(self.code).name.lower()

    @property
    def lights(self) -> list[tuple[str, int]]:
        """Return how many are green, yellow, red and grey."""
        counts = Counter(each.light for each in self.standings)
        return [(light, counts[light]) for light in ("green", "yellow", "red", "grey")]

    @property
    def weight(self) -> Decimal:
        """Return the sum of the weights."""
        return sum((each.indicator.weight or ZERO for each in self.standings), ZERO)

    @property
    def points(self) -> Decimal:
        """Return the sum of the points given so far."""
        return sum((each.points or ZERO for each in self.standings), ZERO)

    @property
    def unscored(self) -> int:
        """Return how many have no points yet."""
        return sum(each.points is None for each in self.standings)


def by_class(standings: Sequence[IndicatorStanding]) -> list[ClassSum]:
    """Return the classes that have indicators, in the order of the rows."""
    codes = dict.fromkeys(each.indicator.level1 for each in standings)
    return [
        ClassSum(
            code, IndicatorClass(code).label, [each for each in standings if each.indicator.level1 == code]
        )
        for code in codes
    ]


@dataclass(frozen=True, slots=True)
class Owed:
    """A field that some rows still lack."""

    code: str
    label: str | Promise
    count: int


def owed_by_field(standings: Sequence[IndicatorStanding]) -> list[Owed]:
    """Return the fields that indicators still owe, with the number of rows."""
    counts = Counter(code for each in standings for code in each.missing)
    return [Owed(code, label, counts[code]) for code, label in OWED.items() if counts[code]]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of all indicators, which must make 100, and the points they brought."""

    total: Decimal
    points: Decimal
    unscored: int

    @property
    def is_full(self) -> bool:
        """Say whether the weights make 100."""
        return self.total == FULL_WEIGHT

    @property
    def gap(self) -> Decimal:
        """Return what is missing to 100."""
        return FULL_WEIGHT - self.total


def weights_of(standings: Sequence[IndicatorStanding]) -> Weights:
    """Return the sums of weights and points."""
    whole = ClassSum("", "", standings)
    return Weights(whole.weight, whole.points, whole.unscored)


def lines_that_owe(account: Account) -> tuple[int, int]:
    """Return how many budget lines lack a cause, and how many a reason of an adjustment."""
    rows = account.sheet.rows
    return sum(row.owes_cause for row in rows), sum(row.owes_reason for row in rows)
