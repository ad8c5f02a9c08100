"""What the window decides on an application that came in."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import long_text
from tongban.ground.people.models import User
from tongban.work.cases.actions import decisions, intake
from tongban.work.cases.elsewhere.queries import is_taken_in_by
from tongban.work.cases.forms.act import CaseMove
from tongban.work.cases.models import Case
from tongban.work.cases.queries.needs import entries_of, states_shown

FAULT = "fault_"


class Accept(CaseMove):
    """Accept the application."""

    code = move = "accept"
    title, icon_name, tone = _("Accept the application"), "circle-check", "primary"
    hint = _("The application is complete. The limits start today; the notice of acceptance is written.")

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.accept(self.case, by=by, at=at)


class Return(CaseMove):
    """Return the application with everything that is missing or wrong."""

    code = move = "return"
    title, icon_name = _("Return for completion"), "arrow-back-up"
    hint = _(
        "Say everything now: the law allows it once. Write beside each material what is missing or wrong; "
        "what is in order stays empty."
    )

    def add_fields(self) -> None:
        """Add a line for each material, and one for the form."""
        shown = states_shown(self.case)
        for entry in entries_of(self.case):
            self.fields[f"{FAULT}{entry.pk}"] = forms.CharField(
                label=entry.material.name,
                required=False,
                max_length=300,
                initial=entry.fault,
                help_text=shown[entry.pk],
            )
        self.fields["form_fault"] = long_text(_("Form and answers"), required=False, rows=2)

    @property
    def faults(self) -> dict[int, str]:
        """Return what was written beside each material."""
        said = self.values.items()
        return {int(name.removeprefix(FAULT)): text for name, text in said if name.startswith(FAULT)}

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.return_(self.case, self.faults, by=by, at=at, form_fault=self.values["form_fault"])


class Decline(CaseMove):
    """Do not accept, and say where to go."""

    code = move = "decline"
    title, icon_name, tone = _("Do not accept"), "circle-x", "outline-danger"
    hint = _("The matter is not this bureau's. The notice of non-acceptance says why and where to go.")
    reason = long_text(_("Why"))
    where_to_go = forms.CharField(label=_("Where to go"), required=False, max_length=200)

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.decline(self.case, by=by, at=at, **self.values)


class FindUnneeded(CaseMove):
    """Say that no approval is needed."""

    code = move = "find_unneeded"
    title, icon_name = _("No approval needed"), "info-circle"
    hint = _("What is asked for needs no approval; the applicant is told at once.")
    reason = long_text(_("Why"))

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.find_unneeded(self.case, by=by, at=at, **self.values)


class TakeCompletion(CaseMove):
    """Take in at the window what was missing."""

    code = move = "take_completion"
    title, icon_name, tone = _("Take in what was missing"), "file-plus", "primary"
    hint = _("Everything that was returned has been handed in anew. A receipt is written.")

    @classmethod
    def is_for_office(cls, case: Case, user: User) -> bool:
        """The office that took it in for another takes in what was missing."""
        return is_taken_in_by(case, user)

    def act(self, *, by: User, at: datetime) -> Any:
        return intake.take_completion(self.case, by=by, at=at)


class TakeWithdrawal(CaseMove):
    """Take in a withdrawal."""

    code = move = "take_withdrawal"
    title, icon_name = _("Take in a withdrawal"), "door-exit"
    hint = _("The applicant withdraws at the window.")
    reason = long_text(_("Why, if they say so"), required=False, rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return decisions.take_withdrawal(self.case, by=by, at=at, **self.values)
