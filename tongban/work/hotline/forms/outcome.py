"""Review, calls back and what follows from them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import long_text
from tongban.ground.people.models import User
from tongban.work.hotline.actions import outcome
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.forms.act import HotlineMove, SideAct
from tongban.work.hotline.models import CallBack, Order, Solved
from tongban.work.hotline.rules.calls import may_call_back

MOVES = HotlineMove.chart.moves
LEVELS = [
    ("", _("Not asked")),
    (5, _("Very satisfied")),
    (4, _("Satisfied")),
    (3, _("Mostly satisfied")),
    (2, _("Dissatisfied")),
    (1, _("Very dissatisfied")),
]
YES_NO = [("", _("Not asked")), ("yes", _("Yes")), ("no", _("No"))]


class ReviewReply(HotlineMove):
    """Find the reply good enough to ask the caller."""

    code = move = "review"
    title, icon_name, tone = MOVES[move].label, "circle-check", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.review(self.order, by=by, at=at)


class SendBackReply(HotlineMove):
    """Send the reply back to the unit."""

    code = move = "send_back"
    title, icon_name = MOVES[move].label, "arrow-back"
    reason = long_text(_("What is missing"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.send_back(self.order, by=by, at=at, **self.values)


class AttemptCall(SideAct):
    """Note an attempt without an answer."""

    code = "call"
    title, icon_name = _("Not reached"), "phone-off"
    result = forms.ChoiceField(
        label=_("Result"), choices=[each for each in CallBack.Result.choices if each[0] != "heard"]
    )

    @classmethod
    def is_offered(cls, matter: Order, user: User) -> bool:
        """Who handled it does not call back."""
        return super().is_offered(matter, user) and may_call_back(user.pk, matter.handlers)

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.call(self.order, by=by, at=at, **self.values)


class HeardMove(HotlineMove):
    """A move upon what the caller said; three answers, none of which follows from another."""

    was_contacted = forms.ChoiceField(label=_("Did the unit make contact?"), choices=YES_NO, required=False)
    solved = forms.ChoiceField(label=_("Is it solved?"), choices=Solved)
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied"), choices=LEVELS, coerce=int, empty_value=None, required=False
    )
    remark = forms.CharField(label=_("In the caller's words"), max_length=300, required=False)
    is_by_web = forms.BooleanField(
        label=_("Take what the caller said on the web"),
        required=False,
        help_text=_("It stands under “closed, solved, satisfied”; the answers above are not read then."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the caller's own answer where there is one."""
        super().__init__(*args, **kwargs)
        if not self.order.call_backs.filter(by=None, round=self.order.rounds).exists():
            del self.fields["is_by_web"]

    @classmethod
    def is_offered(cls, matter: Order, user: User) -> bool:
        """Who handled it does not call back."""
        return super().is_offered(matter, user) and may_call_back(user.pk, matter.handlers)

    @property
    def heard(self) -> Heard | None:
        """Return what the caller said; nothing where the web has it."""
        said = self.values
        if said.get("is_by_web"):
            return None
        contacted = {"yes": True, "no": False}.get(said["was_contacted"])
        return Heard(said["solved"], said["satisfaction"], contacted, said["remark"])


class RedoOrder(HeardMove):
    """Not solved: back to the unit."""

    code = move = "redo"
    title, icon_name, tone = MOVES[move].label, "refresh", "outline-danger"

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.redo(self.order, by=by, at=at, heard=self.heard)


class CloseOrder(HeardMove):
    """Close the order with what the caller said."""

    code = move = "close"
    title, icon_name, tone = MOVES[move].label, "lock-check", "primary"
    hint = _("Closed is not solved, and solved is not satisfied: enter what the caller said to each.")
    is_unheard = forms.BooleanField(
        label=_("Close without an answer"),
        required=False,
        help_text=_("The caller wants no call, or was not reached in three attempts at different times."),
    )

    def act(self, *, by: User, at: datetime) -> Any:
        heard = None if self.values["is_unheard"] else self.heard
        return outcome.close(self.order, by=by, at=at, heard=heard)


class ReopenOrder(HotlineMove):
    """Closed wrongly: back to the unit."""

    code = move = "reopen"
    title, icon_name, tone = MOVES[move].label, "lock-open", "outline-danger"
    hint = _(
        "What the caller was said to think of it counts no more; the unit handles it with its days again."
    )
    reason = long_text(_("Why it was closed wrongly"), rows=3)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """Only what a unit handled itself is done again."""
        return super().is_open(matter, user) and bool(matter.lead_unit_id) and not matter.merged_into_id

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.reopen(self.order, by=by, at=at, **self.values)


class RuleOnAppeal(SideAct):
    """Rule on an appeal of the unit."""

    code = "rule_appeal"
    title, icon_name = _("Rule on the appeal"), "gavel"
    is_granted = forms.BooleanField(label=_("Leave it out of the figures"), required=False)
    ruling = long_text(_("Ruling"), rows=3)

    @classmethod
    def is_open(cls, matter: Order, user: User) -> bool:
        """There is an appeal that nobody has ruled on."""
        return super().is_open(matter, user) and matter.appeals.filter(is_granted=None).exists()

    def act(self, *, by: User, at: datetime) -> Any:
        return outcome.rule_appeal(self.order, by=by, at=at, **self.values)
