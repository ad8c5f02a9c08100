"""A move or an act on a locked case, saved with everything that its effect says."""

from datetime import datetime

from tongban.ground.law import Citation
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.matters.effects import Effect, make_move, record_act
from tongban.ground.people.models import User
from tongban.work.cases.actions.papers import write_papers
from tongban.work.cases.lock_cache import add_at_hand
from tongban.work.cases.models import Case
from tongban.work.cases.states import CHART


def make(case: Case, move: str, effect: Effect, *, by: User | None, at: datetime) -> Case:
    """Make a move and write its papers."""
    make_move(CHART, move, case, effect, by=by, at=at)
    add_at_hand(case, effect.rows)
    write_papers(case, effect.papers, by=by, at=at)
    if case.is_part:
        _follow(case, at)
    return case


def _follow(case: Case, at: datetime) -> None:
    from tongban.work.cases.bundles.follow import follow  # it files cases in its turn, by this very function

    follow(case, at=at)


def note(case: Case, act: str, effect: Effect, *, by: User | None, at: datetime, basis: Citation) -> Written:
    """Record an act."""
    entry = record_act(case, act, effect, by=by, at=at, basis=basis)
    add_at_hand(case, effect.rows)
    return entry
