"""DuckDB in this process, over the Parquet files of a snapshot: the default for everything heavy."""

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from tongban.account.insight.engines.protocol import EngineDown, refuse_faults
from tongban.account.insight.snapshot.manifests import (
    CorruptSnapshot,
    Manifest,
    NoSnapshot,
    current_snapshot,
    faults_of,
    outdated,
    quick_faults,
)
from tongban.ground.kit.fact_views import SCHEMA, published_facts
from tongban.ground.ledger.memo import Memo

SMALL = 2000
"""How many cells make an answer short: short ones are kept, for a snapshot never changes."""
Rows = list[dict[str, Any]]
ANSWERS: Memo[tuple[str, str], Rows] = Memo("insight.answers", 4000, copy=lambda rows: list(map(dict, rows)))
ENGINES: Memo[str, "DuckDBEngine"] = Memo("insight.engines", 1)
_opening = threading.Lock()


def duckdb_engine(manifest: Manifest | None = None) -> "DuckDBEngine":
    """Return the engine over a snapshot, by default the current one; EngineDown where there is none."""
    try:
        found = manifest or current_snapshot()
    except (NoSnapshot, CorruptSnapshot) as error:
        raise EngineDown(str(error)) from error
    with _opening:
        return ENGINES.get(found.digest, lambda: _sound_engine(found))


def _sound_engine(found: Manifest) -> "DuckDBEngine":
    refuse_faults(quick_faults(found))
    return DuckDBEngine(found)


@dataclass
class DuckDBEngine:
    """A connection to DuckDB whose views are the facts of one snapshot."""

    snapshot: Manifest
    name: str = "duckdb"
    dialect: str = "duckdb"
    database: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        import duckdb

        self.database = duckdb.connect(":memory:", config={"memory_limit": settings.INSIGHT_MEMORY})
        self.database.execute("SET TimeZone = 'UTC'")
        self.database.execute(f"CREATE SCHEMA {SCHEMA}")
        for fact in self.snapshot.facts:
            self.database.execute(f"CREATE VIEW {SCHEMA}.{fact} AS {self.snapshot.select(fact)}")

    @cached_property
    def is_current(self) -> bool:
        """Return whether no fact has had other columns since; after an upgrade one may, until the next snapshot."""
        return not any(outdated(self.snapshot, published_facts()))

    @property
    def manifest(self) -> str:
        """Return the digest of the snapshot's manifest."""
        return self.snapshot.digest

    def check(self) -> None:
        """Refuse where a file or a column is not what the manifest says; reads every file."""
        refuse_faults(faults_of(self.snapshot))

    def ask(self, sql: str) -> Rows:
        """Return rows by column name; short answers are kept."""
        key = (self.manifest, sql)
        if (known := ANSWERS.peek(key)) is not None:
            return known
        rows = self._ask(sql)
        return ANSWERS.put(key, rows) if sum(map(len, rows)) <= SMALL else rows

    def _ask(self, sql: str) -> Rows:
        import duckdb

        try:
            answer = self.database.cursor().execute(sql)
        except duckdb.Error as error:
            refuse_faults((*quick_faults(self.snapshot), *outdated(self.snapshot, published_facts())))
            raise EngineDown(_("DuckDB cannot answer: %s") % str(error).partition("\n")[0]) from error
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
