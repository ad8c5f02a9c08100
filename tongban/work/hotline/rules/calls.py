"""Who calls back, and when an order may be closed without having reached anybody. Pure functions of values."""

from collections.abc import Collection
from datetime import datetime, timedelta

from tongban.ground.clock.moments import day_of
from tongban.ground.law import basis, term

BAD = (1, 2)
"""The levels of satisfaction that are bad: dissatisfied, very dissatisfied."""


@basis("beijing-complaints-regulation:23")
def may_call_back(caller: int, handlers: Collection[int]) -> bool:
    """Return whether somebody may call back: not who handled the order."""
    return caller not in handlers


@basis("local-practice")
def next_attempt_at(last: datetime | None) -> datetime | None:
    """Return from when another attempt counts: at a different time than the last; None: at once."""
    return None if last is None else last + timedelta(hours=int(term("hotline_call_gap", on=day_of(last))))


@basis("local-practice")
def may_close_unheard(*, attempts: int, is_reachable: bool, at: datetime) -> bool:
    """Return whether an order is closed although nobody was heard: who wants no call, or after the attempts."""
    return not is_reachable or attempts >= int(term("hotline_call_attempts", on=day_of(at)))
