"""Acts after a decision on a commitment: the later check, the revocation; the register of broken commitments."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.people.models import CreditMark, User
from tongban.work.cases.commitments.actions import check_commitment, revoke_granted
from tongban.work.cases.commitments.queries import OPEN, check_of
from tongban.work.cases.forms.act import CaseAct
from tongban.work.cases.forms.lists import ANY
from tongban.work.cases.forms.window import FindForm
from tongban.work.cases.models import Case, LaterCheck

OUTCOMES = [choice for choice in LaterCheck.Outcome.choices if choice[0]]


class CheckCommitment(CaseAct):
    """Enter the later check of a commitment."""

    code, title, icon_name = "check_commitment", _("Enter the later check"), "user-check"
    permissions, is_parallel = ("cases.review", "cases.supervise"), True
    hint = _(
        "A false commitment goes into the register: its applicant then applies in the ordinary way for a time."
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    finding = long_text(_("Finding"))
    correct_by = day_field(_("To be corrected by"), required=False)
    kept = StagedFile(label=_("Record (photo or scan)"), required=False)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The commitment is not checked to its end."""
        check = check_of(case)
        return check is not None and check.outcome in OPEN

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        return check_commitment(self.case.later_check, said.pop("outcome"), by=by, at=at, **said)


class RevokeGranted(CaseAct):
    """Revoke what was granted on a commitment that did not hold."""

    code, title, icon_name, tone = (
        "revoke_granted",
        _("Revoke what was granted"),
        "certificate-off",
        "outline-danger",
    )
    permissions, is_parallel = ("licences.manage",), True
    hint = _("The licence is revoked with the decision; the applicant is told in writing, with the remedies.")
    reason = long_text(_("Reasons"))

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The later check asks for it."""
        check = check_of(case)
        return check is not None and check.is_to_revoke

    def act(self, *, by: User, at: datetime) -> Any:
        return revoke_granted(self.case.later_check, by=by, at=at, **self.values)


class CreditForm(FindForm):
    """Serious bad credit of an applicant."""

    until = day_field(_("Until"))
    reason = forms.CharField(label=_("Why"), max_length=300)
    source = forms.CharField(label=_("Document"), max_length=120)


class RepairForm(forms.Form):
    """By which document credit was repaired."""

    document = forms.CharField(label=_("Document of the repair"), max_length=200)


class CheckFilters(Filters):
    """By what is to be done."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ANY,
            ("open", _("To be checked")),
            ("late", _("Check overdue")),
            ("revoke", _("To be revoked")),
            ("done", _("Checked")),
        ],
        required=False,
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the checks that fit."""
        wanted: dict[str, dict[str, Any]] = {
            "open": {"outcome__in": OPEN},
            "late": {"outcome__in": OPEN, "due_on__lt": localdate()},
            "revoke": {"outcome__in": ["unmet", "false"], "revoked_on": None},
            "done": {"outcome__in": ["kept", "unmet", "false"]},
        }
        state = self.cleaned_data["state"]
        return rows.filter(**wanted[state]) if state else rows


class MarkFilters(Filters):
    """By name, by kind, by whether it counts."""

    q = forms.CharField(label=_("Applicant"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *CreditMark.Kind.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries that fit."""
        said = self.cleaned_data
        if said["q"].strip():
            rows = rows.filter(applicant__name__icontains=said["q"].strip())
        return rows.filter(kind=said["kind"]) if said["kind"] else rows
