"""An act on an order: offered to the centre of its line, or to its lead unit."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import Act, MoveAct
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import tree_around
from tongban.work.hotline.acts import ACTS
from tongban.work.hotline.models import Order
from tongban.work.hotline.states import CHART


class HotlineAct(Act[Order]):
    """One act on an order."""

    by_unit: ClassVar[bool] = False
    """Whether the lead unit does it, not the centre."""

    @property
    def order(self) -> Order:
        """Return the order."""
        return self.matter

    @classmethod
    def is_offered(cls, matter: Order, user: User) -> bool:
        """Return whether the page of the order has a button for it."""
        place = matter.lead_unit_id if cls.by_unit else matter.line.centre_id
        return super().is_offered(matter, user) and place in tree_around(user)


class HotlineMove(MoveAct[Order], HotlineAct):
    """An act that is a move of the chart of orders."""

    chart = CHART


class SideAct(HotlineAct):
    """An act that changes no status."""

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Ask the table of acts."""
        return ACTS[cls.code].may(user)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """Ask the table of acts."""
        return matter.status in ACTS[cls.code].statuses


def unit_field(label: Any, *, required: bool = True) -> "forms.ModelChoiceField[Department]":
    """Return a field for a unit."""
    return forms.ModelChoiceField(
        Department.objects.all(), label=label, required=required, empty_label=_("Choose")
    )
