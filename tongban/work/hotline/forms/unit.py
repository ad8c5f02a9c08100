"""What a unit does with an order."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.people.models import User
from tongban.work.hotline import actions
from tongban.work.hotline.forms.act import HotlineMove, SideAct, unit_field
from tongban.work.hotline.models import Order, Reply, Suspension

MOVES = HotlineMove.chart.moves


class UnitMove(HotlineMove):
    """A move of the lead unit."""

    by_unit = True


class SignForOrder(UnitMove):
    """Sign for the order."""

    code = move = "sign"
    title, icon_name, tone = MOVES[move].label, "signature", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.sign(self.order, by=by, at=at)


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
        return actions.return_(self.order, by=by, at=at, **self.values)


class ExtendOrder(UnitMove):
    """Give the order more days, once."""

    code = move = "extend"
    title, icon_name = MOVES[move].label, "calendar-plus"
    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=15)
    reason = long_text(_("Why"), rows=2)
    told = forms.CharField(label=_("How the caller was told"), max_length=60)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.extend(self.order, by=by, at=at, **self.values)


class SuspendOrder(UnitMove):
    """Suspend the order until a day on which it is looked at again."""

    code = move = "suspend"
    title, icon_name = MOVES[move].label, "player-pause"
    hint = _("For what cannot be solved now. Say the plan, the measures and the time; the caller is told.")
    cause = forms.ChoiceField(label=_("Waits for"), choices=Suspension.Cause)
    reason = long_text(_("Why, measures, and until when"), rows=3)
    review_on = day_field(_("Looked at again on"))

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.suspend(self.order, by=by, at=at, **self.values)


class ResumeOrder(UnitMove):
    """Go on with the order."""

    code = move = "resume"
    title, icon_name = MOVES[move].label, "player-play"
    result = long_text(_("What the review found"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.resume(self.order, by=by, at=at, **self.values)


class NoteProgress(SideAct):
    """Note what was done so far."""

    code = "note_progress"
    title, icon_name, by_unit = _("Note progress"), "notes", True
    is_parallel = True
    text = long_text(_("What was done"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.note_progress(self.order, by=by, at=at, **self.values)


class ReplyToCaller(UnitMove):
    """Answer the caller and report back."""

    code = move = "reply"
    title, icon_name, tone = MOVES[move].label, "message-reply", "primary"
    hint = _(
        "Say what was found, what was done, and what follows; name the matter. The caller is called back."
    )
    text = long_text(_("Reply"), rows=6)
    contact = forms.ChoiceField(label=_("Caller told"), choices=Reply.Contact)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.reply(self.order, by=by, at=at, **self.values)


class AppealResult(SideAct):
    """Ask that a bad result is not counted."""

    code = "appeal"
    title, icon_name, by_unit = _("Appeal: not to be counted"), "scale", True
    reason = long_text(_("Why it is not to be counted"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.appeal(self.order, by=by, at=at, **self.values)
