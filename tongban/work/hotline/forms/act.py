"""An act on an order: offered to the centre of its line, or to its lead unit."""

from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import Act, MoveAct
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_open, tree_around
from tongban.work.hotline.acts import ACTS
from tongban.work.hotline.models import Order
from tongban.work.hotline.queries.visibility import keeps
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
        if not super().is_offered(matter, user):
            return False
        places = tree_around(user)
        if cls.by_unit:
            return matter.lead_unit_id in places
        return matter.line.centre_id in places or keeps(user, matter)


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


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of units; asked anew by every form, so that one that was closed is offered no more."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "UnitField":
        copied: UnitField = super().__deepcopy__(memo)
        copied.queryset = departments_open(localdate())
        return copied


def unit_field(label: Any, *, required: bool = True) -> UnitField:
    """Return a field for a unit that is there today."""
    return UnitField(Department.objects.all(), label=label, required=required, empty_label=_("Choose"))
