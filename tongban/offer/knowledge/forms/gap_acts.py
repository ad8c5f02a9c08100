"""The acts on a question without an answer."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import MoveAct, by_code, long_text
from tongban.ground.people.models import Department, User
from tongban.offer.knowledge.actions import gaps
from tongban.offer.knowledge.models import Gap
from tongban.offer.knowledge.states import GAPS


class GapAct(MoveAct[Gap]):
    """A move of the chart of questions."""

    chart = GAPS


class AssignGap(GapAct):
    """A unit is to answer."""

    code = move = "assign"
    title, icon_name = GAPS.moves[move].label, "user-share"

    def add_fields(self) -> None:
        """Offer the units."""
        self.fields["unit"] = forms.ModelChoiceField(
            label=_("Unit"),
            queryset=Department.objects.exclude(kind=Department.Kind.FINANCE_BUREAU),
            initial=self.matter.unit_id,
        )

    def act(self, *, by: User, at: datetime) -> Any:
        return gaps.assign(self.matter, self.values["unit"], by=by, at=at)


class WriteForGap(GapAct):
    """The unit begins the entry."""

    code = move = "write"
    title, icon_name = GAPS.moves[move].label, "pencil"

    @classmethod
    def is_offered(cls, matter: Gap, user: User) -> bool:
        """The unit that was asked writes."""
        return super().is_offered(matter, user) and user.department_id == matter.unit_id

    def add_fields(self) -> None:
        """Ask for the answer in short; the rest is written on the page of the draft."""
        self.fields["short_answer"] = forms.CharField(
            label=_("Answer in short"), max_length=300, widget=forms.Textarea({"rows": 3})
        )

    def act(self, *, by: User, at: datetime) -> Any:
        return gaps.write_for(self.matter, short_answer=self.values["short_answer"], by=by, at=at)


class DeclineGap(GapAct):
    """There will be no entry."""

    code = move = "decline"
    title, icon_name, tone = GAPS.moves[move].label, "x", "outline-danger"

    def add_fields(self) -> None:
        """Ask for the reason."""
        self.fields["reason"] = long_text(_("Why"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return gaps.decline(self.matter, reason=self.values["reason"], by=by, at=at)


ACTS = by_code(AssignGap, WriteForGap, DeclineGap)
