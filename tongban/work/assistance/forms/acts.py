"""The acts on help: what each asks, and the action it calls."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import Act, Acts, MoveAct, by_code, day_field, long_text
from tongban.ground.people.models import User
from tongban.work.assistance.actions import authorisations, hand_overs, requests, work
from tongban.work.assistance.actions.authorisations import AuthorisationTerms
from tongban.work.assistance.models import Assistance, Result, Status
from tongban.work.assistance.queries.assistances import authorisation_of, helpers_on, offer_of
from tongban.work.assistance.states import CHART
from tongban.work.cases.models import Case
from tongban.work.cases.models.case import UNDER_WAY


class HelperField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of helpers, each with how many they help now."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the load."""
        return f"{obj} · {obj.department or ''} · {obj.help_now}"  # type: ignore[attr-defined]


class AssistanceMove(MoveAct[Assistance]):
    """An act on help that is a move of the chart."""

    chart = CHART


class HelperMove(AssistanceMove):
    """A move of the helper alone."""

    @classmethod
    def is_offered(cls, matter: Assistance, user: User) -> bool:
        """Only to the helper."""
        return super().is_offered(matter, user) and matter.helper_id == user.pk


class TakerMove(AssistanceMove):
    """A move of the one to whom it is offered."""

    @classmethod
    def is_offered(cls, matter: Assistance, user: User) -> bool:
        """Only to them."""
        offered = offer_of(matter) if super().is_offered(matter, user) else None
        return offered is not None and offered.taker_id == user.pk


class ChoosesHelper(AssistanceMove):
    """A move that names an officer."""

    def add_fields(self) -> None:
        """Offer who helps, but not who helps here already."""
        others = helpers_on(localdate()).exclude(pk=self.matter.helper_id or 0)
        chosen = HelperField(others, label=_("Helper, and how many they help now"))
        self.fields = {"seen": self.fields["seen"], "helper": chosen, **self.fields}


class AssignHelper(ChoosesHelper):
    """Name a helper."""

    code = move = "assign"
    title, icon_name, tone = _("Name a helper"), "user-plus", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return requests.assign(self.matter, self.values["helper"], by=by, at=at)


