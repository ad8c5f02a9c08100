"""What the centre does with an order: answers, dispatches, decides, merges, hands over, urges."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.matters.phrases import REPLY, phrased_text
from tongban.ground.people.models import User
from tongban.work.hotline.actions import competence, intake, outside, side
from tongban.work.hotline.forms.act import HotlineAct, HotlineMove, SideAct, unit_field
from tongban.work.hotline.models import Area, HandOver, Kind, Order, Status, Urging
from tongban.work.hotline.queries.catalogue import classes_on, competent_row
from tongban.work.hotline.queries.orders import is_set_aside, open_orders_like


class AnswerAtOnce(HotlineMove):
    """Answer the caller at once."""

    code = move = "answer"
    title, icon_name = HotlineMove.chart.moves[move].label, "message-check"
    text = phrased_text(_("Answer"), REPLY)

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.answer(self.order, by=by, at=at, **self.values)


class DispatchOrder(HotlineMove):
    """Pass the order on to the unit that leads."""

    code = move = "dispatch"
    title, icon_name, tone = HotlineMove.chart.moves[move].label, "send", "primary"
    hint = _("The clock runs from the dispatch, whether or not the unit signs.")
    unit = unit_field(_("Lead unit"))

    def add_fields(self) -> None:
        """Offer the unit that the dispatch catalogue names."""
        row = competent_row(self.order.demand_class_id, self.order.area_id, localdate())
        if row is not None:
            self.fields["unit"].initial = row.unit_id
            self.fields["unit"].help_text = _("The dispatch catalogue names %(unit)s.") % {"unit": row.unit}

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.dispatch(self.order, self.values["unit"], by=by, at=at)


class ClassifyOrder(SideAct):
    """Put the order into another class, kind or area."""

    code = "classify"
    title, icon_name = _("Put into another class"), "category"
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    area = forms.ModelChoiceField(Area.objects.all(), label=_("Area"), required=False)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """The class of a confidential report is sealed."""
        return super().is_open(matter, user) and not matter.is_confidential

    def add_fields(self) -> None:
        """Offer the classes that are used today."""
        self.fields["demand_class"] = forms.ModelChoiceField(classes_on(localdate()), label=_("Class"))
        self.fields["demand_class"].initial = self.order.demand_class_id
        self.fields["kind"].initial, self.fields["area"].initial = self.order.kind, self.order.area_id

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.classify(self.order, by=by, at=at, **self.values)


class DecideCompetence(HotlineMove):
    """Decide who is competent; the order is not returned any more."""

    code = move = "decide"
    title, icon_name, tone = HotlineMove.chart.moves[move].label, "gavel", "primary"
    hint = _("After the decision no unit returns the order; the caller's last day does not move.")
    unit = unit_field(_("Competent unit"))
    reason = long_text(_("Why"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return competence.decide(self.order, self.values["unit"], by=by, at=at, reason=self.values["reason"])


class ReassignOrder(HotlineMove):
    """Give the order of a closed unit to another."""

    code = move = "reassign"
    title, icon_name, tone = HotlineMove.chart.moves[move].label, "replace", "primary"
    hint = _(
        "The unit was closed. Choose the one that took over its work; the caller's last day does not move."
    )
    unit = unit_field(_("Lead unit"))

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """The unit is not there any more."""
        until = matter.lead_unit.until if matter.lead_unit else None
        return super().is_open(matter, user) and until is not None and until < localdate()

    def act(self, *, by: User, at: datetime) -> Any:
        return competence.reassign(self.order, self.values["unit"], by=by, at=at)


class KeepSecret(HotlineMove):
    """Keep the order confidential from now on."""

    code = move = "keep_secret"
    title, icon_name, tone = HotlineMove.chart.moves[move].label, "eye-off", "outline-danger"
    hint = _(
        "What it says and who made it is set aside; no page, list, search, export or figure shows it any more, and it "
        "is dispatched anew. What the ledger kept of it before, and images of its row taken before, still hold the text: "
        "they cannot be changed."
    )
    reported_unit = unit_field(_("Unit reported"), required=False)
    is_understood = forms.BooleanField(label=_("I know that earlier entries of the ledger keep the text."))

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """It is not confidential yet."""
        return super().is_open(matter, user) and not matter.is_confidential

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.keep_secret(self.order, by=by, at=at, reported_unit=self.values["reported_unit"])


class MergeOrder(HotlineMove):
    """Make the order part of another one with the same cause."""

    code = move = "merge"
    title, icon_name = HotlineMove.chart.moves[move].label, "git-merge"
    hint = _("The caller is told whatever becomes of the other order.")

    def add_fields(self) -> None:
        """Offer the open orders of the same class and area."""
        like = open_orders_like(self.order, self.user)
        self.fields["main"] = forms.ModelChoiceField(like, label=_("Main order"))

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """A confidential report is not merged."""
        return super().is_open(matter, user) and not matter.is_confidential

    def act(self, *, by: User, at: datetime) -> Any:
        return side.merge(self.order, self.values["main"], by=by, at=at)


class ReleaseOrder(SideAct):
    """Let an order in that was set aside."""

    code = "release"
    title, icon_name = _("Let in"), "door-enter"

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """It was set aside."""
        return super().is_open(matter, user) and is_set_aside(matter)

    def act(self, *, by: User, at: datetime) -> Any:
        return outside.release(self.order, by=by, at=at)


class HandOverOrder(HotlineMove):
    """Hand an urgent matter over to an emergency number."""

    code = move = "hand_over"
    title, icon_name, tone = HotlineMove.chart.moves[move].label, "urgent", "outline-danger"
    to = forms.ChoiceField(label=_("To"), choices=HandOver.To)
    was_three_way = forms.BooleanField(label=_("Three-way call"), required=False)

    def act(self, *, by: User, at: datetime) -> Any:
        return side.hand_over(self.order, by=by, at=at, **self.values)


class ConfirmHandOver(HotlineMove):
    """Enter the receipt of a hand-over."""

    code = move = "confirm"
    title, icon_name = HotlineMove.chart.moves[move].label, "receipt"
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60)

    def act(self, *, by: User, at: datetime) -> Any:
        return side.confirm(self.order, by=by, at=at, **self.values)


class AddHelperUnit(SideAct):
    """Ask another unit to help."""

    code = "add_helper"
    title, icon_name = _("Ask a unit to help"), "users-plus"
    is_parallel = True
    unit = unit_field(_("Unit"))
    task = long_text(_("Task"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return side.add_helper(self.order, self.values["unit"], by=by, at=at, task=self.values["task"])


class UrgeOrder(HotlineAct):
    """Urge the lead unit, or supervise on a level."""

    code = "urge"
    title, icon_name = _("Urge or supervise"), "bell-ringing"
    permissions = ("hotline.dispatch", "hotline.lead")
    is_parallel = True
    text = long_text(_("What is expected"), rows=2)
    reply_due_on = day_field(_("Reply by"), required=False)

    def add_fields(self) -> None:
        """Offer the levels that this person may use."""
        levels = Urging.Level.choices if self.user.may("hotline.lead") else Urging.Level.choices[:1]
        self.fields["level"] = forms.TypedChoiceField(
            label=pgettext_lazy("urging", "Level"), choices=levels, coerce=int
        )

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """An order that a unit works on is urged."""
        return matter.status in (Status.DISPATCHED, Status.IN_HAND, Status.SUSPENDED)

    def act(self, *, by: User, at: datetime) -> Any:
        return side.urge(self.order, by=by, at=at, **self.values)
