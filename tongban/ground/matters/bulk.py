"""Matters by the hundred thousand, each with its whole course: led by the effects of the moves, copied slice by slice.

Whatever the moves of a chart make of a matter, they make here: the same rights, limits, rows, papers and entries. A room
gives its chart, its acts and its effects, and needs no second writing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from tongban.ground.law import Citation
from tongban.ground.ledger import Chart, EntryData, Refused
from tongban.ground.ledger.bulk import BulkEntry, chain_lines, copy_entries
from tongban.ground.ledger.bulk_copy import copy_line, copy_rows, reserve_keys
from tongban.ground.ledger.macs import EntryKey, current_key
from tongban.ground.matters.effects import Effect, set_facts

SLICE = 1000
"""How many keys are drawn at once."""


class BulkAct(NamedTuple):
    """An act that changes no status: on what basis, and with which permission; "" is the system's alone."""

    basis: Citation
    permission: str


NO_ACTS: Mapping[str, BulkAct] = {}


class BulkLoader:
    """Collects rows and chained entries; ``load`` copies them within the caller's transaction, in order of the models."""

    def __init__(self, *models: type[Model]) -> None:
        self.lines: dict[type[Model], list[str]] = {model: [] for model in models}
        self.entries: list[str] = []
        self._keys: dict[type[Model], Iterator[int]] = {}
        self._key: EntryKey | None = None

    def next_key(self, model: type[Model]) -> int:
        """Return a key that nobody else is given."""
        key = next(self._keys.get(model, iter(())), None)
        if key is None:
            self._keys[model] = iter(reserve_keys(model, SLICE))
            return next(self._keys[model])
        return key

    def add(self, rows: Iterable[Model], subject: str, entries: Iterable[BulkEntry]) -> None:
        """Take rows and the whole chain of a subject."""
        for row in rows:
            self.lines[type(row)].append(copy_line(row))
        self._key = self._key or current_key()
        self.entries += chain_lines(subject, entries, key=self._key)

    def load(self) -> int:
        """Write what was collected and return how many entries that were."""
        count = len(self.entries)
        for model, lines in self.lines.items():
            copy_rows(model, lines)
            lines.clear()
        copy_entries(self.entries)
        self.entries.clear()
        self._key = None
        return count


class BulkMatter:
    """A matter in memory on its way through a chart, with the rows beside it and its entries so far."""

    def __init__(
        self, loader: BulkLoader, matter: Any, chart: Chart, acts: Mapping[str, BulkAct] = NO_ACTS
    ) -> None:
        self.loader, self.matter, self.chart, self.acts = loader, matter, chart, acts
        self.rows: list[Any] = []
        self.entries: list[BulkEntry] = []
        self._last: datetime | None = None

    def take(self, name: str, work_out: Callable[[], Effect], *, by: Any, at: datetime) -> Effect:
        """Make a move or an act; refused where the chart, a right, a limit or the clock stands against it."""
        if self._last is not None and at < self._last:
            raise Refused(f"{self.matter.reference}: {name} comes before what came before it")
        self._last = at
        if name in self.acts:
            return self._record(name, self.acts[name], work_out, by, at)
        move = self.chart.need(name, self.matter, by=by)
        effect = work_out()
        before = self.chart.lead(move, self.matter)
        self._keep(effect)
        said = EntryData(name, move.basis, effect.payload, effect.note, before, str(move.to))
        self.entries.append(BulkEntry("move", said, by, at))
        return effect

    def note(self, said: EntryData, *, by: Any, at: datetime) -> None:
        """Record what goes with a move, as a paper that it leaves."""
        self.entries.append(BulkEntry("act", said, by, at))

    def add_row(self, row: Any) -> None:
        """Keep a row beside the matter, under a key of its own or the one that it was given before."""
        row.pk = row.pk or self.loader.next_key(type(row))
        self.rows.append(row)

    def finish(self) -> None:
        """Hand the matter with everything beside it to the load."""
        self.loader.add([self.matter, *self.rows], self.matter.reference, self.entries)

    def _record(
        self, name: str, act: BulkAct, work_out: Callable[[], Effect], by: Any, at: datetime
    ) -> Effect:
        may = (
            by.may(act.permission) if by is not None and act.permission else by is None and not act.permission
        )
        if not may:
            raise PermissionDenied
        effect = work_out()
        self._keep(effect)
        said = EntryData(name, act.basis, effect.payload, effect.note, effect.before, effect.after)
        self.entries.append(BulkEntry("act", said, by, at))
        return effect

    def _keep(self, effect: Effect) -> None:
        for row in effect.rows:
            self.add_row(row)
        set_facts(self.matter, effect.facts)  # a fact may name a row that came
        for row, values in effect.changes:
            set_facts(row, values)
