"""The forms of enquiries: the question at the window, the answer, and the filters of the list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from tongban.work.enquiries.models import Status

from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import Applicant, Department


class QuestionForm(forms.Form):
    """What somebody asks, and who answers."""

    number = forms.CharField(label=_("Number of the applicant's document"), max_length=30)
    division = forms.ModelChoiceField(
        label=_("Division"), queryset=Department.objects.filter(kind=Department.Kind.DIVISION)
    )
    question = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_number(self) -> Applicant:
        """Return the applicant of this number."""
        number = self.cleaned_data["number"].strip().upper()
        found = Applicant.objects.filter(number=number).exclude(verified=Applicant.Verified.PENDING).first()
        if found is None:
            raise forms.ValidationError(
                _("Nobody with this number is registered. Register them at the window first.")
            )
        return found


class AnswerForm(forms.Form):
    """The answer in writing."""

    text = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))


class EnquiryFilters(Filters):
    """By number or question, and by where the enquiry stands."""

    q = forms.CharField(label=_("Number or question"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *Status.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the enquiries that fit."""
        if text := self.cleaned_data["q"].strip():
            rows = rows.filter(reference__icontains=text) | rows.filter(question__icontains=text)
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows
