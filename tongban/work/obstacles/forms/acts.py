"""The acts on an entry: what each asks, and the action it calls."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import Act, Acts, MoveAct, by_code, long_text
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_open, line_around
from tongban.work.cases.queries.visibility import case_of
from tongban.work.obstacles.actions import changes, moves
from tongban.work.obstacles.forms.intake import item_field
from tongban.work.obstacles.models import Barrier, Obstacle, ObstacleKind, Outcome
from tongban.work.obstacles.states import CHART

LEVELS = [
    ("", _("not said")),
    (5, _("Very satisfied")),
    (4, _("Satisfied")),
    (3, _("Mostly satisfied")),
    (2, _("Dissatisfied")),
    (1, _("Very dissatisfied")),
]


class EntryMove(MoveAct[Obstacle]):
    """An act on an entry that is a move of the chart."""

    chart = CHART


class UnitEntryMove(EntryMove):
    """A move of the unit that looks into it."""

    @classmethod
    def is_offered(cls, matter: Obstacle, user: User) -> bool:
        """Only to the line of the unit."""
        return super().is_offered(matter, user) and matter.unit_id in line_around(user)


class DeclineEntry(EntryMove):
    """No matter of this window."""

    code = move = "decline"
    title, icon_name = _("Not a matter of this window"), "hand-off"
    hint = _("Courts, petitions, what only the person can change: say where to go.")
    reason = long_text(_("Why, and where to go"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.decline(self.matter, self.values["reason"], by=by, at=at)


class Classify(EntryMove):
    """Say what kind it is and what it is about."""

    code = move = "classify"
    title, icon_name, tone = _("Classify"), "tags", "primary"
    hint = _("The last day follows from the kind, counted from the day it was taken down.")
    kind = forms.ChoiceField(label=_("Kind"), choices=ObstacleKind.choices)
    is_joint = forms.BooleanField(label=_("Several bodies together"), required=False)
    number = forms.CharField(label=_("Number of the case"), required=False, max_length=20)
    place = forms.CharField(label=_("Window or visit"), required=False, max_length=40)

    def add_fields(self) -> None:
        """Fill in what is known."""
        self.fields["item"] = item_field()
        entry = self.matter
        self.initial.update({"kind": entry.kind, "item": entry.item_id, "place": entry.place})
        self.initial["number"] = entry.case.reference if entry.case else ""

    def clean_number(self) -> str:
        """Find the case."""
        number = str(self.cleaned_data["number"]).strip().upper()
        self.found = case_of(self.user, number) if number else None
        if number and self.found is None:
            raise forms.ValidationError(_("No such case is known to you. Leave it empty if it is not known."))
        return number

    def act(self, *, by: User, at: datetime) -> Any:
        said = {name: value for name, value in self.values.items() if name != "number"}
        return moves.classify(self.matter, said.pop("kind"), **said, case=self.found, by=by, at=at)


class Assign(EntryMove):
    """Give it to a unit."""

    code = move = "assign"
    title, icon_name, tone = _("Give to a unit"), "send", "primary"
    note = forms.CharField(label=_("What to look at"), required=False, max_length=300)

    def add_fields(self) -> None:
        """Offer the units, the one where it failed first."""
        units = departments_open(localdate()).order_by("name")
        chosen = forms.ModelChoiceField(units, label=_("Unit"), initial=self.matter.division_id)
        self.fields = {"seen": self.fields["seen"], "unit": chosen, "note": self.fields["note"]}

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.assign(self.matter, by=by, at=at, **self.values)


class SendBackEntry(UnitEntryMove):
    """Not ours."""

    code = move = "send_back"
    title, icon_name = _("Not ours: send back"), "arrow-back-up"
    reason = long_text(_("Why, and whose it is"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.send_back(self.matter, self.values["reason"], by=by, at=at)


class Handle(UnitEntryMove):
    """Say what was found and done."""

    code = move = "handle"
    title, icon_name, tone = _("Say what was found and done"), "tool", "primary"
    outcome = forms.ChoiceField(label=_("How it ends"), choices=[each for each in Outcome.choices if each[0]])
    barrier = forms.ChoiceField(
        label=_("What stood in the way"), choices=[each for each in Barrier.choices if each[0]]
    )
    barrier_name = forms.CharField(
        label=_("Which material, rule or field"),
        required=False,
        max_length=200,
        help_text=_("As the guide of the item calls it; needed where a rule must change."),
    )
    finding = long_text(_("What was found and done"))
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        required=False,
        max_length=300,
        help_text=_("Needed where it is explained: which law leaves no other way."),
    )

    def add_fields(self) -> None:
        """Fill in what the report named."""
        self.initial["barrier_name"] = self.matter.barrier_name

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        return moves.handle(self.matter, said.pop("outcome"), **said, by=by, at=at)


class AnswerEntry(EntryMove):
    """Answer the person."""

    code = move = "answer"
    title, icon_name, tone = _("Answer"), "message-check", "primary"
    text = long_text(_("Answer"))

    def add_fields(self) -> None:
        """Begin with what the unit found."""
        self.fields["text"].initial = self.matter.finding

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.answer(self.matter, self.values["text"], by=by, at=at)


class HandleAgain(EntryMove):
    """Back to the unit."""

    code = move = "handle_again"
    title, icon_name = _("Back to the unit"), "rotate"
    hint = _("What the unit says does not do, or the person is not served. The limit stays.")
    reason = long_text(_("Why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.handle_again(self.matter, self.values["reason"], by=by, at=at)


class CallBackEntry(EntryMove):
    """Call back."""

    code = move = "call_back"
    title, icon_name, tone = _("Call back"), "phone-outgoing", "primary"
    is_solved = forms.TypedChoiceField(
        label=_("Can it be done now?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
    )
    satisfaction = forms.TypedChoiceField(
        label=_("Satisfaction"), choices=LEVELS, coerce=int, empty_value=None, required=False
    )
    note = long_text(_("What they said"), required=False, rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.call_back(self.matter, by=by, at=at, **self.values)


class Analyse(EntryMove):
    """Analyse."""

    code = move = "analyse"
    title, icon_name, tone = _("Analyse"), "bulb", "primary"
    lesson = long_text(_("What is learned from it"))

    def act(self, *, by: User, at: datetime) -> Any:
        return moves.analyse(self.matter, self.values["lesson"], by=by, at=at)


class ProposeChange(Act[Obstacle]):
    """Begin the changed version."""

    code, title, icon_name, tone = "propose_change", _("Begin the changed version"), "git-branch", "primary"
    permissions = ("catalogue.edit",)
    hint = _(
        "A draft of the item opens in the catalogue; once it is published, its rules are run on this matter."
    )

    @classmethod
    def is_open(cls, matter: Obstacle, user: User) -> bool:
        """A rule of an item must change, nobody works on it, and no change has helped yet."""
        return changes.may_propose(matter)

    def act(self, *, by: User, at: datetime) -> Any:
        return changes.propose_change(self.matter, by=by, at=at)


ACTS: Acts[Obstacle] = by_code(
    Classify,
    DeclineEntry,
    Assign,
    Handle,
    SendBackEntry,
    AnswerEntry,
    HandleAgain,
    CallBackEntry,
    Analyse,
    ProposeChange,
)
