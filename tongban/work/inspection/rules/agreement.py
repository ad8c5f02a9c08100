"""Whether two inspectors see the same: Cohen's kappa with its interval. Pure functions of values.

κ = (p_o − p_e) / (1 − p_e) (Cohen 1960, Educational and Psychological Measurement 20, 37–46); its standard error for
large samples is the one of Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72, 323–327, formula 13).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from tongban.ground.matters.counted import Z_95

ENOUGH = 10
"""Below so many pairs the interval for large samples says too little to be shown as one."""


@dataclass(frozen=True, slots=True)
class InspectorAgreement:
    """How far two who judged the same matters agree; ``kappa`` is nothing where chance alone explains everything."""

    pairs: int
    agreeing: int
    kappa: float | None
    error: float | None

    @property
    def share(self) -> float | None:
        """Return the share of pairs that agree, chance not taken off."""
        return self.agreeing / self.pairs if self.pairs else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return where κ lies in 95 of 100 cases, within −1 and 1; nothing for too few pairs."""
        if self.kappa is None or self.error is None or self.pairs < ENOUGH:
            return None
        reach = Z_95 * self.error
        return max(-1.0, self.kappa - reach), min(1.0, self.kappa + reach)


def agreement_of(pairs: Iterable[tuple[str, str]]) -> InspectorAgreement:
    """Return how far two judgements of each matter agree beyond chance."""
    table = Counter(pairs)
    number = table.total()
    agreeing = sum(count for (one, other), count in table.items() if one == other)
    if not number:
        return InspectorAgreement(0, 0, None, None)
    rows, columns = _margins(table, number)
    seen = agreeing / number
    chance = sum(share * columns.get(name, 0.0) for name, share in rows.items())
    if chance > 1 - 1e-12:
        return InspectorAgreement(number, agreeing, None, None)
    kappa = (seen - chance) / (1 - chance)
    return InspectorAgreement(number, agreeing, kappa, _error(table, rows, columns, kappa, chance))


def _margins(table: Counter[tuple[str, str]], number: int) -> tuple[dict[str, float], dict[str, float]]:
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for (one, other), count in table.items():
        rows[one] += count
        columns[other] += count
    return (
        {name: count / number for name, count in rows.items()},
        {name: count / number for name, count in columns.items()},
    )


def _error(
    table: Counter[tuple[str, str]],
    rows: dict[str, float],
    columns: dict[str, float],
    kappa: float,
    chance: float,
) -> float:
    number = table.total()
    same = other = 0.0
    for (one, two), count in table.items():
        share = count / number
        if one == two:
            same += share * (1 - (rows[one] + columns[one]) * (1 - kappa)) ** 2
        else:
            other += share * (columns.get(one, 0.0) + rows.get(two, 0.0)) ** 2
    middle = (kappa - chance * (1 - kappa)) ** 2
    spread = same + (1 - kappa) ** 2 * other - middle
    return sqrt(max(spread, 0.0) / number) / (1 - chance)
