"""The acts on a demand and on a meeting: what each asks, and the action it calls."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import Act, Acts, MoveAct, by_code, long_text
from tongban.ground.people.models import Department, User
from tongban.offer.policies.models import Policy
from tongban.work.aid.actions import demands, meetings
from tongban.work.aid.models import EnterpriseDemand, Meeting, MeetingItem, MeetingStatus
from tongban.work.aid.queries.demands import experts_for, matches_of, waiting_for_a_meeting
from tongban.work.aid.queries.meetings import may_be_taken_up, meetings_visible_to
from tongban.work.aid.states import CHART
from tongban.work.hotline.models import DemandClass, Status
from tongban.work.hotline.queries.catalogue import classes_on

MOST_DAYS = 60


class DemandAct(Act[EnterpriseDemand]):
    """An act of a specialist on a demand."""

    permissions = ("aid.work",)


class AnswerDemand(DemandAct):
    """Answer at once."""

    code, title, icon_name, tone = "answer", _("Answer at once"), "message-check", "primary"
    hint = _("The order is closed with the answer; the enterprise is told.")
    text = long_text(_("Answer"))

    @classmethod
    def is_open(cls, matter: EnterpriseDemand, user: User) -> bool:
        """While it waits and no meeting has it."""
        return matter.order.status == Status.REGISTERED and not waiting_for_a_meeting(matter)

    def act(self, *, by: User, at: datetime) -> Any:
        return demands.answer(self.matter, by=by, at=at, **self.values)


class SendPolicy(DemandAct):
    """Send a policy with its explanation."""

    code, title, icon_name = "send", _("Send a policy"), "send"
    hint = _("The reasons go with it as they stand today: why, why not, what is missing.")
    is_parallel = True

    def add_fields(self) -> None:
        """Offer the policies in force, those that fit first."""
        offered = [each.version for each in matches_of(self.matter, localdate())]
        chosen = forms.TypedChoiceField(
            label=_("Policy"),
            choices=[(each.policy_id, each.title) for each in offered],
            coerce=int,
            initial=self.data.get("policy"),
        )
        self.fields["policy"] = chosen
        self.fields["note"] = long_text(_("What you add"), required=False, rows=3)

    @classmethod
    def is_open(cls, matter: EnterpriseDemand, user: User) -> bool:
        """At any time: a policy may be new after the answer."""
        return True

    def act(self, *, by: User, at: datetime) -> Any:
        policy = Policy.objects.get(pk=self.values["policy"])
        return demands.send_policy(self.matter, policy, note=self.values["note"], by=by, at=at)


class AskExpert(DemandAct):
    """Put it to an expert of the store."""

    code, title, icon_name = "expert", _("Ask an expert"), "users"

    def add_fields(self) -> None:
        """Offer the experts whose field it is."""
        found = experts_for(self.matter)
        rows = type(found[0]).objects.filter(pk__in=[each.pk for each in found]) if found else None
        self.fields["expert"] = forms.ModelChoiceField(rows, label=_("Expert"), empty_label=_("Choose"))

    @classmethod
    def is_open(cls, matter: EnterpriseDemand, user: User) -> bool:
        """While it is open, and somebody knows the field."""
        return matter.order.closed_at is None and bool(experts_for(matter))

    def act(self, *, by: User, at: datetime) -> Any:
        return demands.ask_expert(self.matter, self.values["expert"], by=by, at=at)


class BringBeforeMeeting(DemandAct):
    """Put it on the table of a called meeting."""

    code, title, icon_name = "meeting", _("Bring before a meeting"), "users-group"

    def add_fields(self) -> None:
        """Offer the called meetings."""
        called = meetings_visible_to(self.user).filter(status=MeetingStatus.CALLED)
        self.fields["meeting"] = forms.ModelChoiceField(called, label=_("Research meeting"), empty_label=None)

    @classmethod
    def is_open(cls, matter: EnterpriseDemand, user: User) -> bool:
        """While it waits, no meeting has it, and one is called."""
        called = meetings_visible_to(user).filter(status=MeetingStatus.CALLED)
        return AnswerDemand.is_open(matter, user) and called.exists()

    def act(self, *, by: User, at: datetime) -> Any:
        return meetings.take_up(self.values["meeting"], [self.matter], by=by, at=at)


class ProposeCase(DemandAct):
    """Put it forward for the case store."""

    code, title, icon_name = "case", _("Put forward for the case store"), "book-upload"
    hint = _("A draft among the hotline's answers; its unit and the centre check it as any other.")

    @classmethod
    def is_open(cls, matter: EnterpriseDemand, user: User) -> bool:
        """Once it is closed."""
        return matter.order.status == Status.CLOSED

    def act(self, *, by: User, at: datetime) -> Any:
        return demands.propose_entry(self.matter, by=by, at=at)


DEMAND_ACTS: Acts[EnterpriseDemand] = by_code(
    AnswerDemand, SendPolicy, AskExpert, BringBeforeMeeting, ProposeCase
)


class MeetingAct(Act[Meeting]):
    """An act on a called meeting that is no move."""

    permissions = ("aid.meet",)

    @classmethod
    def is_open(cls, matter: Meeting, user: User) -> bool:
        """While the meeting is called."""
        return matter.status == MeetingStatus.CALLED


class TakeUp(MeetingAct):
    """Put demands on the table."""

    code, title, icon_name, tone = "take-up", _("Take demands up"), "playlist-add", "primary"

    @classmethod
    def is_open(cls, matter: Meeting, user: User) -> bool:
        """While the meeting is called and something waits."""
        return super().is_open(matter, user) and may_be_taken_up(user).exists()

    def add_fields(self) -> None:
        """Offer the demands that wait."""
        self.fields["demands"] = DemandsField(
            may_be_taken_up(self.user), label=_("Demands of enterprises"), widget=forms.CheckboxSelectMultiple
        )

    def act(self, *, by: User, at: datetime) -> Any:
        return meetings.take_up(self.matter, self.values["demands"], by=by, at=at)


class DemandsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's is not generic at run time
    """Demands to choose from, with enterprise and the beginning of the text."""

    def label_from_instance(self, obj: Any) -> str:
        """Say which demand it is."""
        return f"{obj.order.reference} {obj.enterprise}：{obj.order.text[:30]}"


class Conclude(MoveAct[Meeting]):
    """Issue the minutes."""

    chart, code, move = CHART, "conclude", "conclude"
    title, icon_name, tone = CHART.moves[move].label, "file-check", "primary"
    hint = _("The minutes get their number; each demand goes to its unit, or is answered with the finding.")

    def act(self, *, by: User, at: datetime) -> Any:
        return meetings.conclude(self.matter, by=by, at=at)


class CancelMeeting(MoveAct[Meeting]):
    """The meeting does not take place."""

    chart, code, move = CHART, "cancel", "cancel"
    title, icon_name, tone = CHART.moves[move].label, "x", "outline-danger"
    why = long_text(_("Why"))

    def act(self, *, by: User, at: datetime) -> Any:
        return meetings.cancel(self.matter, by=by, at=at, **self.values)


MEETING_ACTS: Acts[Meeting] = by_code(TakeUp, Conclude, CancelMeeting)


class MeetingFindingForm(forms.Form):
    """What a meeting finds of one demand."""

    finding = long_text(
        _("What the meeting found"), help_text=_("Without a unit it is the answer that the enterprise gets.")
    )
    unit = forms.ModelChoiceField(
        Department.objects.all(), label=_("Unit assigned"), required=False, empty_label=_("Choose")
    )
    days = forms.IntegerField(
        label=_("Working days"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("No more than the office's limit for such orders."),
    )
    demand_class = forms.ModelChoiceField(DemandClass.objects.none(), label=_("Class"), required=False)

    def __init__(self, *given: Any, item: MeetingItem, **named: Any) -> None:
        """Begin with what was found before."""
        kept = {name: getattr(item, name) for name in ("finding", "unit", "days")}
        order = item.demand.order
        named["initial"] = {**kept, "demand_class": order.demand_class_id}
        super().__init__(*given, **named)
        self.fields["demand_class"].queryset = classes_on(localdate())  # type: ignore[attr-defined]
