"""How many cases went through, how long they took, and which part within so many days."""

from dataclasses import dataclass
from decimal import Decimal

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.sources import EventLog, quantile
from tongban.account.insight.values import exact_decimal

DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class Throughput:
    """Cases, those whose first and last event lie at most so many days apart, and the median seconds between."""

    cases: int
    within: int
    median_seconds: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Return the part within the days; of no cases there is none."""
        return Decimal(self.within) / self.cases if self.cases else None


def throughput(log: EventLog, engine: Engine, *, within_days: int) -> Throughput:
    """Return how the cases of a log went through, by the clock."""
    (row,) = engine.ask(f"""
        SELECT count(*) AS cases, coalesce(sum(CASE WHEN seconds <= {within_days * DAY_SECONDS} THEN 1 ELSE 0 END), 0) AS inside,
          {quantile("seconds")} AS middle
        FROM (SELECT max(second) - min(second) AS seconds FROM ({log.query}) AS log GROUP BY case_ref) AS spans
    """)
    return Throughput(int(row["cases"]), int(row["inside"]), exact_decimal(row["middle"]))
