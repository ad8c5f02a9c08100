"""What a change of an item does here: its rules are run on whatever waits for them to change."""

from collections.abc import Collection
from datetime import datetime

from tongban.ground.people.models import User
from tongban.work.obstacles.actions.changes import run_changed_rules


def take(kind: str, keys: Collection[str], *, by: User | None, at: datetime) -> None:
    """Run the rules, in the transaction that publishes them."""
    if kind == "item":
        run_changed_rules(keys, by=by, at=at)
