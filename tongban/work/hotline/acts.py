"""Acts on an order that change no status: who may, while it stands where, and on what basis."""

from collections.abc import Collection
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import Citation
from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.hotline.models import AT_THE_UNIT, OPEN, Order, Status
from tongban.work.hotline.states import (
    CALLING,
    CUSTOM,
    DECIDING,
    DISPATCHING,
    RECEIVING,
    RETURNING,
    TELLING,
)

S = Status


class OrderAct(NamedTuple):
    """Who may do an act ("": only a caller, by number and code), at which statuses, and on what basis."""

    permission: str
    statuses: Collection[str]
    basis: Citation

    def may(self, by: User | None) -> bool:
        """Return whether somebody may do it; nobody is the caller."""
        return not self.permission if by is None else bool(self.permission and by.may(self.permission))

    def need_open(self, order: Order) -> None:
        """Refuse the act where the order does not stand for it."""
        if order.status not in self.statuses:
            said = {"order": order.reference, "status": order.get_status_display()}
            raise Refused(_("This is not possible now: %(order)s is at “%(status)s”.") % said)


# fmt: off
ACTS = {
    "classify":      OrderAct("hotline.dispatch", OPEN,                         DISPATCHING),
    "note_progress": OrderAct("hotline.work",     (S.IN_HAND, S.SUSPENDED),     TELLING),
    "ask_extension":    OrderAct("hotline.work",     (S.IN_HAND,),              RETURNING),
    "refuse_extension": OrderAct("hotline.approve",  (S.IN_HAND,),              RETURNING),
    "call":          OrderAct("hotline.check",    (S.REVIEWED,),                CALLING),
    "appeal":        OrderAct("hotline.work",     (S.CLOSED,),                  CUSTOM),
    "rule_appeal":   OrderAct("hotline.check",    (S.CLOSED,),                  CUSTOM),
    "add_helper":    OrderAct("hotline.dispatch", AT_THE_UNIT,                  DECIDING),
    "release":       OrderAct("hotline.dispatch", (S.REGISTERED,),              CUSTOM),
    "add_message":   OrderAct("",                 (*OPEN, S.MERGED, S.CLOSED),  RECEIVING),
    "hear":          OrderAct("",                 (S.REVIEWED, S.CLOSED),       CALLING),
    "help":          OrderAct("hotline.work",     AT_THE_UNIT,                  DECIDING),
}
# fmt: on
