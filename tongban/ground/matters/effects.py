"""What a move or an act makes of a matter, as a value: worked out without asking or changing anything.

An action locks the matter, looks whether the person may, and lets `make_move` or `record_act` save the effect; the bulk
load (`bulk`) works out the very same effects on matters in memory and copies them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Model

from tongban.ground.law import Citation
from tongban.ground.ledger import Chart, record
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.ledger.new_rows import fits, insert_together

NOTHING: Mapping[str, Any] = MappingProxyType({})
Change = tuple[Any, Mapping[str, Any]]
"""A row and its values to come."""


class PaperToWrite(NamedTuple):
    """A paper that an act leaves: its kind, what it tells beside the matter, and its number if that is known."""

    kind: str
    facts: Mapping[str, Any] = NOTHING
    number: str = ""


class Effect(NamedTuple):
    """What becomes of a matter: its facts, rows that come or change beside it, its papers, what the entry keeps."""

    facts: Mapping[str, Any] = NOTHING
    rows: Sequence[Any] = ()
    changes: Sequence[Change] = ()
    papers: Sequence[PaperToWrite] = ()
    note: str = ""
    payload: Mapping[str, Any] = NOTHING
    before: str = ""
    after: str = ""


def make_move(chart: Chart, name: str, matter: Any, effect: Effect, *, by: Any, at: datetime) -> Written:
    """Make a move and save its effect, papers excepted; the action holds the lock."""
    said: dict[str, Any] = {"note": effect.note, "payload": effect.payload}
    if matter._state.adding:
        set_facts(matter, effect.facts)
        entry = chart.make(name, matter, by=by, at=at, **said)
        _insert(matter, effect)
        return entry
    save_rows(effect)
    return chart.make(name, matter, by=by, at=at, facts=effect.facts, **said)


def record_act(
    matter: Any, name: str, effect: Effect, *, by: Any, at: datetime, basis: Citation | str
) -> Written:
    """Record an act and save its effect, papers excepted; the action holds the lock."""
    save_rows(effect)
    said: dict[str, Any] = {
        "before": effect.before,
        "after": effect.after,
        "note": effect.note,
        "payload": effect.payload,
    }
    return record(matter, name, by=by, at=at, basis=basis, facts=effect.facts, **said)


def save_rows(effect: Effect) -> None:
    """Save what comes and what changes beside a matter, each kind of row in one statement."""
    for model, rows in groupby(effect.rows, _model_of):
        model._base_manager.bulk_create(list(rows))
    for row, values in effect.changes:
        set_facts(row, values)
    for model, changes in groupby(effect.changes, lambda change: _model_of(change[0])):
        _save_changes(model, list(changes))


def _insert(matter: Any, effect: Effect) -> None:
    """Insert a new matter and what comes beside it: in one statement, where that is not much."""
    if fits(matter, effect.rows):
        insert_together(matter, effect.rows)
        save_rows(effect._replace(rows=()))
    else:
        matter.save()
        save_rows(effect)


def set_facts(row: Any, facts: Mapping[str, Any]) -> None:
    """Set facts on a matter or on a row beside it."""
    for name, value in facts.items():
        setattr(row, name, value)


def _save_changes(model: type[Model], changes: Iterable[Change]) -> None:
    rows = {id(row): row for row, _ in changes}
    names = dict.fromkeys(name for _, values in changes for name in values)
    model._base_manager.bulk_update(rows.values(), list(names))


def _model_of(row: Model) -> type[Model]:
    return type(row)
