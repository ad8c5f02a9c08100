"""How pages show orders to hurry: the state with its light, the filters of a list, the form of a reply."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.kit.tables import Column, Filters
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.acts import long_text
from tongban.ground.matters.urging_orders import UrgingOrder


class ReplyForm(forms.Form):
    """The reply to an order to hurry."""

    text = long_text(gettext_lazy("Reply"))


class UrgingFilters(Filters):
    """Answered or not."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("All")),
            ("open", gettext_lazy("Without reply")),
            ("late", gettext_lazy("Reply overdue")),
            ("replied", gettext_lazy("Replied")),
        ],
        required=False,
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the orders that fit."""
        wanted = {
            "open": Q(replied_at__isnull=True),
            "late": Q(replied_at__isnull=True, reply_due_on__lt=localdate()),
            "replied": Q(replied_at__isnull=False),
        }
        state = self.cleaned_data["state"]
        return rows.filter(wanted[state]) if state else rows


def _state(order: UrgingOrder) -> str:
    if order.replied_at:
        return _("replied")
    return _("reply overdue") if order.reply_due_on < localdate() else _("without reply")


def _state_light(order: UrgingOrder) -> SafeString:
    late = order.reply_due_on < localdate()
    return light("green" if order.replied_at else "red" if late else "yellow", _state(order))


ORDER_COLUMNS: tuple[Column[Any], ...] = (
    Column("text", gettext_lazy("Order")),
    Column("by", gettext_lazy("By"), value=lambda row: str(row.by)),
    Column("at", gettext_lazy("At"), kind="instant", sort="at"),
    Column("reply_due_on", gettext_lazy("Reply by"), kind="day", sort="reply_due_on"),
    Column("state", gettext_lazy("State"), value=_state, show=_state_light),
    Column("reply", gettext_lazy("Reply")),
)
"""What lists of orders show beside the matter."""