class DeclineHelp(AssistanceMove):
    """Decline."""

    code = move = "decline"
    title, icon_name = pgettext_lazy("help", "Decline"), "x"
    reason = long_text(_("Why, and where to go"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return requests.decline(self.matter, self.values["reason"], by=by, at=at)


class ReplaceHelper(ChoosesHelper):
    """Name another helper."""

    code = move = "replace"
    title, icon_name = _("Name another helper"), "user-edit"
    hint = _("Where the first one cannot hand over. The person authorises the new one.")
    reason = long_text(_("Why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return requests.replace(self.matter, self.values["helper"], self.values["reason"], by=by, at=at)


class AuthoriseHelper(HelperMove):
    """Note the signed authorisation."""

    code = move = "authorise"
    title, icon_name, tone = _("Note the signed authorisation"), "writing-sign", "primary"
    hint = _("The paper is made when you save; the person signs it before you.")
    scope = forms.CharField(
        label=_("What the helper may do"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
    since = day_field(_("From"))
    until = day_field(_("Until"), help_text=_("The last day, inclusive"))
    signed_by = forms.CharField(label=_("Signed by"), max_length=60)

    def add_fields(self) -> None:
        """Begin with today and the person."""
        self.initial.update({"since": localdate(), "signed_by": self.matter.applicant.name})

    def act(self, *, by: User, at: datetime) -> Any:
        return authorisations.authorise(self.matter, AuthorisationTerms(**self.values), by=by, at=at)


class NoteRevoked(HelperMove):
    """Note that it was revoked."""

    code = move = "note_revoked"
    title, icon_name = _("Note that it was revoked"), "ban"
    reason = long_text(_("How, and why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return authorisations.note_revoked(self.matter, self.values["reason"], by=by, at=at)


class OfferHelp(ChoosesHelper, HelperMove):
    """Offer to another helper."""

    code = move = "offer"
    title, icon_name = _("Offer to another helper"), "arrows-exchange"
    note = long_text(_("What the other must know"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return hand_overs.offer(self.matter, self.values["helper"], self.values["note"], by=by, at=at)


class TakeOver(TakerMove):
    """Take over."""

    code = move = "take_over"
    title, icon_name, tone = _("Take over"), "user-check", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return hand_overs.take_over(self.matter, by=by, at=at)


class RefuseOver(TakerMove):
    """Do not take over."""

    code = move = "refuse_over"
    title, icon_name = _("Do not take over"), "user-x"
    reason = long_text(_("Why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return hand_overs.refuse_over(self.matter, self.values["reason"], by=by, at=at)


class KeepHelp(HelperMove):
    """Keep it after all."""

    code = move = "keep"
    title, icon_name = _("Keep it after all"), "arrow-back-up"

    def act(self, *, by: User, at: datetime) -> Any:
        return hand_overs.keep(self.matter, by=by, at=at)


class ConcludeHelp(HelperMove):
    """End the help."""

    code = move = "conclude"
    title, icon_name = _("End the help"), "flag-check"
    result = forms.ChoiceField(label=_("Result"), choices=[each for each in Result.choices if each[0]])
    ending = long_text(_("What came of it"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return requests.conclude(self.matter, **self.values, by=by, at=at)


class HelperAct(Act[Assistance]):
    """What the helper does while authorised; it moves nothing."""

    permissions = ("assistance.help",)

    @classmethod
    def is_open(cls, matter: Assistance, user: User) -> bool:
        """Only the helper, while an authorisation is in force."""
        is_under_way = matter.status in (Status.HELPING, Status.HANDING_OVER)
        return is_under_way and matter.helper_id == user.pk and authorisation_of(matter) is not None


class AddTask(HelperAct):
    """Add a task."""

    code, title, icon_name = "add_task", _("Add a task"), "list-check"
    name = forms.CharField(label=_("Task"), max_length=120)
    due_on = day_field(_("Due on"))

    def add_fields(self) -> None:
        """Offer the cases of the person that are under way."""
        cases = Case.objects.filter(applicant=self.matter.applicant_id, status__in=UNDER_WAY)
        self.fields["case"] = forms.ModelChoiceField(cases, label=_("Case"), required=False)

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        return work.add_task(self.matter, said["name"], said["due_on"], case=said["case"], by=by, at=at)


class CloseTask(HelperAct):
    """Close a task."""

    code, title, icon_name = "close_task", _("Close a task"), "checks"
    is_done = forms.TypedChoiceField(
        label=_("Was it done?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
    )
    note = forms.CharField(label=_("What came of it"), max_length=300)

    @classmethod
    def is_open(cls, matter: Assistance, user: User) -> bool:
        """Only where a task is open."""
        return super().is_open(matter, user) and matter.tasks.filter(closed_at=None).exists()

    def add_fields(self) -> None:
        """Offer the tasks that are open."""
        chosen = forms.ModelChoiceField(
            self.matter.tasks.filter(closed_at=None), label=_("Task"), empty_label=None
        )
        self.fields = {"seen": self.fields["seen"], "task": chosen, **self.fields}

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        return work.close_task(said["task"], said["note"], is_done=said["is_done"], by=by, at=at)


class NoteWork(HelperAct):
    """Note what was done."""

    code, title, icon_name, tone = "note_work", _("Note what was done"), "notes", "primary"
    is_parallel = True
    text = long_text(_("What was done"), rows=3, help_text=_("The person reads it, too."))

    def act(self, *, by: User, at: datetime) -> Any:
        return work.note_work(self.matter, self.values["text"], by=by, at=at)


ACTS: Acts[Assistance] = by_code(
    AssignHelper, DeclineHelp, AuthoriseHelper, NoteWork, AddTask, CloseTask, OfferHelp, TakeOver, RefuseOver,
    KeepHelp, NoteRevoked, ReplaceHelper, ConcludeHelp,
)  # fmt: skip
