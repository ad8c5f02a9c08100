"""What a unit does with an order."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.matters.phrases import REPLY, phrased_text
from tongban.ground.people.models import User
from tongban.work.hotline.actions import competence, outcome, work
from tongban.work.hotline.forms.act import HotlineMove, SideAct, unit_field
from tongban.work.hotline.models import Order, Reply, Suspension
from tongban.work.hotline.queries.orders import extension_request

MOVES = HotlineMove.chart.moves


class UnitMove(HotlineMove):
    """A move of the lead unit."""

    by_unit = True


class SignForOrder(UnitMove):
    """Sign for the order."""

    code = move = "sign"
    title, icon_name, tone = MOVES[move].label, "signature", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return work.sign(self.order, by=by, at=at)


class ReturnOrder(UnitMove):
    """Return the order, because another unit is competent."""

    code = move = "return"
    title, icon_name = MOVES[move].label, "arrow-back-up"
    hint = _("Within 24 hours of the dispatch, once, with the reason. The clock runs on meanwhile.")
    reason = long_text(_("Why"), rows=3)
    proposed_unit = unit_field(_("Who is thought competent"), required=False)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """After a decision nothing is returned."""
        return super().is_open(matter, user) and not matter.is_decided

    def act(self, *, by: User, at: datetime) -> Any:
        return competence.return_(self.order, by=by, at=at, **self.values)


class AskExtension(SideAct):
    """Ask the head of the unit for more days, once."""

    code = "ask_extension"
    title, icon_name, by_unit = _("Ask for more days"), "calendar-question", True
    hint = _("Once for each order. The head of the unit grants or refuses them.")
    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=15)
    reason = long_text(_("Why"), rows=2)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """Nobody has asked, and nothing was given."""
        return super().is_open(matter, user) and not matter.more_days and extension_request(matter) is None

    def act(self, *, by: User, at: datetime) -> Any:
        return work.ask_extension(self.order, by=by, at=at, **self.values)


class RefuseExtension(SideAct):
    """Refuse the days that were asked for."""

    code = "refuse_extension"
    title, icon_name, by_unit = _("Refuse more days"), "calendar-x", True
    ruling = long_text(_("Why refused"), rows=2)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """Somebody else has asked, and nobody has decided."""
        asked = extension_request(matter)
        is_waiting = asked is not None and asked.is_granted is None and asked.by_id != user.pk
        return super().is_open(matter, user) and is_waiting

    def act(self, *, by: User, at: datetime) -> Any:
        return work.refuse_extension(self.order, by=by, at=at, **self.values)


class ExtendOrder(UnitMove):
    """Give the order more days, once."""

    code = move = "extend"
    title, icon_name = MOVES[move].label, "calendar-plus"
    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=15)
    reason = long_text(_("Why"), rows=2)
    told = forms.CharField(label=_("How the caller was told"), max_length=60)

    def add_fields(self) -> None:
        """Begin with what was asked for; words about a confidential report are not repeated."""
        asked = extension_request(self.order)
        if asked is not None:
            self.fields["days"].initial = asked.days
            self.fields["reason"].initial = "" if self.order.is_confidential else asked.reason

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """Nothing was given or refused, and nobody decides on an own request."""
        asked = extension_request(matter)
        is_free = asked is None or (asked.is_granted is None and asked.by_id != user.pk)
        return super().is_open(matter, user) and is_free and not matter.more_days

    def act(self, *, by: User, at: datetime) -> Any:
        return work.extend(self.order, by=by, at=at, **self.values)


class SuspendOrder(UnitMove):
    """Suspend the order until a day on which it is looked at again."""

    code = move = "suspend"
    title, icon_name = MOVES[move].label, "player-pause"
    hint = _("For what cannot be solved now. Say the plan, the measures and the time; the caller is told.")
    cause = forms.ChoiceField(label=_("Waits for"), choices=Suspension.Cause)
    reason = long_text(_("Why, measures, and until when"), rows=3)
    review_on = day_field(_("Looked at again on"))

    def act(self, *, by: User, at: datetime) -> Any:
        return work.suspend(self.order, by=by, at=at, **self.values)


class ResumeOrder(UnitMove):
    """Go on with the order."""

    code = move = "resume"
    title, icon_name = MOVES[move].label, "player-play"
    result = long_text(_("What the review found"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return work.resume(self.order, by=by, at=at, **self.values)


class NoteProgress(SideAct):
    """Note what was done so far."""

    code = "note_progress"
    title, icon_name, by_unit = _("Note progress"), "notes", True
    is_parallel = True
    text = long_text(_("What was done"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return work.note_progress(self.order, by=by, at=at, **self.values)


class ReplyToCaller(UnitMove):
    """Answer the caller and report back."""

    code = move = "reply"
    title, icon_name, tone = MOVES[move].label, "message-reply", "primary"
    hint = _(
        "Say what was found, what was done, and what follows; name the matter. The caller is called back."
    )
    text = phrased_text(_("Reply"), REPLY)
    contact = forms.ChoiceField(label=_("Caller told"), choices=Reply.Contact)

    def act(self, *, by: User, at: datetime) -> Any:
        return work.reply(self.order, by=by, at=at, **self.values)


class AppealResult(SideAct):
    """Ask that a bad result is not counted."""

    code = "appeal"
    title, icon_name, by_unit = _("Appeal: not to be counted"), "scale", True
    reason = long_text(_("Why it is not to be counted"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.appeal(self.order, by=by, at=at, **self.values)
