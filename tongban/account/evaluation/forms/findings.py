"""Deciding on a finding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.models import FindingDecision


class DecisionForm(forms.Form):
    """Whether a finding will be mended or stays as it is, and why; the finding is named by rule and place."""

    rule = forms.CharField(widget=forms.HiddenInput, max_length=10)
    place = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    decision = forms.ChoiceField(choices=FindingDecision.Decision.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )
