"""Duties: what happens by itself. Each room lists its own in its ``duties.py``; the server and `tongban daily` do them all.

A room's ``duties.py`` names them in ``DUTIES`` and is found by app. A duty is safe to do twice and opens transactions
of its own. Here stand the duties of the rooms below, which do not see this one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import throttle
from tongban.ground.kit.unused_files import clear_unused
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.people.actions.staff import forget_old_sign_ins

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
USUAL = timedelta(minutes=settings.DUTY_MINUTES or 10)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that happens by itself: ``act(at=…)`` does what is to be done by then and returns how much it did.

    What is not ``undoable`` (silence accepts, a promise lapses, a result is delivered) waits when the clock is in doubt.
    """

    name: str
    label: str | Promise
    every: timedelta
    act: Callable[..., int | None]
    undoable: bool = True


DUTIES = (
    Duty("ledger.seal", _("Seal the ledger"), USUAL, lambda at: int(seal(at=at) is not None)),
    Duty("files.clear", _("Clear files that nothing uses"), 6 * HOURS, clear_unused),
    Duty("people.sign_ins", _("Forget old sign-ins"), DAYS, forget_old_sign_ins),
    Duty("kit.throttle", _("Forget counts of requests"), HOURS, throttle.forget),
)


def duties() -> dict[str, Duty]:
    """Return the duties of every room of the house, by name, in the order in which they are done."""
    found: dict[str, Duty] = {}
    for module in modules_named("duties"):
        for duty in module.DUTIES:
            if found.setdefault(duty.name, duty) is not duty:
                raise ValueError(f"two duties are called {duty.name}")
    return found
