"""The form of the agent's desk: what is taken down while somebody is on the line, and what becomes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import User
from tongban.offer.knowledge.queries.access import shown_to
from tongban.work.hotline.actions.intake_at_desk import IntakeOutcome
from tongban.work.hotline.forms.intake import IntakeForm
from tongban.work.hotline.models import Channel, HandOver, SeatState
from tongban.work.hotline.queries.visibility import visible_to

MOST_TYPED = 45_000
NOT_TYPED = ("csrfmiddlewaretoken", "call", "entry", "join", "hand_over", "do")


class DeskForm(IntakeForm):
    """What an agent takes down, with one outcome: an entry that answers, an order to join, a hand-over, or none."""

    call = forms.CharField(required=False, widget=forms.HiddenInput)
    entry = forms.CharField(required=False)
    join = forms.CharField(required=False)
    hand_over = forms.ChoiceField(choices=[("", ""), *HandOver.To.choices], required=False)
    q = forms.CharField(
        label=_("Search the knowledge"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Begin with the call's number and line, or with what was typed before."""
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.fields["channel"].initial = Channel.PHONE
        self.fields["text"].widget.attrs |= {"rows": 7, "autofocus": True}
        self.fields["answer"].widget.attrs |= {"rows": 3}

    def clean(self) -> dict[str, Any]:
        """Let the question stand for the demand where an entry answers it and nothing else was typed."""
        said = super().clean() or self.cleaned_data
        if said.get("entry") and not said.get("text") and (asked := said.get("q", "").strip()):
            said["text"] = asked
            self.errors.pop("text", None)
        return said

    def clean_entry(self) -> Any:
        """Find the entry among those that this person may read."""
        told = self.cleaned_data["entry"]
        if not told:
            return None
        found = shown_to(self.user).filter(reference=told).first()
        if found is None:
            raise forms.ValidationError(_("This entry is not shown any more; search again."))
        return found

    def clean_join(self) -> Any:
        """Find the order among those that this person may see."""
        told = self.cleaned_data["join"]
        if not told:
            return None
        found = visible_to(self.user).filter(reference=told).first()
        if found is None:
            raise forms.ValidationError(_("There is no such order."))
        return found

    @property
    def outcome(self) -> IntakeOutcome:
        """Return what becomes of it in the same stroke."""
        said = self.cleaned_data
        return IntakeOutcome(said["answer"].strip(), said["entry"], said["join"], said["hand_over"])


class SeatForm(forms.Form):
    """Ready, or a pause with a reason."""

    state = forms.ChoiceField(choices=SeatState)
    reason = forms.CharField(label=_("Why"), max_length=60, required=False)


class SimulatorForm(forms.Form):
    """An invented caller who rings a line, or a call whose caller hangs up."""

    caller = forms.CharField(max_length=40, required=False)
    line = forms.CharField(max_length=40, required=False)
    gone = forms.CharField(max_length=40, required=False)


class NumberForm(forms.Form):
    """A number to dial, or why there is no order."""

    number = forms.CharField(label=_("Number"), max_length=24, required=False)
    remark = forms.CharField(label=_("Why without an order"), max_length=200, required=False)


def typed_of(data: Any) -> dict[str, str]:
    """Return what was typed, to be kept as a draft."""
    return {name: str(value)[:MOST_TYPED] for name, value in data.items() if name not in NOT_TYPED and value}
