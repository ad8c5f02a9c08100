"""What execution means: pure arithmetic on amounts in yuan, rates in percent with two places, half up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from tongban.ground.law import basis, term

ZERO = Decimal(0)
CENT = Decimal("0.01")
RED_BELOW = Decimal(60)
"""The red line of the execution rate in percent: practice of the bureau, no law."""

FULL = Decimal(100)
TEN_THOUSAND = Decimal(10_000)
"""How far an amount is off that was typed in yuan for 万元, or the reverse."""
SMALL_YUAN = Decimal(100)
"""Below this, an amount is held to be one in 万元 that was typed as yuan, where that would fit its line."""

Doubt = Literal["above_line", "times_ten_thousand", "part_of_ten_thousand", "below_nothing", "other_year"]
LineLight = Literal["red", "yellow", "green", "grey"]


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part ÷ whole in percent with two places; None where the whole is 0: not applicable is no number."""
    return (part / whole * 100).quantize(CENT, ROUND_HALF_UP) if whole else None


@dataclass(frozen=True, slots=True)
class Execution:
    """One line's year, or the sum of several: what was planned, how it changed, what was spent (yuan).

    ``merged`` is carry-over and in-year change that a source document did not tell apart;
    ``moved`` is the sum of the absolute changes, for the gross adjustment rate.
    """

    initial: Decimal = ZERO
    carry_over: Decimal = ZERO
    in_year: Decimal = ZERO
    merged: Decimal = ZERO
    moved: Decimal = ZERO
    spent: Decimal = ZERO

    @classmethod
    def total(cls, parts: Iterable["Execution"]) -> "Execution":
        """Return the sum of several."""
        listed = list(parts)
        return cls(**{name: sum((getattr(part, name) for part in listed), ZERO) for name in cls.__slots__})

    def changed(self, paid: Decimal, in_year: Decimal) -> "Execution":
        """Return the year with one more payment or one more change."""
        return replace(self, spent=self.spent + paid, in_year=self.in_year + in_year)

    @property
    def adjustment(self) -> Decimal:
        """Return carry-over plus in-year additions less cuts."""
        return self.carry_over + self.in_year + self.merged

    @property
    def adjusted(self) -> Decimal:
        """Return the budget after all adjustments."""
        return self.initial + self.adjustment

    @property
    def unspent(self) -> Decimal:
        """Return what is left of the adjusted budget; negative when overspent."""
        return self.adjusted - self.spent

    @property
    def rate(self) -> Decimal | None:
        """Return the execution rate."""
        return execution_rate(self.spent, self.adjusted)

    @property
    def rate_to_initial(self) -> Decimal | None:
        """Return spending against the budget first approved."""
        return share(self.spent, self.initial)

    @property
    def adjustment_rate(self) -> Decimal | None:
        """Return the net adjustment rate."""
        return adjustment_rate(self.adjustment, self.initial)

    @property
    def gross_adjustment_rate(self) -> Decimal | None:
        """Return the adjustment rate counting additions and cuts alike."""
        return adjustment_rate(self.moved, self.initial)

    @property
    def unspent_rate(self) -> Decimal | None:
        """Return what is left as a share of the adjusted budget."""
        return share(self.unspent, self.adjusted)


@basis("mof-2013-53:annex-2")
def execution_rate(spent: Decimal, adjusted: Decimal) -> Decimal | None:
    """Return actual spending ÷ adjusted budget in percent."""
    return share(spent, adjusted)


@basis("mof-2013-53:annex-2")
def adjustment_rate(changed: Decimal, initial: Decimal) -> Decimal | None:
    """Return in-year change ÷ initial budget in percent."""
    return share(changed, initial)


@basis("local-practice")
def cause_is_due(rate: Decimal | None, year: int) -> bool:
    """Say whether an execution rate asks for a cause by the threshold of its year; no rate asks for none."""
    return rate is not None and rate < Decimal(term("explain_execution_below", on=date(year, 12, 31)))


def light(rate: Decimal | None, *, cause: str, year: int) -> LineLight:
    """Return the light of a line: red far behind, nothing spent or more than there is, yellow behind without a cause,
    grey no rate."""
    if rate is None:
        return "grey"
    if rate < RED_BELOW or rate > FULL:
        return "red"
    return "yellow" if cause_is_due(rate, year) and not cause.strip() else "green"


def posting_doubts(
    execution: Execution,
    *,
    whole: Decimal,
    paid: Decimal = ZERO,
    changed: Decimal = ZERO,
    on: date,
    year: int,
) -> list[Doubt]:
    """Return why a payment from a line, or a change of its budget, can hardly be meant; each is asked once more.

    A line without a budget has nothing to compare a change with: it is held against the ``whole`` budget.
    """
    amount, after = paid or changed, execution.changed(paid, changed)
    line = execution.adjusted or (whole if changed else ZERO)
    found: list[Doubt] = []
    if after.spent < 0 or after.adjusted < 0:
        found.append("below_nothing")
    elif (paid > 0 and after.spent > after.adjusted) or abs(changed) > line > 0:
        found.append("above_line")
    if found and abs(amount) > 10 * line and abs(amount) / TEN_THOUSAND <= line:
        found = ["times_ten_thousand"]
    if not found and abs(amount) < SMALL_YUAN and abs(amount) * TEN_THOUSAND <= line:
        found.append("part_of_ten_thousand")
    return [*found, "other_year"] if on.year != year else found
