"""The figures of a period: one query for the bulletin, the wall screen and the public page, so that all say the same.

Always from the live records: a wall that lags behind its bulletin would be a second truth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from tongban.account.insight.definitions import metric
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, value_of, values_by
from tongban.work.hotline.models import Channel, Kind, Line, Order
from tongban.work.hotline.queries.board import LATE, FigureCount, counts_of_all

ORDERS = "hotline-orders"
CLOSED = "hotline-closed"
OUTCOMES = ("hotline-closed-solved", "hotline-closed-unsolved", "hotline-closed-unheard")
"""What is known of closed orders: the three add up to them."""
SHARES = {
    "hotline-direct": "期内受理的诉求",
    "hotline-dispatched-in-time": "期内首次派单的工单",
    "hotline-signed-in-time": "签收期限在期内且已届满的工单，含尚未签收的",
    "hotline-replied-in-time": "办理期限在期内且已届满的工单，含尚未办结的",
    "hotline-returned": "期内首次派单的工单",
    "hotline-redone": "期内首次派单的工单",
    "hotline-extended": "期内首次派单的工单",
    "hotline-suspended": "期内首次派单的工单",
}
"""The shares a bulletin tells, each with its base in words; metrics whose day is the one named."""
CALLS, CALLS_WAITING = "hotline-calls", "hotline-calls-waiting"
CALLED = "期内要求人工服务且已有结果的来电"
TELEPHONE = {"hotline-answered": CALLED, "hotline-abandoned": CALLED}
"""The shares of the telephone: with those who still wait, the two add up to all calls."""
RATES = {
    "hotline-response": "期内回访中说明是否有人联系的诉求人（不含剔除的）",
    "hotline-solution": "期内回访中说明是否解决的诉求人（不含剔除的）",
    "hotline-satisfaction": "期内回访中作出评价的诉求人（不含剔除的）",
}
"""The three rates: responded, solved, satisfied. No one of them is made of another."""
BASES = SHARES | RATES | TELEPHONE
UNITS = dict.fromkeys(SHARES, "件") | dict.fromkeys(RATES, "人次") | dict.fromkeys(TELEPHONE, "次")
PARTED_BY = {"channel": "渠道", "kind": "类型", "line": "热线", "district": "区域", "class_name": "诉求分类"}
"""By what the orders of a period are told apart; each way adds up to all of them."""
WORDS: dict[str, Mapping[Any, Any]] = {"channel": dict(Channel.choices), "kind": dict(Kind.choices)}
NOT_SAID = "未标明"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the orders of a period: by what, which, and how many."""

    by: str
    name: str
    count: int


@dataclass(frozen=True)
class PeriodFigures:
    """Everything the hotline tells of a period, each figure with what it was counted from."""

    period: Period
    at: datetime

    @cached_property
    def values(self) -> dict[str, Value]:
        """Return every figure by the code of its metric."""
        codes = (ORDERS, CLOSED, *OUTCOMES, CALLS, CALLS_WAITING, *BASES)
        return {code: value_of(metric(code), self.period, engine=LIVE, at=self.at) for code in codes}

    @cached_property
    def parts(self) -> list[Part]:
        """Return the orders told apart in every way, the largest part first."""
        return [part for column in PARTED_BY for part in self._parts(column)]

    @cached_property
    def days(self) -> list[tuple[date, int]]:
        """Return how many orders came in on each day; of one day, on the seven that end with it."""
        first = self.period.first if self.period.days > 1 else self.period.last - timedelta(days=6)
        days = [first + timedelta(days=place) for place in range((self.period.last - first).days + 1)]
        return [(day, self._orders(Period(day, day))) for day in days]

    @cached_property
    def before(self) -> int:
        """Return how many orders came in within as many days before."""
        length = timedelta(days=self.period.days)
        return self._orders(Period(self.period.first - length, self.period.last - length))

    @cached_property
    def is_example(self) -> bool:
        """Return whether invented orders are among them."""
        first, last = self.period.first, self.period.last
        return Order.objects.filter(is_example=True, registered_at__date__range=(first, last)).exists()

    @cached_property
    def late(self) -> list[FigureCount]:
        """Return how many open orders are late at the moment of asking, as the supervisor's board counts them."""
        return counts_of_all(LATE, self.at)

    def count(self, code: str) -> int:
        """Return a figure that is a number, or the part of a share."""
        return int(self.values[code].numerator or 0)

    def _orders(self, period: Period) -> int:
        return int(value_of(metric(ORDERS), period, engine=LIVE, at=self.at).numerator or 0)

    def _parts(self, column: str) -> list[Part]:
        found = values_by(metric(ORDERS), self.period, column, engine=LIVE, at=self.at)
        counted = [(self._word(column, value.group[0]), int(value.numerator or 0)) for value in found]
        ordered = sorted(counted, key=lambda part: (-part[1], part[0]))
        return [Part(PARTED_BY[column], name, count) for name, count in ordered]

    def _word(self, column: str, key: Any) -> str:
        words = self._lines if column == "line" else WORDS.get(column, {})
        return NOT_SAID if key is None else str(words.get(key, key))

    @cached_property
    def _lines(self) -> dict[str, str]:
        return dict(Line.objects.values_list("code", "name"))
