"""Urging: supervision orders a division to hurry a matter, with a day to reply; the division says what was done."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.deadline import Deadline
from tongban.ground.clock.due_dates import last_day
from tongban.ground.kit.calendars import calendar
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.people.models import User

SUPERVISING = cite("business-environment-regulation:36")
REPLY_DAYS = 2
CHARS_OF_AN_ORDER = 300
Announce = Callable[[Written], object]


class UrgingOrder(models.Model):
    """A supervisor's order to hurry a matter, and the reply; a room says which matter."""

    text = models.CharField(_("Order"), max_length=CHARS_OF_AN_ORDER)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"))
    reply_due_on = models.DateField(_("Reply by"))
    reply = models.TextField(_("Reply"), blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Replied by"),
    )
    replied_at = models.DateTimeField(_("Replied at"), null=True, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("Urging order")
        verbose_name_plural = _("Urging orders")
        ordering = ["-at"]


Order = TypeVar("Order", bound=UrgingOrder)


def give_order(
    order: Order, matter: Any, *, by: User, at: datetime, reply_due_on: date | None, announce: Announce
) -> Order:
    """Enter an order on a locked matter; without a day it is replied to within two working days."""
    order.text = order.text.strip()[:CHARS_OF_AN_ORDER]
    if not order.text:
        raise Refused(_("A case under way is urged, with what is expected."))
    usual = last_day(Deadline(localdate(at), REPLY_DAYS), calendar())
    order.by, order.at, order.reply_due_on = by, at, reply_due_on or usual
    order.save()
    said = {"text": order.text, "reply_due_on": order.reply_due_on}
    announce(record(matter, "urge", by=by, at=at, basis=SUPERVISING, payload=said))
    return order


def reply_to(order: Order, matter: Any, text: str, *, by: User, at: datetime, announce: Announce) -> Order:
    """Enter the reply to an order on a locked matter: what was done, or why it takes longer; once."""
    order = type(order)._default_manager.get(pk=order.pk)
    if order.replied_at is not None or not text.strip():
        raise Refused(_("An order is replied to once, in words."))
    order.reply, order.replied_by, order.replied_at = text.strip(), by, at
    order.save(update_fields=["reply", "replied_by", "replied_at"])
    announce(record(matter, "reply", by=by, at=at, basis=SUPERVISING, payload={"reply": order.reply}))
    return order
