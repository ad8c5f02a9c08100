"""Variants: the orders of activities that cases took, with their shares and how long they lasted."""

from dataclasses import dataclass
from decimal import Decimal

from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.flows.sources import EventLog, joined_in_order, quantile
from tongban.account.insight.values import exact_decimal

BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class FlowVariant:
    """An order of activities: how many cases took it, of all, and the seconds from the first to the last event."""

    activities: tuple[str, ...]
    cases: int
    all_cases: int
    all_variants: int
    mean_seconds: Decimal
    median_seconds: Decimal | None

    @property
    def share(self) -> Decimal:
        """Return its part of all cases."""
        return Decimal(self.cases) / self.all_cases


def traces_sql(log: EventLog, dialect: str) -> str:
    """Return SQL for one row a case: its activities in order, and its seconds from first to last."""
    joined = joined_in_order("activity", BETWEEN, log.ordered, dialect)
    return f"""
        SELECT case_ref, {joined} AS variant, max(second) - min(second) AS seconds
        FROM ({log.query}) AS log GROUP BY case_ref
    """


def variants(log: EventLog, engine: Engine, *, limit: int = 20) -> list[FlowVariant]:
    """Return the commonest variants, the most frequent first."""
    rows = engine.ask(f"""
        SELECT variant, count(*) AS cases, sum(count(*)) OVER () AS all_cases, count(*) OVER () AS all_variants,
          sum(seconds) AS total, {quantile("seconds")} AS middle
        FROM ({traces_sql(log, engine.dialect)}) AS traces
        GROUP BY variant ORDER BY cases DESC, min(case_ref) LIMIT {int(limit)}
    """)
    return [
        FlowVariant(
            tuple(row["variant"].split(BETWEEN)),
            int(row["cases"]),
            int(row["all_cases"]),
            int(row["all_variants"]),
            Decimal(int(row["total"])) / int(row["cases"]),
            exact_decimal(row["middle"]),
        )
        for row in rows
    ]
