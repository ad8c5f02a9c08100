"""Taking down that somebody wants a helper, and the filters of the lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import long_text
from tongban.ground.people.identity import normalize_number
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_read_by
from tongban.work.assistance.actions.requests import HelpWanted
from tongban.work.assistance.models import Assistance, Kind, Result, Status

ANY = ("", _("All"))


class WantedForm(forms.Form):
    """What is wanted."""

    kind = forms.ChoiceField(label=_("Who is helped"), choices=Kind.choices)
    title = forms.CharField(
        label=_("Project or need"), max_length=120, help_text=_("The name of the project, or in a few words")
    )
    project_code = forms.CharField(
        label=_("Code of the project"), max_length=40, required=False, help_text=_("If there is one")
    )
    text = long_text(_("What is to be got done"), rows=4)

    def wanted_by(self, applicant: Applicant) -> HelpWanted:
        """Return what an applicant wants."""
        said = self.cleaned_data
        return HelpWanted(applicant, said["kind"], said["title"], said["text"], said["project_code"])


class TakeHelpForm(WantedForm):
    """The same at the window: the person is found by number."""

    number = forms.CharField(label=_("Identity number"), max_length=32)
    field_order = ("number", "kind")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Take who asks."""
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_number(self) -> str:
        """Find the person."""
        number = normalize_number(self.cleaned_data["number"])
        found = applicants_read_by(self.user).filter(number=number).exclude(verified="pending").first()
        if found is None:
            raise forms.ValidationError(_("Nobody is registered here under this number."))
        self.applicant = found
        return number

    @property
    def wanted(self) -> HelpWanted:
        """Return what was said."""
        return self.wanted_by(self.applicant)


class AssistanceFilters(Filters):
    """By words, kind, status and result."""

    text = forms.CharField(label=_("Number or words"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)
    result = forms.ChoiceField(
        label=_("Result"), choices=[ANY, *(each for each in Result.choices if each[0])], required=False
    )

    def narrow(self, rows: QuerySet[Assistance]) -> QuerySet[Assistance]:
        """Return the help that fits."""
        found: QuerySet[Assistance] = self.narrow_by_words(
            rows, "reference__iexact", "title__icontains", "applicant__name__icontains"
        )
        return found
